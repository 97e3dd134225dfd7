"""An answer as the records hold it, and how it is read from its rows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from core.domain import Answer, Citation
from core.errors import InputError
from records.codec import unpack_answer, unpack_evidence
from records.schema import AnswerRow, ConversationRow, FeedbackRow

FeedbackKind = Literal["up", "down", "wrong"]

FLAGS = ("down", "wrong")
"""Feedback that calls an answer bad."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a reader last said of an answer."""

    kind: FeedbackKind
    reason: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """An answer of a conversation.

    Attributes:
        number: place in the conversation, from 1, superseded ones counted.
        evidence: all that was shown for it, cited or not.
        superseded: the question was edited or asked again since.
    """

    answer_id: str
    conversation_id: str
    number: int
    asked_at: datetime
    answer: Answer
    evidence: tuple[Citation, ...]
    feedback: Feedback | None
    superseded: bool


def with_feedback() -> Select[AnswerRow, FeedbackRow | None]:
    """Return the query for what `stored` reads; add the conditions and the order."""
    query = select(AnswerRow, FeedbackRow).outerjoin(
        FeedbackRow, FeedbackRow.answer_id == AnswerRow.id
    )
    return cast("Select[AnswerRow, FeedbackRow | None]", query)


def stored(row: AnswerRow, said: FeedbackRow | None) -> StoredAnswer:
    """Return the answer of a row, with what was said of it.

    Raises:
        RecordsError: it is no answer that this version knows.
    """
    feedback = None
    if said is not None:
        feedback = Feedback(cast("FeedbackKind", said.kind), said.reason, said.given_at)
    return StoredAnswer(
        answer_id=row.id,
        conversation_id=row.conversation_id,
        number=row.number,
        asked_at=row.asked_at,
        answer=unpack_answer(row.answer),
        evidence=unpack_evidence(row.evidence),
        feedback=feedback,
        superseded=row.superseded,
    )


def locked_conversation(session: Session, conversation_id: str) -> ConversationRow:
    """Return the row of a conversation, which is the session's own until it ends.

    Raises:
        InputError: there is none.
    """
    row = session.get(ConversationRow, conversation_id, with_for_update=True)
    if row is None:
        raise InputError("there is no such conversation, or it is forgotten; begin a new one")
    return row


def locked_answer(session: Session, answer_id: str) -> AnswerRow:
    """Return the row of an answer whose conversation is the session's own until it ends.

    Raises:
        InputError: there is none.
    """
    row = session.get(AnswerRow, answer_id)
    if row is None:
        raise unknown_answer()
    locked_conversation(session, row.conversation_id)
    return row


def unknown_answer() -> InputError:
    """Return the error that says that there is no such answer."""
    return InputError("there is no such answer, or it is forgotten; ask the question again")
