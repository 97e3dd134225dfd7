"""Conversations: what was asked and answered, shared, and said of it by readers."""

import secrets
from collections.abc import Sequence
from typing import get_args

from sqlalchemy import ColumnElement, func, select

from core.domain import Answer, Citation
from core.errors import InputError
from records.clock import Clock, utc_now
from records.codec import pack_answer, pack_evidence, short, storable
from records.database import Database
from records.forgetting import forget
from records.keys import question_key
from records.schema import AnswerRow, ConversationRow, FeedbackRow
from records.stored import (
    FeedbackKind,
    StoredAnswer,
    locked_answer,
    locked_conversation,
    stored,
    unknown_answer,
    with_feedback,
)

LONGEST_REASON = 2000


class Conversations:
    """All conversations; each method is one transaction, for any thread or process.

    Who knows the id of a conversation or an answer may change it, so ids cannot be guessed.

    Raises (all methods):
        RecordsError: the database cannot be read or written.
    """

    def __init__(self, database: Database, now: Clock = utc_now) -> None:
        self._database = database
        self._now = now

    def begin(self) -> str:
        """Begin a conversation; return its id."""
        row = ConversationRow(id=_new_id(), share_id=None, begun_at=self._now())
        with self._database.session() as session:
            session.add(row)
            return row.id

    def add(
        self,
        conversation_id: str,
        answer: Answer,
        evidence: Sequence[Citation],
        pinned_from: str | None = None,
        *,
        stands_alone: bool = True,
    ) -> StoredAnswer:
        """Keep an answer as the next of a conversation, with all the evidence shown for it.

        Args:
            conversation_id: where it goes.
            answer: the answer.
            evidence: all that was shown, cited or not.
            pinned_from: id of the judged answer that this one repeats; it waits for no judgement
                of its own.
            stands_alone: False where the standalone question still leans on what was said before;
                it is then never taken for another one of the same words.

        Raises:
            InputError: there is no such conversation.
        """
        row = _row(conversation_id, answer, evidence)
        with self._database.session() as session:
            locked_conversation(session, conversation_id)
            last = select(func.max(AnswerRow.number)).where(
                AnswerRow.conversation_id == conversation_id
            )
            row.number = (session.scalar(last) or 0) + 1
            row.asked_at = self._now()
            row.pinned_from = pinned_from
            row.question_key = row.question_key if stands_alone else ""
            session.add(row)
            session.flush()
            return StoredAnswer(
                answer_id=row.id,
                conversation_id=conversation_id,
                number=row.number,
                asked_at=row.asked_at,
                answer=answer,
                evidence=tuple(evidence),
                feedback=None,
                superseded=False,
            )

    def answers(self, conversation_id: str) -> tuple[StoredAnswer, ...]:
        """Return a conversation in order, without what is superseded; () where it is unknown."""
        return self._answers(AnswerRow.conversation_id == conversation_id)

    def answer(self, answer_id: str) -> StoredAnswer:
        """Return one answer, superseded or not.

        Raises:
            InputError: there is none.
        """
        with self._database.reading() as session:
            found = session.execute(with_feedback().where(AnswerRow.id == answer_id)).one_or_none()
            if found is None:
                raise unknown_answer()
            return stored(*found)

    def supersede(self, answer_id: str) -> None:
        """Note that the question was edited or asked again; raises as `answer`."""
        with self._database.session() as session:
            locked_answer(session, answer_id).superseded = True

    def share(self, conversation_id: str) -> str:
        """Let whoever is given the id that this returns read along; asked again, it is the same.

        Raises:
            InputError: there is no such conversation.
        """
        with self._database.session() as session:
            row = locked_conversation(session, conversation_id)
            row.share_id = row.share_id or _new_id()
            return row.share_id

    def unshare(self, conversation_id: str) -> None:
        """End the sharing; a later one has a new id. Raises as `share`."""
        with self._database.session() as session:
            locked_conversation(session, conversation_id).share_id = None

    def shared(self, share_id: str) -> tuple[StoredAnswer, ...]:
        """Return a shared conversation, as `answers` does.

        Raises:
            InputError: nobody shares one under this id.
        """
        wanted = select(ConversationRow.id).where(ConversationRow.share_id == share_id)
        with self._database.reading() as session:
            conversation_id = session.scalar(wanted)
        if conversation_id is None:
            raise InputError("nobody shares a conversation under this link; ask for a new one")
        return self.answers(conversation_id)

    def give_feedback(self, answer_id: str, kind: FeedbackKind, reason: str = "") -> None:
        """Note what a reader says of an answer, in place of what was said before.

        Raises:
            InputError: there is no such answer, no such kind, or the reason is longer than
                `LONGEST_REASON` characters.
        """
        if kind not in get_args(FeedbackKind):
            raise InputError(f"no feedback {kind!r}; say {', '.join(get_args(FeedbackKind))}")
        told = short(reason, LONGEST_REASON, "the reason")
        with self._database.session() as session:
            locked_answer(session, answer_id)
            session.merge(
                FeedbackRow(answer_id=answer_id, kind=kind, reason=told, given_at=self._now())
            )

    def forget(self, keep_days: int) -> int:
        """Delete old conversations that nobody flagged, judged or shared.

        Args:
            keep_days: since the last question; 0 keeps an hour.

        Returns:
            How many answers went.
        """
        return forget(self._database, keep_days, self._now())

    def _answers(self, condition: ColumnElement[bool]) -> tuple[StoredAnswer, ...]:
        query = with_feedback().where(condition, AnswerRow.superseded.is_(False))
        with self._database.reading() as session:
            rows = session.execute(query.order_by(AnswerRow.number)).all()
            return tuple(stored(row, said) for row, said in rows)


def _new_id() -> str:
    return secrets.token_urlsafe(16)


def _row(conversation_id: str, answer: Answer, evidence: Sequence[Citation]) -> AnswerRow:
    standalone = answer.standalone_question or answer.question
    return AnswerRow(
        id=_new_id(),
        conversation_id=conversation_id,
        question=storable(answer.question),
        standalone=storable(standalone),
        question_key=question_key(standalone),
        language=answer.language,
        status=answer.status,
        total_ms=answer.timings.total_ms,
        first_evidence_ms=answer.timings.first_evidence_ms,
        answer=pack_answer(answer),
        evidence=pack_evidence(evidence),
        superseded=False,
        # A refusal that found nothing at all may yet be wrong.
        small_talk=not (answer.sentences or answer.citations or answer.status == "refused"),
    )
