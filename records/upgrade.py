"""The database brought to the form that this version reads, by Alembic."""

import threading
from pathlib import Path

from alembic import command
from alembic.config import Config
from filelock import FileLock
from sqlalchemy import Engine, text

from records.engine import BUSY_SECONDS

_LOCK = "records.lock"
_ADVISORY_KEY = 0x61736B72
"""Any number of its own among those who use the same PostgreSQL database ("askr")."""

_MIGRATIONS = Path(__file__).parent / "migrations"
_alone = threading.Lock()
"""Alembic keeps what it works on in its module."""


def upgrade(engine: Engine, folder: Path) -> None:
    """Bring the database to head; done already, it changes nothing.

    Any number of threads and processes may do so at once: each waits for the one before.

    Args:
        engine: of `records.engine`.
        folder: the data folder, where the lock of a SQLite database lies.

    Raises:
        SQLAlchemyError, filelock.Timeout: it cannot be done.
        alembic.util.CommandError: a later version made the database.
    """
    if engine.dialect.name != "sqlite":
        _to_head(engine)
        return
    with FileLock(folder / _LOCK, timeout=BUSY_SECONDS):
        _write_ahead(engine)
        _to_head(engine)


def _write_ahead(engine: Engine) -> None:
    """Let readers and one writer go on together; the file remembers it.

    Under the lock, because SQLite does not wait for others when it changes this.
    """
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def _to_head(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    with _alone, engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            lock = text("SELECT pg_advisory_xact_lock(:key)")
            connection.execute(lock, {"key": _ADVISORY_KEY})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
