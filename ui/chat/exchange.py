"""One question and what is known of its answer so far."""

from dataclasses import dataclass, replace
from typing import Literal

from core.domain import Answer, CheckedSentence, Citation
from rag.events import Delta, Done, Event, EvidenceFound, Judged, SentenceChecked, Waiting
from records.judgements import Standing

State = Literal[
    "looking",
    "found",
    "waiting",
    "writing",
    "stopped",
    "broken",
    "answered",
    "refused",
    "evidence_only",
]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question on its way to an answer.

    Attributes:
        evidence: the quotes found, best first.
        draft: all that the model has written so far, unchecked.
        checked: the sentences of the draft that are complete, with their verdicts.
        answer: the final answer; it replaces all the others.
        problem: what went wrong, in words for the person who asked.
        stopped: whether the person stopped it.
        before: how many questions the model answers before this one.
        answer_id: by which the answer is kept, "" where it is not.
        conversation_id: in which it is kept; whoever knows it owns the conversation.
        feedback: the thumb that its reader gave, "" where none.
        standing: what staff found of an answer to the same question.
        next_questions: what may be asked next.
    """

    question: str
    evidence: tuple[Citation, ...] = ()
    draft: str = ""
    checked: tuple[CheckedSentence, ...] = ()
    answer: Answer | None = None
    problem: str = ""
    stopped: bool = False
    before: int = 0
    answer_id: str = ""
    conversation_id: str = ""
    feedback: str = ""
    standing: Standing | None = None
    next_questions: tuple[str, ...] = ()

    @property
    def state(self) -> State:
        """How far it is."""
        if self.problem:
            return "broken"
        if self.answer is not None:
            return self.answer.status
        if self.stopped:
            return "stopped"
        if self.draft:
            return "writing"
        if self.before:
            return "waiting"
        return "found" if self.evidence else "looking"

    @property
    def working(self) -> bool:
        """Whether more is to come."""
        return self.state in ("looking", "found", "waiting", "writing")

    @property
    def unfinished(self) -> str:
        """The end of the draft that belongs to no checked sentence yet."""
        at = 0
        for sentence in self.checked:
            found = self.draft.find(sentence.text, at)
            if found >= 0:
                at = found + len(sentence.text)
        return self.draft[at:].strip().lstrip("-*•").strip()


def advanced(exchange: Exchange, event: Event) -> Exchange:
    """Return the exchange after one event of the service."""
    match event:
        case EvidenceFound(citations=citations):
            return replace(exchange, evidence=citations)
        case Waiting(place=place):
            return replace(exchange, before=place)
        case Delta(text=text):
            return replace(exchange, draft=exchange.draft + text)
        case SentenceChecked(sentence=sentence):
            return replace(exchange, checked=(*exchange.checked, sentence))
        case Judged():
            return exchange
        case Done(answer=answer):
            return replace(exchange, answer=answer)
