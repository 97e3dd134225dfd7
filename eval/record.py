"""What one question brought: everything that its way told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from pydantic import TypeAdapter

from core.domain import Answer, Citation, Turn
from rag.events import Delta, Done, Event, EvidenceFound, Judged


class Streams(Protocol):
    """What answers the last turn of a conversation, step by step; `AskService` does."""

    def stream(self, turns: Sequence[Turn]) -> Iterable[Event]:
        """Answer the last turn."""
        ...


@dataclass(frozen=True, slots=True)
class Record:
    """One question's way.

    Attributes:
        answer: what came of it.
        evidence: the quotes shown, best first.
        written: the model's raw text.
        judged: the model's probabilities that its extracts state the answer, in turn.
    """

    answer: Answer
    evidence: tuple[Citation, ...] = ()
    written: str = ""
    judged: tuple[float, ...] = ()


RECORD = TypeAdapter(Record)
"""Reads a record back from JSON."""


def record(service: Streams, turns: Sequence[Turn]) -> Record:
    """Ask the last turn and keep all that is told on the way; raises as the service does."""
    evidence: tuple[Citation, ...] = ()
    written: list[str] = []
    judged: list[float] = []
    for event in service.stream(turns):
        match event:
            case EvidenceFound(citations=found):
                evidence = found
            case Delta(text=text):
                written.append(text)
            case Judged(probability=probability):
                judged.append(probability)
            case Done(answer=answer):
                return Record(answer, evidence, "".join(written), tuple(judged))
    raise AssertionError("a stream ends with Done")
