"""The first form: all tables, and a log that only grows."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_MOMENT = sa.DateTime(timezone=True)

_SQLITE = (
    "CREATE TRIGGER log_no_update BEFORE UPDATE ON log "
    "BEGIN SELECT RAISE(ABORT, 'the log only grows'); END",
    "CREATE TRIGGER log_no_delete BEFORE DELETE ON log "
    "BEGIN SELECT RAISE(ABORT, 'the log only grows'); END",
    # INSERT OR REPLACE removes the old row without asking the trigger above.
    "CREATE TRIGGER log_no_replace BEFORE INSERT ON log "
    "WHEN EXISTS (SELECT 1 FROM log WHERE id = NEW.id) "
    "BEGIN SELECT RAISE(ABORT, 'the log only grows'); END",
)
_POSTGRESQL = (
    "CREATE FUNCTION log_only_grows() RETURNS trigger LANGUAGE plpgsql "
    "AS $$ BEGIN RAISE EXCEPTION 'the log only grows'; END $$",
    "CREATE TRIGGER log_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON log "
    "FOR EACH STATEMENT EXECUTE FUNCTION log_only_grows()",
)


def upgrade() -> None:
    """Make the tables, what is pointed at before what points at it, and the triggers."""
    _conversations()
    _said_of_answers()
    _accounts()
    _log()


def _conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("share_id", sa.String()),
        sa.Column("begun_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_conversations"),
        sa.UniqueConstraint("share_id", name="uq_conversations_share_id"),
    )
    op.create_index("ix_conversations_begun_at", "conversations", ["begun_at"])
    op.create_table(
        "answers",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("asked_at", _MOMENT, nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("standalone", sa.String(), nullable=False),
        sa.Column("question_key", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("total_ms", sa.Double()),
        sa.Column("first_evidence_ms", sa.Double()),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("superseded", sa.Boolean(), nullable=False),
        sa.Column("small_talk", sa.Boolean(), nullable=False),
        sa.Column("pinned_from", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_answers"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_answers_conversation_id_conversations",
        ),
        sa.UniqueConstraint("conversation_id", "number", name="uq_answers_conversation_id_number"),
    )
    op.create_index("ix_answers_asked_at", "answers", ["asked_at"])
    op.create_index("ix_answers_question_key", "answers", ["question_key"])


def _said_of_answers() -> None:
    op.create_table(
        "feedback",
        sa.Column("answer_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("given_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("answer_id", name="pk_feedback"),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answers.id"], name="fk_feedback_answer_id_answers"
        ),
    )
    op.create_table(
        "judgements",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=True),
        sa.Column("answer_id", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("correct", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("judged_at", _MOMENT, nullable=False),
        sa.Column("undone_at", _MOMENT),
        sa.Column("undone_by", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_judgements"),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answers.id"], name="fk_judgements_answer_id_answers"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_judgements_answer_id_undone_at", "judgements", ["answer_id", "undone_at"])


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_accounts"),
    )
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("begun_at", _MOMENT, nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sessions"),
        sa.ForeignKeyConstraint(
            ["account"], ["accounts.name"], name="fk_sessions_account_accounts"
        ),
    )
    op.create_index("ix_sessions_account", "sessions", ["account"])
    op.create_index("ix_sessions_expires_at", "sessions", ["expires_at"])


def _log() -> None:
    op.create_table(
        "log",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_log"),
        sqlite_autoincrement=True,
    )
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)
