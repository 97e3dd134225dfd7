"""What a reader is, and which one a file gets: by its content first, then by its suffix."""

import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from core.domain import ParsedReport
from core.errors import UnreadableFile

MAX_BYTES = 100_000_000
SNIFF = 4096
"""Bytes by which most formats can be told."""
_BINARY = {
    b"PK\x03\x04": "a zip archive, or a damaged office document",
    b"\xd0\xcf\x11\xe0": "an office document of the old kind, or one locked by a password",
    b"\x89PNG": "a picture; only text can be read",
    b"\xff\xd8\xff": "a picture; only text can be read",
    b"GIF8": "a picture; only text can be read",
    b"\x1f\x8b": "a compressed file; unpack it first",
}


class Reader(Protocol):
    """Reads one format."""

    media_type: str
    suffixes: frozenset[str]

    def accepts(self, data: bytes) -> bool | None:
        """Tell by the content: True it is mine, False it cannot be, None it may be."""
        ...

    def read(self, path: Path, data: bytes) -> ParsedReport:
        """Return the report that `data`, the whole content of `path`, holds.

        Raises:
            UnreadableFile: the content is damaged, locked or holds no text; whatever else a
                reader raises is told as damage by `read_bytes`.
        """
        ...


def load(path: Path) -> bytes:
    """Return the content of a file.

    Raises:
        UnreadableFile: it cannot be opened, is no file, is empty, or is larger than `MAX_BYTES`.
    """
    try:
        str(path).encode()
    except UnicodeEncodeError as error:
        raise UnreadableFile(str(path), "its name is not UTF-8; rename it") from error
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # reading a pipe would wait for ever
            raise UnreadableFile(str(path), "it is not a file")
        size = status.st_size
        if size > MAX_BYTES:
            limit = MAX_BYTES // 1_000_000
            raise UnreadableFile(str(path), f"{size // 1_000_000} MB; at most {limit} MB are read")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(str(path), error.strerror or "cannot be opened") from error
    if not data.strip():
        raise UnreadableFile(str(path), "the file is empty")
    return data


def choose(readers: Sequence[Reader], path: Path, data: bytes) -> Reader:
    """Return the reader for a file: one that knows its content, else one that knows its suffix.

    Raises:
        UnreadableFile: no reader can take it; says what it looks like.
    """
    for reader in readers:
        if reader.accepts(data):
            return reader
    reason = next((why for magic, why in _BINARY.items() if data.startswith(magic)), None)
    if reason:
        raise UnreadableFile(str(path), reason)
    suffix = path.suffix.lower()
    for reader in readers:
        if suffix in reader.suffixes and reader.accepts(data) is None:
            return reader
    if any(suffix in reader.suffixes for reader in readers):
        raise UnreadableFile(str(path), f"its content is not what {suffix} says; it is damaged")
    known = ", ".join(sorted(s for reader in readers for s in reader.suffixes))
    raise UnreadableFile(str(path), f"{suffix or 'no suffix'} is not read; these are: {known}")
