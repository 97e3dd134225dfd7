"""A run: what was asked, and its scores."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from eval.metrics.intervals import Pair, interval_of_percentile, interval_of_ratio, ratio
from eval.metrics.measures import UNSUPPORTED

STAGES = ("evidence_seconds", "first_token_seconds", "seconds")
PERCENTILES = {"": 50.0, "_p95": 95.0}
SCORES = (
    "correct", "cited", "citation_right", "citation_recall", "citation_precision", "page_right",
    "answerable_correct", "numbers_right", "wrongly_refused", "rightly_refused",
    "refusal_precision", "points_told", "points_told_macro", "figures_told",
    "figures_right", "newest_first", "coverage@50", "coverage@100", "coverage@200",
    "coverage@350",
)  # fmt: skip
"""Of a run over the known facts, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Row:
    """One question of a run.

    Attributes:
        measures: what it adds to each score: numerator and denominator.
        times: seconds of its stages.
        detail: all else that is kept of it, as JSON: the record, what was expected, and so on.
    """

    id: str
    kind: str
    trait: str
    measures: Mapping[str, Pair]
    times: Mapping[str, float]
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Run:
    """Questions asked by one build in one way.

    Attributes:
        header: what was asked of what by what; see `eval.store.header_of`.
    """

    header: Mapping[str, Any]
    rows: tuple[Row, ...]

    @property
    def mode(self) -> str:
        """Return "evidence" for a run without a language model, else "model"."""
        return "evidence" if self.header["model"] == "none" else "model"

    def summary(self) -> dict[str, Any]:
        """Scores over all, with 95% intervals, and per kind and per trait of a kind."""
        return {
            "mode": self.mode,
            "model": self.header["model"],
            "all": scores_of(self.rows),
            "kinds": _by(self.rows, lambda row: row.kind),
            "traits": _by(self.rows, lambda row: row.trait and f"{row.kind}.{row.trait}"),
            "intervals": intervals_of(self.rows),
        }

    def wrong(self) -> tuple[str, ...]:
        """Ids of the questions whose answer was not correct."""
        return tuple(row.id for row in self.rows if not row.measures["correct"][0])

    def outcomes(self) -> dict[str, int]:
        """Id to 1 where the answer was correct, else 0."""
        return {row.id: int(row.measures["correct"][0]) for row in self.rows}


def groups(rows: Sequence[Row], name: Callable[[Row], str]) -> dict[str, list[Row]]:
    """Return the rows of each name, in the order in which they come; what has none is left out."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        if called := name(row):
            found.setdefault(called, []).append(row)
    return found


def _by(rows: Sequence[Row], name: Callable[[Row], str]) -> dict[str, dict[str, Any]]:
    return {called: scores_of(some) for called, some in groups(rows, name).items()}


def scores_of(rows: Sequence[Row]) -> dict[str, Any]:
    """Scores as fractions, seconds as percentiles; None where nothing is scored.

    A share is that of all its questions together (micro): of broad questions the expected parts
    are the key points a careful reader of all reports would want told, and `points_told` is the
    share told of all of them, `points_told_macro` the mean of the questions' shares. Where the
    dated values of a measure are known, `figures_told` is the share of them that is among the
    answers' figures with the right year, `figures_right` the share of the figures shown that is
    among them, and `newest_first` the share of answers that tell the newest first. Of what the
    extracts hold, `coverage@n` is the share of the expected parts in the quotes, best first, that
    fit whole into n tokens.
    """
    found: dict[str, Any] = {"questions": len(rows)}
    for name in SCORES:
        value = ratio(pairs_of(rows, name))
        found[name] = None if value is None else round(value, 4)
    found["balanced_accuracy"] = balanced(found["wrongly_refused"], found["rightly_refused"])
    found[UNSUPPORTED] = int(sum(part for part, _ in pairs_of(rows, UNSUPPORTED)))
    for stage in STAGES:
        values = seconds_of(rows, stage)
        for suffix, percent in PERCENTILES.items():
            found[stage + suffix] = _percentile(values, percent)
    return found


def intervals_of(rows: Sequence[Row]) -> dict[str, Pair | None]:
    """95% intervals of the scores and of the median seconds, over the questions."""
    found = {name: interval_of_ratio(pairs_of(rows, name)) for name in SCORES}
    return found | {
        stage: interval_of_percentile(seconds_of(rows, stage), PERCENTILES[""]) for stage in STAGES
    }


def pairs_of(rows: Sequence[Row], name: str) -> list[Pair]:
    """What each question adds to a score, of those that it applies to."""
    return [row.measures[name] for row in rows if name in row.measures]


def seconds_of(rows: Sequence[Row], stage: str) -> list[float]:
    """Seconds that the questions took until a stage, of those that reached it."""
    return [row.times[stage] for row in rows if stage in row.times]


def balanced(over_refusal: float | None, refusal_recall: float | None) -> float | None:
    """Mean of the answerable answered and the unanswerable refused (balanced accuracy)."""
    if over_refusal is None or refusal_recall is None:
        return None
    return round((1 - over_refusal + refusal_recall) / 2, 4)


def _percentile(values: Sequence[float], percent: float) -> float | None:
    if not values:
        return None
    return round(float(np.percentile(values, percent, method="inverted_cdf")), 3)
