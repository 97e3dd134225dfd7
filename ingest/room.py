"""Alone on a data folder, and with room on its disk."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from core.errors import LibraryError

_LOCK = "ingest.lock"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
# Indexes take 40 KB a passage (132 passages of five digests: 5.1 MB) and some more while they are
# written. Chroma on a disk that has run full cannot even be read, so it is not let run full.
_PER_PASSAGE = 100_000
_SPARE = 16_000_000
_NONE_LEFT = 1_000_000


@contextmanager
def alone(data: Path, wait: float = 0.0) -> Iterator[None]:
    """Keep every other ingest off a data folder.

    Args:
        data: the folder; made where missing.
        wait: seconds to wait for another that is at work.

    Raises:
        LibraryError: it is still at work then.
    """
    data.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(data / _LOCK, timeout=wait):
            yield
    except Timeout as error:
        raise LibraryError(
            f"another ingest is at work on {data}; try again when it is done"
        ) from error


@contextmanager
def disk_errors(data: Path) -> Iterator[None]:
    """Tell a disk that is full as such, whatever the stores say.

    Raises:
        LibraryError: the disk is full.
    """
    try:
        yield
    except Exception as error:
        if _is_full(error) or (isinstance(error, LibraryError) and _free(data) < _NONE_LEFT):
            raise LibraryError(
                f"the disk of {data} is full; free some space and ingest again. "
                "The library then answers as before"
            ) from error
        raise


def _free(data: Path) -> int:
    return shutil.disk_usage(data).free


def make_sure_of_room(data: Path, passages: int, file_size: int) -> None:
    """Make sure that a report fits on the disk.

    Args:
        data: the data folder.
        passages: how many it has.
        file_size: bytes of what is copied.

    Raises:
        OSError: it does not; `disk_errors` tells it.
    """
    needed = _SPARE + passages * _PER_PASSAGE + file_size
    if (free := _free(data)) < needed:
        raise OSError(errno.ENOSPC, f"{free >> 20} MB are free and {needed >> 20} needed")


def _is_full(error: BaseException | None) -> bool:
    """Whether the disk is full, however many layers have wrapped what said so."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in _FULL:
            return True
        # SQLite and Chroma tell it in words alone.
        if "disk is full" in str(error) or "No space left" in str(error):
            return True
        error = error.__cause__
    return False
