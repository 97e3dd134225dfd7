"""Pages of the stored PDFs as images."""

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import pypdfium2

from core.domain import LineBox
from core.errors import InputError

SCALE = 2.0
"""Pixels a PDF point: sharp in a pane of half a screen, about 200 KB a page of text."""

WIDEST = 1600
"""Pixels across (twice that down): a poster is shown smaller, not as a hundred megabytes."""

# PDFium is not thread-safe, and a web server renders from several threads.
_pdfium = threading.Lock()

Extent = tuple[float, float]
"""Left and right end of words on a page, in fractions of its width."""


# Stored files are named by their content, so a path never comes to mean other pages.
@lru_cache(maxsize=64)
def page_png(file: Path, number: int) -> bytes:
    """Render page `number` (from 1) of a PDF as PNG.

    Raises:
        InputError: there is no such page, or the file is no PDF.
    """
    with _opened(file, number) as page:
        scale = min(SCALE, WIDEST / page.get_width(), 2 * WIDEST / page.get_height())
        image = page.render(scale=scale).to_pil()
    out = io.BytesIO()
    # Of a page with text the quickest level makes no larger file than the slowest.
    image.save(out, format="PNG", compress_level=1)
    return out.getvalue()


def extent(file: Path, line: LineBox, words: str) -> Extent | None:
    """Find where on a printed line some of its words stand.

    Args:
        file: the PDF.
        line: the line that they are a part of.
        words: as stored; None is returned where the PDF spells them otherwise.

    Raises:
        InputError: there is no such page, or the file is no PDF.
    """
    with _opened(file, line.page) as page:
        width, height = page.get_size()
        text = page.get_textpage()
        try:
            search = text.search(words, match_case=True)
            while (found := search.get_next()) is not None:
                # A hit that runs on into the next line is another one with the same words.
                if text.count_rects(*found) != 1:
                    continue
                left, bottom, right, top = text.get_rect(0)
                if line.y0 <= 1 - (top + bottom) / 2 / height <= line.y1:
                    return left / width, right / width
        finally:
            text.close()
    return None


@contextmanager
def _opened(file: Path, number: int) -> Iterator[Any]:
    with _pdfium:
        try:
            document = pypdfium2.PdfDocument(file)
        except pypdfium2.PdfiumError as error:
            raise InputError(f"{file.name} has no pages to show") from error
        try:
            if not 1 <= number <= len(document):
                raise InputError(f"there is no page {number}")
            yield document[number - 1]
        finally:
            document.close()
