"""Typesets the digests that ship as PDF from their Markdown, and writes the catalogue of them.

Run without arguments: every `reports-src/*.md` becomes `reports/*.pdf`, and its front matter
an entry of `reports/catalogue.toml`. The same source gives the same bytes on every machine.
"""

import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import frontmatter
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from reportlab.lib import colors
from reportlab.lib.fonts import addMapping
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import getFont, registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "reports-src"
REPORTS = ROOT / "reports"

FIELDS = ("title", "original_title", "publisher", "published", "language", "origin", "digest")
MARGIN = 23 * mm
# A frame keeps this much free inside the margins.
INSET = 6
WIDTH = A4[0] - 2 * (MARGIN + INSET)
INK = colors.HexColor("#1d2733")
FAINT = colors.HexColor("#5b6775")
RULE = colors.HexColor("#b8c1cc")
SHADE = colors.HexColor("#eef2f6")
CELL = 8.0
PADDING = 5.0

# reportlab carries these; embedded, they look the same in every viewer.
REGULAR, BOLD, ITALIC = "Vera", "VeraBd", "VeraIt"
for _font in (REGULAR, BOLD, ITALIC):
    registerFont(TTFont(_font, f"{_font}.ttf"))
for _bold, _italic, _font in ((0, 0, REGULAR), (1, 0, BOLD), (0, 1, ITALIC)):
    addMapping(REGULAR, _bold, _italic, _font)

_BODY = ParagraphStyle(
    "body",
    fontName=REGULAR,
    fontSize=9.5,
    leading=14,
    spaceAfter=6,
    textColor=INK,
    allowWidows=0,
    allowOrphans=0,
)
_LEAD = ParagraphStyle("lead", _BODY, keepWithNext=1)
_ITEM = ParagraphStyle("item", _BODY, leftIndent=14, bulletIndent=3, spaceAfter=3)
_NOTE = ParagraphStyle("note", _BODY, fontSize=8, leading=11, textColor=FAINT, spaceAfter=3)
_CELL = ParagraphStyle("cell", _BODY, fontSize=CELL, leading=11.5, spaceAfter=0)
_HEAD_CELL = ParagraphStyle("head cell", _CELL, fontName=BOLD)
_HEADINGS = {
    "h1": ParagraphStyle("h1", _BODY, fontName=BOLD, fontSize=17, leading=23),
    "h2": ParagraphStyle("h2", _BODY, fontName=BOLD, fontSize=12.5, leading=16, spaceBefore=10),
    "h3": ParagraphStyle("h3", _BODY, fontName=BOLD, fontSize=10.8, leading=14, spaceBefore=6),
}
# Height a heading needs on its page, in points: it, a smaller one, a line that leads a list in and
# an item. Keeping it with a whole paragraph instead would leave long gaps at the ends of pages.
_ROOM = {"h2": 115, "h3": 90}

_MARKS = {"strong": "b", "em": "i"}
# The blanks between a figure and its unit, where no line may end.
_BOUND = re.compile(r"(?<=RMB|USD|US\$) (?=\d)|(?<=\d) (?=(?:m|b|tr)illion\b)")


def typeset(source: str) -> bytes:
    """Return the PDF of a Markdown text with front matter.

    Headings of three levels (which make the outline), paragraphs, flat bullet lists and tables
    are known; strong and emphasised words too.

    Raises:
        ValueError: the text holds another kind of block, or a character that the font lacks.
    """
    post = frontmatter.loads(source)
    lacking = set(source) - set(map(chr, getFont(REGULAR).face.charToGlyph)) - {"\n"}
    if lacking:
        raise ValueError(f"the font lacks {', '.join(sorted(lacking))}")
    root = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(post.content))
    story = [part for node in root.children for part in _block(node)]
    story[1:1] = [*_imprint(post.metadata), Spacer(0, 8)]
    title = str(post["title"])
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=title,
        author=str(post["publisher"]),
        subject=f"Digest of a report published in {post['published']}",
        creator="scripts/typeset.py",
        lang=str(post["language"]),
        invariant=1,
        # Compressed bytes differ between builds of zlib.
        pageCompression=0,
    )
    document.afterFlowable = _Outline(document).add

    def furniture(canvas: Any, _: Any) -> None:
        _furniture(canvas, title)

    document.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return out.getvalue()


