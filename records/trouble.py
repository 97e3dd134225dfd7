"""Errors of the database, told as the one error a person can act on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from alembic.util import CommandError
from filelock import Timeout
from sqlalchemy.exc import SQLAlchemyError

from core.errors import RecordsError

_ADVICE = (
    (("full", "no space", "quota"), "free some disk space and try again"),
    (("locked", "lock file", "could not be acquired"), "another process is writing; try again"),
    (
        ("readonly", "read-only", "permission", "unable to open"),
        "make the folder writable or choose another with --data",
    ),
    (
        ("can't locate revision",),
        "a later version of askreports made it: install that one, or set another `database`",
    ),
    (("malformed", "not a database"), "put a copy of the file in its place, or move it away"),
    (
        ("connection", "authentication", "network", "does not exist", "starting up"),
        "see that the server of the `database` setting runs and lets its user in",
    ),
)


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turn what SQLAlchemy, Alembic and the file system raise into one line.

    Args:
        where: the database, without its password.

    Raises:
        RecordsError: says which database, what happened, and what to do.
    """
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, CommandError, Timeout, OSError) as error:
        said = _said(error)
        lower = said.lower()
        advice = next(
            (advice for signs, advice in _ADVICE if any(sign in lower for sign in signs)),
            "try again; if it stays so, restore the database from a copy",
        )
        raise RecordsError(f"the records in {where} cannot be used ({said}); {advice}") from error


def _said(error: Exception) -> str:
    cause = getattr(error, "orig", None) or error
    first = cause.args[0] if cause.args else ""
    # pg8000 hands on the fields of the server's message; M is what is meant for people.
    said = str(first.get("M", first)) if isinstance(first, dict) else str(cause)
    return " ".join(said.split())[:200] or type(cause).__name__
