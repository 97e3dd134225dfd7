"""What is deleted when its time has come: whole conversations that nobody holds on to."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, exists, func, select

from records.database import Database
from records.schema import AnswerRow, ConversationRow, FeedbackRow, JudgementRow
from records.stored import FLAGS

LEAST = timedelta(hours=1)
"""As long as a reader may want to download what was just said."""

_BATCH = 200
"""Conversations in one transaction, so that others need not wait long."""


def forget(database: Database, keep_days: int, now: datetime) -> int:
    """Delete conversations that were last used before `keep_days` and `LEAST`.

    One that was flagged, judged (undone or not) or is shared stays.

    Returns:
        How many answers went.

    Raises:
        RecordsError: the database cannot be written; what went so far is gone.
    """
    may_go = _may_go(now - max(timedelta(days=keep_days), LEAST))
    gone = 0
    after = ""
    while True:
        with database.session() as session:
            # Whoever is at one of them has it locked; it is not as old as it seems.
            batch = session.scalars(
                select(ConversationRow.id)
                .where(ConversationRow.id > after, may_go)
                .order_by(ConversationRow.id)
                .limit(_BATCH)
                .with_for_update(skip_locked=True)
            ).all()
            if not batch:
                return gone
            after = batch[-1]
            # Asked again now that they are locked: on PostgreSQL, one may have been flagged
            # between the look and the lock.
            ids = session.scalars(
                select(ConversationRow.id).where(ConversationRow.id.in_(batch), may_go)
            ).all()
            answers = select(AnswerRow.id).where(AnswerRow.conversation_id.in_(ids))
            gone += session.scalar(select(func.count()).select_from(answers.subquery())) or 0
            session.execute(delete(FeedbackRow).where(FeedbackRow.answer_id.in_(answers)))
            session.execute(delete(AnswerRow).where(AnswerRow.conversation_id.in_(ids)))
            session.execute(delete(ConversationRow).where(ConversationRow.id.in_(ids)))


def _may_go(before: datetime) -> ColumnElement[bool]:
    of_it = AnswerRow.conversation_id == ConversationRow.id
    used = exists().where(of_it, AnswerRow.asked_at >= before)
    flagged = exists().where(
        of_it, FeedbackRow.answer_id == AnswerRow.id, FeedbackRow.kind.in_(FLAGS)
    )
    judged = exists().where(of_it, JudgementRow.answer_id == AnswerRow.id)
    return and_(
        ConversationRow.share_id.is_(None),
        ConversationRow.begun_at < before,
        ~used,
        ~flagged,
        ~judged,
    )
