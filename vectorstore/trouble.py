"""Errors of the stores below, told as the one error a person can act on."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from core.errors import LibraryError

LEAST_FREE = 1 << 20
"""Bytes; with less than this free no store can write."""


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """Turn what SQLite, SQLAlchemy, Chroma and the file system raise into one line.

    Raises:
        LibraryError: says which folder, what happened, and what to do.
    """
    try:
        yield
    except (sqlite3.Error, SQLAlchemyError, OSError) as error:
        raise LibraryError(_line(folder, error)) from error
    except Exception as error:
        # Chroma is loaded late, so its errors, and those of its way to a server, are known by
        # where they come from.
        if not type(error).__module__.startswith(("chromadb", "httpx")):
            raise
        raise LibraryError(_line(folder, error)) from error


def _line(folder: Path, error: Exception) -> str:
    cause = error.orig if isinstance(getattr(error, "orig", None), Exception) else error  # type: ignore[attr-defined]
    said = " ".join(str(cause).split())[:200] or type(cause).__name__
    lower = said.lower()
    if "full" in lower or "no space" in lower or "quota" in lower or _no_room(folder):
        advice = "free some disk space and try again"
    elif type(cause).__module__.startswith("httpx"):
        advice = "see that the Chroma server of the `chroma` setting runs"
    elif "locked" in lower:
        advice = "another process is writing; try again when it is done"
    elif "readonly" in lower or "read-only" in lower or "permission" in lower:
        advice = "make the folder writable or choose another with --data"
    else:
        advice = "move the folder away and ingest again"
    return f"the library at {folder} cannot be used ({said}); {advice}"


def _no_room(folder: Path) -> bool:
    """Whether the disk is full, which the stores tell in many ways (a log not made, a bad file)."""
    try:
        return shutil.disk_usage(folder).free < LEAST_FREE
    except OSError:
        return False
