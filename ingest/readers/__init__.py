"""One reader for each format, and the one way in: `read_file`."""

from pathlib import Path

from core.domain import ParsedReport
from core.errors import InputError, UnreadableFile
from ingest.readers.base import Reader, choose, load
from ingest.readers.delimited import DelimitedReader
from ingest.readers.html import HtmlReader
from ingest.readers.markdown import MarkdownReader
from ingest.readers.office.docx import DocxReader
from ingest.readers.office.pptx import PptxReader
from ingest.readers.office.xlsx import XlsxReader
from ingest.readers.pdf.reader import PdfReader
from ingest.readers.plain import PlainReader

READERS: tuple[Reader, ...] = (
    PdfReader(),
    DocxReader(),
    PptxReader(),
    XlsxReader(),
    HtmlReader(),
    MarkdownReader(),
    DelimitedReader(),
    PlainReader(),
)
READER_VERSION = 5
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
    try:
        parsed = reader.read(path, data)
    except (UnreadableFile, InputError):
        raise
    except Exception as error:
        # Libraries raise whatever their own parsers do on a broken file; it stops no other file.
        what = type(error).__name__
        raise UnreadableFile(str(path), f"it is damaged and cannot be read ({what})") from error
    if not parsed.text.strip():
        raise UnreadableFile(str(path), "no text in it")
    return parsed, reader.media_type
