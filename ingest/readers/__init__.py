"""One reader for each format, and the one way in: `read_file`."""

from pathlib import Path

from core.domain import ParsedReport
from core.errors import UnreadableFile
from ingest.readers.base import Reader, choose, load
from ingest.readers.html import HtmlReader
from ingest.readers.markdown import MarkdownReader
from ingest.readers.pdf.reader import PdfReader
from ingest.readers.plain import PlainReader

READERS: tuple[Reader, ...] = (PdfReader(), HtmlReader(), MarkdownReader(), PlainReader())
READER_VERSION = 4
"""Grows when the same file comes to be read or cut otherwise: all files are then read anew."""

SUFFIXES = frozenset(suffix for reader in READERS for suffix in reader.suffixes)


def read_file(path: Path) -> ParsedReport:
    """Return the report that a file holds.

    Raises:
        UnreadableFile: the file is missing, empty, too large, damaged, locked, of a format
            that is not read, or without text.
        InputError: the catalogue beside it cannot be read.
    """
    data = load(path)
    return read_bytes(path, data)[0]


def read_bytes(path: Path, data: bytes) -> tuple[ParsedReport, str]:
    """Return the report in `data`, the content of `path`, and its media type; raises as above."""
    reader = choose(READERS, path, data)
    parsed = reader.read(path, data)
    if not parsed.text.strip():
        raise UnreadableFile(str(path), "no text in it")
    return parsed, reader.media_type
