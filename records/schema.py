"""The tables of the records; `migrations` makes them, and a test holds the two together."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Double, ForeignKey, Index, MetaData, UniqueConstraint
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """A point in time, UTC in the database and aware in Python; SQLite itself keeps no zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC; a time without a zone is a fault of the caller."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment with its zone, which is UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Root of the tables."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {dict[str, Any]: JSON, list[Any]: JSON, datetime: Moment, float: Double}  # noqa: RUF012 - as SQLAlchemy wants it


class ConversationRow(Base):
    """A conversation; who knows `id` may read and write it, who knows `share_id` may read it.

    Its row is locked by whoever changes anything that hangs on it.
    """

    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(primary_key=True)
    share_id: Mapped[str | None] = mapped_column(unique=True)
    begun_at: Mapped[datetime] = mapped_column(index=True)


class AnswerRow(Base):
    """One question with its answer.

    Attributes:
        number: place in the conversation, from 1, superseded ones counted.
        question_key: `keys.question_key` of the standalone question.
        answer: `codec.pack_answer`; the columns before it repeat what is searched or counted.
        evidence: `codec.pack_evidence` of all that was shown, cited or not.
        superseded: the question was edited or asked again.
        small_talk: nothing in it can be judged.
        pinned_from: the judged answer that was shown again, None where this one was made anew.
    """

    __tablename__ = "answers"
    __table_args__ = (UniqueConstraint("conversation_id", "number"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"))
    number: Mapped[int]
    asked_at: Mapped[datetime] = mapped_column(index=True)
    question: Mapped[str]
    standalone: Mapped[str]
    question_key: Mapped[str] = mapped_column(index=True)
    language: Mapped[str]
    status: Mapped[str]
    total_ms: Mapped[float | None]
    first_evidence_ms: Mapped[float | None]
    answer: Mapped[dict[str, Any]]
    evidence: Mapped[list[Any]]
    superseded: Mapped[bool]
    small_talk: Mapped[bool]
    pinned_from: Mapped[str | None]


class FeedbackRow(Base):
    """What a reader last said of an answer: 'up', 'down' or 'wrong'."""

    __tablename__ = "feedback"

    answer_id: Mapped[str] = mapped_column(ForeignKey("answers.id"), primary_key=True)
    kind: Mapped[str]
    reason: Mapped[str]
    given_at: Mapped[datetime]


class JudgementRow(Base):
    """What staff found of an answer or of one part of it; undone, it is kept but counts no more."""

    __tablename__ = "judgements"
    __table_args__ = (
        Index(None, "answer_id", "undone_at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    answer_id: Mapped[str] = mapped_column(ForeignKey("answers.id"))
    target: Mapped[str]
    verdict: Mapped[str]
    note: Mapped[str]
    correct: Mapped[str]
    account: Mapped[str]
    judged_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None]


class AccountRow(Base):
    """Who may sign in; the name is in small letters, the password only a hash by argon2."""

    __tablename__ = "accounts"

    name: Mapped[str] = mapped_column(primary_key=True)
    role: Mapped[str]
    password_hash: Mapped[str]
    created_at: Mapped[datetime]
    disabled: Mapped[bool]


class SessionRow(Base):
    """Who is signed in; the token itself is kept nowhere, only its SHA-256 in hex."""

    __tablename__ = "sessions"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("accounts.name"), index=True)
    begun_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class LogRow(Base):
    """What an account did; the database itself refuses to change or remove a row."""

    __tablename__ = "log"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - as SQLAlchemy wants it

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime]
    account: Mapped[str]
    action: Mapped[str]
    target: Mapped[str]
    detail: Mapped[dict[str, Any]]
