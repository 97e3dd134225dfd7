"""The engine of the records' database: a SQLite file, or a PostgreSQL server."""

import ssl
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, InvalidatePoolError

from core.errors import SettingsError
from core.settings import Settings

FILE = "records.sqlite3"
BUSY_SECONDS = 30.0
"""How long a writer waits for the others; each holds the database some milliseconds."""

READING = "askreports_reading"
"""Execution option of a connection that writes nothing."""


def make_engine(settings: Settings) -> Engine:
    """Return the engine of the `database` setting; nothing is connected yet.

    Raises:
        SettingsError: the URL cannot be one, or the driver is not installed.
    """
    if not settings.database:
        return _sqlite(settings.data / FILE)
    try:
        return _postgresql(make_url(settings.database))
    except ModuleNotFoundError as error:
        raise SettingsError(
            "the setting 'database' names a PostgreSQL server, whose driver is missing; "
            "pip install 'askreports[postgresql]'"
        ) from error
    except (ArgumentError, ValueError) as error:
        # The URL itself is not repeated: it may hold a password.
        raise SettingsError(
            "the setting 'database' is no URL of a database; "
            "write postgresql://user:password@host:port/name"
        ) from error


def _sqlite(file: Path) -> Engine:
    url = URL.create("sqlite", database=str(file))
    # As many connections as threads ask for: to wait for one is slower than to open one.
    how: dict[str, Any] = {"pool_size": 20, "max_overflow": -1}
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, **how)

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: Any) -> None:
        # Python's sqlite3 begins a transaction only at the first write.
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # Who first reads and then writes may find the database changed in between, and fails
        # without waiting; so a transaction that may write takes the write lock at once.
        reading = connection.get_execution_options().get(READING)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def _postgresql(url: URL) -> Engine:
    arguments: dict[str, Any] = {"timeout": BUSY_SECONDS}
    if "sslmode" in url.query:  # of libpq, and so of most hosts' URLs; pg8000 wants a context
        arguments["ssl_context"] = _encryption(str(url.query["sslmode"]))
        url = url.difference_update_query(["sslmode"])
    if url.query:
        raise SettingsError(
            "the setting 'database' may ask for sslmode after its '?' and for nothing else"
        )
    engine = create_engine(url.set(drivername="postgresql+pg8000"), connect_args=arguments)

    @event.listens_for(engine, "checkout")
    def _stands(connection: Any, _: Any, __: Any) -> None:
        # A server may have been started anew since. SQLAlchemy's own `pool_pre_ping` lets pass
        # the errors of the socket, which pg8000 at times hands on as they are.
        try:
            connection.cursor().execute("SELECT 1")
            connection.rollback()
        except (engine.dialect.loaded_dbapi.Error, OSError) as error:
            raise InvalidatePoolError from error

    return engine


def _encryption(mode: str) -> ssl.SSLContext | None:
    """The context that means what libpq means by the mode (PostgreSQL manual, 34.19)."""
    if mode in ("disable", "allow", "prefer"):
        return None
    context = ssl.create_default_context()
    if mode == "verify-full":
        return context
    context.check_hostname = False
    if mode == "verify-ca":
        return context
    if mode != "require":
        raise SettingsError(f"the setting 'database' has an unknown sslmode {mode!r}")
    context.verify_mode = ssl.CERT_NONE
    return context
