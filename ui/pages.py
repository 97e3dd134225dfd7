"""Pages of the stored PDFs as images."""

import io
import threading
from functools import lru_cache
from pathlib import Path

import pypdfium2

from core.errors import InputError

SCALE = 2.0
"""Pixels a PDF point: sharp in a pane of half a screen, about 200 KB a page of text."""

WIDEST = 1600
"""Pixels across (twice that down): a poster is shown smaller, not as a hundred megabytes."""

# PDFium is not thread-safe, and a web server renders from several threads.
_pdfium = threading.Lock()


# Stored files are named by their content, so a path never comes to mean other pages.
@lru_cache(maxsize=64)
def page_png(file: Path, number: int) -> bytes:
    """Render page `number` (from 1) of a PDF as PNG.

    Raises:
        InputError: there is no such page, or the file is no PDF.
    """
    with _pdfium:
        try:
            document = pypdfium2.PdfDocument(file)
        except pypdfium2.PdfiumError as error:
            raise InputError(f"{file.name} has no pages to show") from error
        try:
            if not 1 <= number <= len(document):
                raise InputError(f"there is no page {number}")
            page = document[number - 1]
            scale = min(SCALE, WIDEST / page.get_width(), 2 * WIDEST / page.get_height())
            image = page.render(scale=scale).to_pil()
        finally:
            document.close()
    out = io.BytesIO()
    image.save(out, format="PNG", optimize=True)
    return out.getvalue()