class _Outline:
    """Puts each heading into the PDF's outline as it is set."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._count = 0

    def add(self, flowable: Flowable) -> None:
        """Add `flowable` where it is a heading."""
        tag = getattr(getattr(flowable, "style", None), "name", "")
        if tag not in _HEADINGS:
            return
        canvas = self._document.canv
        key = f"heading-{self._count}"
        level = int(tag[1]) - 1
        canvas.bookmarkPage(key)
        canvas.addOutlineEntry(flowable.getPlainText(), key, level, closed=level > 0)
        self._count += 1


def _furniture(canvas: Any, title: str) -> None:
    """Draw the running head and the page number."""
    canvas.saveState()
    canvas.setFont(REGULAR, 7.5)
    canvas.setFillColor(FAINT)
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.5)
    head = A4[1] - MARGIN + 14
    canvas.drawString(MARGIN + INSET, head, title)
    canvas.line(MARGIN + INSET, head - 5, A4[0] - MARGIN - INSET, head - 5)
    canvas.drawCentredString(A4[0] / 2, MARGIN - 24, str(canvas.getPageNumber()))
    canvas.restoreState()


def _imprint(said: Mapping[str, object]) -> Iterator[Flowable]:
    """The lines under the title that say what this is a digest of."""
    yield Paragraph(escape(f"Digest of: {said['original_title']}"), _NOTE)
    yield Paragraph(escape(f"Publisher: {said['publisher']}"), _NOTE)
    yield Paragraph(escape(f"Published: {said['published']}"), _NOTE)
    yield Paragraph(escape(f"Origin: {said['origin']}"), _NOTE)


def _block(node: SyntaxTreeNode) -> Iterator[Flowable]:
    if node.type == "heading":
        if node.tag in _ROOM:
            yield CondPageBreak(_ROOM[node.tag])
        yield Paragraph(_markup(node), _HEADINGS[node.tag])
    elif node.type == "paragraph":
        text = _markup(node)
        yield Paragraph(text, _LEAD if text.endswith(":") else _BODY)
    elif node.type == "bullet_list":
        for item in node.children:
            yield Paragraph(_markup(item), _ITEM, bulletText="•")
        yield Spacer(0, 4)
    elif node.type == "table":
        yield _table([row for part in node.children for row in part.children])
        yield Spacer(0, 10)
    else:
        raise ValueError(f"no way to typeset a {node.type}")


def _markup(node: SyntaxTreeNode) -> str:
    """Return the text under a node in reportlab's markup."""
    if node.type == "text":
        return escape(node.content)
    if node.type == "softbreak":
        return " "
    inner = _BOUND.sub("\N{NO-BREAK SPACE}", "".join(_markup(child) for child in node.children))
    mark = _MARKS.get(node.type)
    return f"<{mark}>{inner}</{mark}>" if mark else inner


def _table(rows: Sequence[SyntaxTreeNode]) -> Flowable:
    texts = [[_markup(cell) for cell in row.children] for row in rows]
    styles = [_HEAD_CELL, *[_CELL] * (len(texts) - 1)]
    cells = [[Paragraph(t, s) for t in row] for row, s in zip(texts, styles, strict=True)]
    look = TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("BACKGROUND", (0, 0), (-1, 0), SHADE),
            ("LINEABOVE", (0, 0), (-1, 0), 0.8, FAINT),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, RULE),
            ("LEFTPADDING", (0, 0), (-1, -1), PADDING),
            ("RIGHTPADDING", (0, 0), (-1, -1), PADDING),
            ("TOPPADDING", (0, 0), (-1, -1), 2.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
        ]
    )
    return Table(cells, colWidths=_widths(texts), repeatRows=1, style=look, hAlign="LEFT")


def _widths(texts: Sequence[Sequence[str]]) -> list[float]:
    """Share the page's width among the columns by their longest cells."""
    longest = [
        max(stringWidth(text, BOLD, CELL) for text in column) + 2 * PADDING
        for column in zip(*texts, strict=True)
    ]
    return [WIDTH * width / sum(longest) for width in longest]


def catalogue(sources: Mapping[str, str]) -> str:
    """Return the catalogue, as TOML, of the PDFs by name; `sources` maps names to Markdown."""
    entries: list[str] = []
    for name, source in sorted(sources.items()):
        said = frontmatter.loads(source).metadata
        lines = [f"{key} = {json.dumps(said[key], ensure_ascii=False)}" for key in FIELDS]
        entries.append("\n".join([f'["{name}"]', *lines]) + "\n")
    return "\n".join(entries)


def main() -> None:
    """Write the PDFs and their catalogue."""
    sources = {f"{p.stem}.pdf": p.read_text("utf-8") for p in sorted(SOURCES.glob("*.md"))}
    for name, source in sources.items():
        data = typeset(source)
        (REPORTS / name).write_bytes(data)
        print(f"{name}: {len(data)} bytes")
    (REPORTS / "catalogue.toml").write_text(catalogue(sources), "utf-8")


if __name__ == "__main__":
    main()
