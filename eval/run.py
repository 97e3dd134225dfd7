"""A run over the known facts, and its scores."""

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from core.domain import Answer
from eval.metrics.facts import Fact, Score

Row = tuple[Fact, Answer, Score]


@dataclass(frozen=True, slots=True)
class Run:
    """One run over the known facts: what was asked, answered and scored.

    Attributes:
        mode: "evidence" without a language model, else "model".
        sample: whether only a fixed sample was asked.
    """

    mode: str
    sample: bool
    started: str
    index_version: int
    model: str
    facts: tuple[Fact, ...]
    answers: tuple[Answer, ...]
    scores: tuple[Score, ...]

    def summary(self) -> dict[str, Any]:
        """Scores over all, per kind and per trait of a kind; see `scores_of`."""
        rows = tuple(zip(self.facts, self.answers, self.scores, strict=True))
        return {
            "mode": self.mode,
            "model": self.model,
            "all": scores_of(rows),
            "kinds": _by(rows, lambda fact: fact.kind),
            "traits": _by(rows, lambda fact: fact.trait and f"{fact.kind}.{fact.trait}"),
        }

    def wrong(self) -> tuple[str, ...]:
        """Ids of the questions whose answer was not correct."""
        return tuple(f.id for f, s in zip(self.facts, self.scores, strict=True) if not s.correct)


def _by(rows: Sequence[Row], name: Callable[[Fact], str]) -> dict[str, dict[str, Any]]:
    """Scores of each group, in the order of the file; what has no name is left out."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        if called := name(row[0]):
            groups.setdefault(called, []).append(row)
    return {called: scores_of(group) for called, group in groups.items()}


def scores_of(rows: Sequence[Row]) -> dict[str, Any]:
    """Scores as fractions, seconds as medians; None where nothing is scored.

    Of broad questions the expected parts are the key points a careful reader of all reports
    would want told: `points_told` is the share told of the key points of all of them (micro),
    `points_told_macro` the mean of the questions' shares. A refusal tells none.

    Where the dated values of a measure are known, `figures_told` is the share of them that is
    among the answers' figures with the right year, `figures_right` the share of the figures
    shown that is among them, and `newest_first` the share of answers that tell the newest first.
    """
    can = [s for f, _, s in rows if f.answerable]
    cannot = [s for f, _, s in rows if not f.answerable]
    points = [(s.parts, len(f.expected)) for f, _, s in rows if f.kind == "broad"]
    figures = [s.figures for _, _, s in rows if s.figures is not None]
    return {
        "questions": len(rows),
        "correct": _mean(s.correct for _, _, s in rows),
        "cited": _mean(s.cited for _, _, s in rows),
        "citation_right": _mean(s.right_report for _, _, s in rows),
        "answerable_correct": _mean(s.correct for s in can),
        "wrongly_refused": _mean(s.refused for s in can),
        "rightly_refused": _mean(s.correct for s in cannot),
        "unsupported_figures": sum(s.loose_figures for _, _, s in rows),
        "points_told": _share(points),
        "points_told_macro": _mean(told / known for told, known in points),
        "figures_told": _share((f.told, f.known) for f in figures),
        "figures_right": _share((f.right, f.shown) for f in figures),
        "newest_first": _mean(f.newest_first for f in figures),
        "seconds": _median(a.timings.total_ms for _, a, _ in rows),
        "first_token_seconds": _median(a.timings.first_token_ms for _, a, _ in rows),
        "evidence_seconds": _median(a.timings.first_evidence_ms for _, a, _ in rows),
    }


def _mean(values: Iterable[float | None]) -> float | None:
    told = [float(value) for value in values if value is not None]
    return round(sum(told) / len(told), 4) if told else None


def _share(counts: Iterable[tuple[int, int]]) -> float | None:
    """What is told of what is known, over all counts together."""
    pairs = list(counts)
    known = sum(count for _, count in pairs)
    return round(sum(told for told, _ in pairs) / known, 4) if known else None


def _median(values: Iterable[float | None]) -> float | None:
    told = [value for value in values if value is not None]
    return round(statistics.median(told) / 1000, 3) if told else None
