"""The kept runs of the evaluation, each as a line."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from eval.metrics.intervals import Pair, interval_of_ratio
from eval.store import HEADER, SUMMARY, finished, started


@dataclass(frozen=True, slots=True)
class KindLine:
    """Questions of one kind, and the share of them that was answered correctly."""

    kind: str
    questions: int
    correct: float

    @property
    def interval(self) -> Pair | None:
        """The share's 95% interval, Wilson's; None of one question alone."""
        right = round(self.correct * self.questions)
        return interval_of_ratio([(1, 1)] * right + [(0, 1)] * (self.questions - right))


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run that came to its end. Scores are shares, None where it has no such score.

    Attributes:
        when: when it began.
        what: what it asked.
        model: what wrote; "none" of a run over the evidence alone.
        alike: the same for runs that can be compared: of the same questions, reports and model.
        interval: 95% interval of `correct`.
        kinds: empty where the run tells none apart.
    """

    when: datetime
    what: str
    model: str
    alike: str
    questions: int
    correct: float | None
    interval: Pair | None
    wrongly_refused: float | None
    kinds: tuple[KindLine, ...]


def runs_of(data: Path) -> tuple[RunLine, ...]:
    """Read the finished runs under a data folder, in the order in which they ended.

    One that cannot be read, such as of another version, is left out.
    """
    lines = []
    for folder in finished(data):
        try:
            header = json.loads((folder / HEADER).read_text(encoding="utf-8"))
            summary = json.loads((folder / SUMMARY).read_text(encoding="utf-8"))
            lines.append(_line(header, summary))
        except (OSError, ValueError, TypeError, LookupError, AttributeError):
            continue
    return tuple(lines)


def _line(header: Mapping[str, Any], summary: Mapping[str, Any]) -> RunLine:
    """A run over the known facts keeps its scores under "all"; those of a bench stand bare."""
    scores = summary.get("all", summary)
    kinds = summary.get("kinds", {})
    interval = summary.get("intervals", {}).get("correct")
    return RunLine(
        when=started(header),
        what=str(header["what"]),
        model=str(header["model"]),
        alike=" ".join(str(header[key]) for key in ("what", "questions", "library", "model")),
        questions=int(scores["questions"]),
        correct=_share(scores.get("correct")),
        interval=(float(interval[0]), float(interval[1])) if interval else None,
        wrongly_refused=_share(scores.get("wrongly_refused", scores.get("over_refusal"))),
        kinds=tuple(
            KindLine(str(kind), int(of["questions"]), float(of["correct"]))
            for kind, of in kinds.items()
            if of.get("correct") is not None
        ),
    )


def _share(value: Any) -> float | None:
    return None if value is None else float(value)
