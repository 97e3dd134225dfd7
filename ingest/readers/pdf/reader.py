"""The PDF reader."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pypdfium2 as pdfium

from core.domain import ParsedReport
from core.errors import UnreadableFile
from ingest.assemble import assemble
from ingest.blocks import Block
from ingest.characters import clean, is_cjk
from ingest.mend import drop_repeats, rejoin
from ingest.metadata.dates import parse_pdf_date
from ingest.metadata.describe import describe
from ingest.metadata.given import Given
from ingest.readers.pdf.columns import reading_order
from ingest.readers.pdf.flow import blocks_of, letters, style_of
from ingest.readers.pdf.glyphs import read_page
from ingest.readers.pdf.running import drop_running
from ingest.readers.pdf.scanned import languages, read_scan
from ingest.readers.pdf.shapes import Page, rows_of

_MAGIC = b"%PDF-"
_DEEPEST = 6


class PdfReader:
    """Reads `.pdf`."""

    media_type = "application/pdf"
    suffixes = frozenset({".pdf"})

    def accepts(self, data: bytes) -> bool | None:
        """Sure either way: the mark stands within the first kilobyte."""
        return _MAGIC in data[:1024]

    def read(self, path: Path, data: bytes) -> ParsedReport:
        """Return the report in a PDF, with a page and a box for each printed line.

        Raises:
            UnreadableFile: it is damaged, locked by a password, or holds no text at all.
        """
        with _opened(path, data) as document:
            pages = [_page(path, document, i) for i in range(len(document))]
            pages, scanned = _with_scans(document, pages)
            outline = _outline(document)
            said = document.get_metadata_dict()
        rows = drop_running([rows_of(page.segments) for page in pages])
        empty = [p.number for p in pages if not p.segments]
        if len(empty) == len(pages):
            raise UnreadableFile(str(path), f"no page has text; {_unread()}")
        style = style_of(rows, outline)
        blocks: list[Block] = []
        for page, of_page in zip(pages, rows, strict=True):
            blocks += blocks_of(page, reading_order(of_page), style)
        mended = rejoin(drop_repeats(blocks))
        made = assemble(mended, len(pages))
        created = parse_pdf_date(said.get("CreationDate", ""))
        return ParsedReport(
            describe(path, mended, made.text, _given(said, blocks), created),
            made.text,
            made.sections,
            made.pages,
            made.boxes,
            _warnings(empty, scanned),
        )


@contextmanager
def _opened(path: Path, data: bytes) -> Iterator[pdfium.PdfDocument]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower()
        reason = "it is locked by a password" if locked else "it is damaged and cannot be opened"
        raise UnreadableFile(str(path), reason) from error
    try:
        if len(document) == 0:
            raise UnreadableFile(str(path), "it has no pages")
        yield document
    finally:
        document.close()


def _page(path: Path, document: pdfium.PdfDocument, index: int) -> Page:
    try:
        return read_page(document, index)
    except pdfium.PdfiumError as error:
        raise UnreadableFile(str(path), f"page {index + 1} is damaged") from error


def _outline(document: pdfium.PdfDocument) -> dict[str, int]:
    entries = document.get_toc(max_depth=_DEEPEST)
    return {letters(mark.get_title()): mark.level + 1 for mark in entries if mark.get_title()}


def _given(said: dict[str, str], blocks: Sequence[Block]) -> Given:
    """What the file's properties say, and its largest print; many a title names but a tool."""
    title = clean(said.get("Title", ""))
    return Given(
        title=title if _is_title(title) else _largest(blocks),
        publisher=clean(said.get("Author", "")),
    )


def _largest(blocks: Sequence[Block]) -> str:
    """The largest heading of the first page, and the next where that alone says little."""
    first = [b for b in blocks if b.kind == "heading" and b.lines[0].page == 1]
    ranked = sorted(first, key=lambda b: b.level)
    if not ranked:
        return ""
    title = ranked[0].plain
    brief = len(title.split()) < 3 and not any(map(is_cjk, title)) and len(ranked) > 1
    return f"{title}: {ranked[1].plain}" if brief else title


def _is_title(text: str) -> bool:
    """Whether a property reads like a title, not like a file name or a number."""
    words = [word for word in text.split() if any(c.isalpha() for c in word)]
    named = text.lower().endswith((".doc", ".docx", ".pdf", ".indd", ".rtf", ".html"))
    return not named and (len(words) > 1 or any(ord(c) > 0x2E80 for c in text))


def _with_scans(
    document: pdfium.PdfDocument, pages: Sequence[Page]
) -> tuple[list[Page], list[int]]:
    """The pages with those that have no text read by Tesseract, and the numbers of these."""
    if not languages():
        return list(pages), []
    read = [page if page.segments else read_scan(document, page) for page in pages]
    both = zip(pages, read, strict=True)
    return read, [after.number for page, after in both if after.segments and not page.segments]


def _unread() -> str:
    return "scanned or pictures only" + (
        "" if languages() else "; scans are read where Tesseract is installed"
    )


def _warnings(empty: Sequence[int], scanned: Sequence[int]) -> tuple[str, ...]:
    told = []
    if empty:
        told.append(f"no text on {_pages(empty)}; {_unread()}")
    if scanned:
        told.append(f"{_pages(scanned)} read by Tesseract from a scan; letters may be mistaken")
    return tuple(told)


def _pages(numbers: Sequence[int]) -> str:
    return f"page{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"
