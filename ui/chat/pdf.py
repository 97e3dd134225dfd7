"""An answer as a PDF, the same bytes each time it is made."""

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import matplotlib
from reportlab.lib import colors  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.lib.units import mm  # type: ignore[import-untyped]
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]
from reportlab.pdfbase.pdfmetrics import getFont, registerFont  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]
from reportlab.platypus import CondPageBreak, Flowable, SimpleDocTemplate  # type: ignore[import-untyped]
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as Grid

from rag.words import is_han
from ui.chat.outline import Block, Heading, Item, Paragraph, Quote, Table, Title, printable

MARGIN = 20 * mm
HEADED, BEGUN = 90, 55
"""Points that a heading, and what opens a quote, need on their page. To keep them with all that
follows would leave most of a page empty before a long quote."""
INK, SOFT, RULE, SHADE = (
    colors.HexColor(code) for code in ("#18222d", "#4d5b69", "#d8dfe6", "#f4f7f9")
)

# DejaVu is embedded. The others are named only, as every viewer has some letters for them: a
# font that holds them would add some ten megabytes to each answer.
LATIN, BOLD, HAN, HANGUL = "DejaVuSans", "DejaVuSans-Bold", "STSong-Light", "HYSMyeongJo-Medium"
_HAN = "\u2e80-\u312f\u3190-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
_SCRIPTS = (
    (HANGUL, re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]+")),
    (HAN, re.compile(f"[{_HAN}]+")),
)
NO_LETTER = "\N{WHITE SQUARE}"
"""For letters that none of the fonts has; left to itself the library drops them without a word."""

_BODY = ParagraphStyle(
    "body", fontName=LATIN, fontSize=9.5, leading=14, spaceAfter=5, textColor=INK
)
_NOTE = ParagraphStyle("note", _BODY, fontSize=8.2, leading=12, textColor=SOFT, spaceAfter=3)
_ITEM = ParagraphStyle("item", _BODY, leftIndent=12, bulletIndent=2, spaceAfter=2)
_ITEM_NOTE = ParagraphStyle("item note", _NOTE, leftIndent=12, spaceAfter=7)
_QUOTE = ParagraphStyle(
    "quote", _BODY, leftIndent=12, rightIndent=6, backColor=SHADE, borderPadding=(3, 6, 3, 6),
    spaceBefore=3, spaceAfter=6,
)  # fmt: skip
_SOURCE = ParagraphStyle("source", _NOTE, spaceBefore=9, spaceAfter=5)
_TITLE = ParagraphStyle("title", _BODY, fontName=BOLD, fontSize=15, leading=20, spaceAfter=8)
_HEADING = ParagraphStyle(
    "heading", _BODY, fontName=BOLD, fontSize=11.5, leading=15, spaceBefore=12
)
_CELL = ParagraphStyle("cell", _BODY, fontSize=8.8, leading=12, spaceAfter=0)


def blocks_as_pdf(blocks: Iterable[Block], title: str, author: str, language: str) -> bytes:
    """Set the blocks of `ui.chat.outline` on A4 pages.

    Args:
        blocks: what to set; any script, any length.
        title: of the document's properties.
        author: likewise.
        language: of the document, as in a page's `lang`.
    """
    _fonts()
    file = io.BytesIO()
    document = SimpleDocTemplate(
        file, pagesize=A4, invariant=1, title=printable(title), author=author, creator=author,
        lang=language, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN, bottomMargin=MARGIN,
    )  # fmt: skip
    story = [flowable for block in blocks for flowable in _set(block)]
    document.build(story, onFirstPage=_numbered, onLaterPages=_numbered)
    return file.getvalue()


@cache
def _fonts() -> None:
    """Register the fonts, once in a process; the files are matplotlib's."""
    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    for name in (LATIN, BOLD):
        registerFont(TTFont(name, str(folder / f"{name}.ttf")))
    for name in (HAN, HANGUL):
        registerFont(UnicodeCIDFont(name))


def _set(block: Block) -> Iterator[Flowable]:
    match block:
        case Title(text):
            yield _text(text, _TITLE)
        case Heading(text):
            yield CondPageBreak(HEADED)
            yield _text(text, _HEADING)
        case Paragraph(text):
            yield _text(text, _BODY)
        case Item():
            yield _text(block.text, _ITEM, "–", struck=block.is_dropped)
            yield from (_text(note, _ITEM_NOTE) for note in block.notes)
        case Table(head, rows):
            yield _grid(head, rows)
        case Quote(number, source, paragraphs):
            yield CondPageBreak(BEGUN)
            yield _text(f"[{number}] {source}", _SOURCE)
            yield from (_text(paragraph, _QUOTE) for paragraph in paragraphs)


def _text(
    text: str, style: ParagraphStyle, bullet: str | None = None, *, struck: bool = False
) -> Text:
    bare = " ".join(printable(text).split())
    marked = _marked(bare)
    if is_han(bare):
        # Words of Latin letters are kept whole, a line of Chinese may end behind any letter.
        style = ParagraphStyle(f"{style.name} han", style, wordWrap="CJK")
    return Text(f"<strike>{marked}</strike>" if struck else marked, style, bulletText=bullet)


def _marked(text: str) -> str:
    """The text in reportlab's markup: escaped, and each run of letters in a font that has them."""
    for font, script in _SCRIPTS:
        if found := script.search(text):
            before, run, behind = text[: found.start()], found[0], text[found.end() :]
            return f'{_marked(before)}<font name="{font}">{escape(run)}</font>{_marked(behind)}'
    return escape("".join(map(_letter, text)))


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    """The letter, or one that means the same and has a place in the font."""
    letters = getFont(LATIN).face.charToGlyph
    for one in (letter, unicodedata.normalize("NFKC", letter)):
        # Beyond the first plane the library writes other letters into the text to be copied.
        if all(ord(c) in letters and ord(c) <= 0xFFFF for c in one):
            return one
    return NO_LETTER


def _grid(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Grid:
    cells = [[_text(cell, _CELL) for cell in row] for row in (head, *rows)]
    room = A4[0] - 2 * MARGIN - 12
    widths = [room * share for share in (0.27, 0.18, 0.55)]
    style: list[Any] = [
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, RULE),
        ("BACKGROUND", (0, 0), (-1, 0), SHADE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    return Grid(cells, widths, repeatRows=1, splitInRow=1, hAlign="LEFT", style=style)


def _numbered(canvas: Any, _: Any) -> None:
    canvas.setFont(LATIN, 8)
    canvas.setFillColor(SOFT)
    canvas.drawCentredString(A4[0] / 2, MARGIN / 2, str(canvas.getPageNumber()))
