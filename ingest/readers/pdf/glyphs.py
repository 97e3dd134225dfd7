"""From PDFium's characters to segments."""

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.characters import clean, is_cjk
from ingest.readers.pdf.seen import Seen
from ingest.readers.pdf.shapes import Page, Segment

# In font sizes. Letter-spaced headings stay under the first; columns stand above the second.
_BLANK = 0.22
_HINTED_BLANK = 0.08
_WIDE = 1.1
_FAR = 1e5


@dataclass(frozen=True, slots=True)
class _Glyph:
    """One visible character; `blank` tells whether the file has a blank before it."""

    char: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool
    blank: bool


def read_page(document: pdfium.PdfDocument, index: int) -> Page:
    """Return the segments of page `index`, counted from 0."""
    page = document[index]
    text = page.get_textpage()
    try:
        width, height = page.get_size()
        place = _placer(page, width, height)
        segments = tuple(_segments(list(_glyphs(text, place, Seen(page, text)))))
        return Page(index + 1, width, height, segments)
    finally:
        text.close()
        page.close()


Place = Callable[[float, float], tuple[float, float]]


def _placer(page: pdfium.PdfPage, width: float, height: float) -> Place:
    """Return the map from the page's own coordinates to points from the top left, as shown.

    PDFium knows crop and rotation; three points of it give the whole (affine) map.
    """
    far = int(_FAR)

    def device(x: float, y: float) -> tuple[float, float]:
        dx, dy = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, far, far, 0, x, y, dx, dy)
        return dx.value / far * width, dy.value / far * height

    (ox, oy), (ax, ay), (bx, by) = device(0, 0), device(1000, 0), device(0, 1000)
    ux, uy, vx, vy = (ax - ox) / 1e3, (ay - oy) / 1e3, (bx - ox) / 1e3, (by - oy) / 1e3
    return lambda x, y: (ox + ux * x + vx * y, oy + uy * x + vy * y)


def _glyphs(text: pdfium.PdfTextPage, place: Place, seen: Seen) -> Iterator[_Glyph]:
    box = raw.FS_RECTF()
    blank = False
    for i in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, i)
        char = chr(code) if 0 < code < 0x110000 else ""
        if not char.strip() and char not in "\x02\ufffe":
            blank = True
            continue
        if not char or not raw.FPDFText_GetLooseCharBox(text, i, box):
            continue
        ax, ay = place(box.left, box.bottom)
        bx, by = place(box.right, box.top)
        corners = (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
        if not seen.shows(i, corners):
            continue
        yield _Glyph(char, *corners, max(abs(ay - by), 1.0), _is_bold(text, i), blank)
        blank = False


def _is_bold(text: pdfium.PdfTextPage, i: int) -> bool:
    if raw.FPDFText_GetFontWeight(text, i) >= 600:
        return True
    name = ctypes.create_string_buffer(96)
    raw.FPDFText_GetFontInfo(text, i, name, 96, ctypes.c_int())
    return b"bold" in name.value.lower()


def _segments(glyphs: Sequence[_Glyph]) -> Iterator[Segment]:
    """Yield runs of glyphs that follow one another on one line.

    The order of the file is kept within a run, so that right-to-left or odd drawing orders
    break runs instead of mixing them; runs that touch are joined afterwards by place.
    """
    run: list[_Glyph] = []
    pieces: list[list[_Glyph]] = []
    for glyph in glyphs:
        if run and not _follows(run[-1], glyph):
            pieces.append(run)
            run = []
        run.append(glyph)
    if run:
        pieces.append(run)
    made = (_segment(piece) for piece in _touching(pieces))
    # Trade marks raised above their line stand alone, would come after it, and say nothing.
    yield from (segment for segment in made if segment.text.strip("®™℠ "))


def _follows(a: _Glyph, b: _Glyph) -> bool:
    overlap = min(a.y1, b.y1) - max(a.y0, b.y0)
    level = overlap > 0.4 * min(a.size, b.size)
    gap = b.x0 - a.x1
    # Accountants set the sign of the next column close to the figure of this one.
    next_cell = b.char in "$€£¥" and (a.char.isdigit() or a.char in ")%—–")
    wide = 0.4 if next_cell else _WIDE
    return level and -0.6 * a.size < gap < wide * max(a.size, b.size)


def _touching(pieces: Sequence[list[_Glyph]]) -> Sequence[list[_Glyph]]:
    """Join runs that a change of drawing order cut, such as a word drawn after its line."""
    out: list[list[_Glyph]] = []
    for piece in sorted(pieces, key=lambda p: (round(p[0].y1), p[0].x0)):
        host = next((o for o in reversed(out[-8:]) if _follows(o[-1], piece[0])), None)
        if host is None:
            out.append(list(piece))
        else:
            host += piece
    return out


def _segment(run: Sequence[_Glyph]) -> Segment:
    parts = [run[0].char]
    for a, b in pairwise(run):
        gap = (b.x0 - a.x1) / max(a.size, 1.0)
        wide = gap > (_HINTED_BLANK if b.blank else _BLANK)
        if wide and not (is_cjk(a.char) and is_cjk(b.char)):
            parts.append(" ")
        parts.append(b.char)
    sizes = Counter(round(glyph.size * 2) / 2 for glyph in run)
    size = sizes.most_common(1)[0][0]
    main = [g for g in run if math.isclose(g.size, size, abs_tol=1.0)] or list(run)
    return Segment(
        clean("".join(parts)),
        min(g.x0 for g in run),
        min(g.y0 for g in main),
        max(g.x1 for g in run),
        max(g.y1 for g in main),
        size,
        2 * sum(g.bold for g in run) > len(run),
    )
