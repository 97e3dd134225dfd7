"""Two runs side by side: what changed, and whether it is more than noise."""

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.table import Table
from scipy import stats

from core.errors import InputError
from eval.metrics.intervals import Pair, paired_p, ratio
from eval.run import STAGES, Row, Run, seconds_of

NOISE = 0.05
"""Probability below which a difference counts as more than noise."""

_NAMED = (
    "what", "options", "questions", "library", "index", "llm", "model", "model_sha256", "commit",
    "code", "settings", "packages",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One score in two runs, over the questions of both.

    Attributes:
        p: probability of so great a difference if the runs were alike, see `paired_p`.
        q: the same, corrected for how many scores are compared (Benjamini and Hochberg, 1995).
    """

    name: str
    before: float
    after: float
    questions: int
    p: float
    q: float

    @property
    def is_real(self) -> bool:
        """Whether it is more than noise."""
        return self.q < NOISE


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs compared.

    Attributes:
        differences: what differs between them beside their scores: both values by name.
        turned_wrong: ids of questions that were answered right, and are not any more.
        turned_right: the other way.
    """

    questions: int
    differences: Mapping[str, tuple[Any, Any]]
    changes: tuple[Change, ...]
    turned_wrong: tuple[str, ...]
    turned_right: tuple[str, ...]


def compare(before: Run, after: Run) -> Comparison:
    """Compare two runs on the questions that both asked and of which both expected the same.

    Raises:
        InputError: they asked different things, or have no question in common.
    """
    asked = [run.header.get("what") for run in (before, after)]
    if asked[0] != asked[1]:
        raise InputError(f"the two runs asked different things: {asked[0]} and {asked[1]}")
    old = {row.id: row for row in before.rows}
    pairs = [
        (old[row.id], row)
        for row in after.rows
        if row.id in old and old[row.id].detail.get("fact") == row.detail.get("fact")
    ]
    if not pairs:
        raise InputError("the two runs have no question in common")
    names = dict.fromkeys(name for row in (*before.rows, *after.rows) for name in row.measures)
    found = [_change(name, pairs) for name in names]
    found += [told for s in STAGES if (told := _change_of_seconds(s, pairs)) is not None]
    # Of twenty scores that do not change, one would differ at this level by chance.
    corrected = stats.false_discovery_control([p for *_, p in found])
    changes = [Change(*told, round(float(q), 4)) for told, q in zip(found, corrected, strict=True)]
    turned = [(a.id, _right(a), _right(b)) for a, b in pairs]
    return Comparison(
        questions=len(pairs),
        differences={
            name: (before.header.get(name), after.header.get(name))
            for name in _NAMED
            if before.header.get(name) != after.header.get(name)
        },
        changes=tuple(changes),
        turned_wrong=tuple(name for name, a, b in turned if a and b is False),
        turned_right=tuple(name for name, a, b in turned if b and a is False),
    )


def _right(row: Row) -> bool | None:
    pair = row.measures.get("correct")
    return None if pair is None else bool(pair[0])


def _change(name: str, pairs: Sequence[tuple[Row, Row]]) -> tuple[str, float, float, int, float]:
    """(name, before, after, questions it applies to in either run, p)."""
    old, new = zip(*pairs, strict=True)
    before, after = ([row.measures.get(name, (0.0, 0.0)) for row in rows] for rows in (old, new))
    told = sum(name in a.measures or name in b.measures for a, b in pairs)
    return name, _score(before), _score(after), told, paired_p(before, after)


def _score(pairs: Sequence[Pair]) -> float:
    """A share, or the sum where nothing is shared."""
    value = ratio(pairs)
    return sum(part for part, _ in pairs) if value is None else value


def _change_of_seconds(
    stage: str, pairs: Sequence[tuple[Row, Row]]
) -> tuple[str, float, float, int, float] | None:
    both = [(a, b) for a, b in pairs if a.times.get(stage) and b.times.get(stage)]
    if not both:
        return None
    old, new = (seconds_of(rows, stage) for rows in zip(*both, strict=True))
    p = paired_p([(math.log(s), 1) for s in old], [(math.log(s), 1) for s in new])
    return stage, statistics.median(old), statistics.median(new), len(both), p


def print_comparison(found: Comparison, console: Console) -> None:
    """Print what differs, every score, and the questions that turned."""
    for name, (old, new) in found.differences.items():
        console.print(f"{name}: {old} → {new}", markup=False)
    table = Table(
        "score", "before", "after", "change", "p", "q", "",
        title=f"{found.questions} questions asked by both",
    )  # fmt: skip
    for change in found.changes:
        table.add_row(
            change.name,
            f"{change.before:.3f}",
            f"{change.after:.3f}",
            f"{change.after - change.before:+.3f}",
            f"{change.p:.3f}",
            f"{change.q:.3f}",
            "more than noise" if change.is_real else "",
        )
    console.print(table)
    for words, names in (
        ("turned wrong", found.turned_wrong),
        ("turned right", found.turned_right),
    ):
        console.print(f"{words}: {', '.join(names) or 'none'}", markup=False)
