"""PowerPoint slides: titles, text, tables, charts and notes, with the slide's number as page."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.shapes.group import GroupShape

from core.domain import ParsedReport
from ingest.assemble import assemble
from ingest.blocks import Block, Kind, Line
from ingest.characters import clean
from ingest.metadata.describe import describe
from ingest.metadata.given import Given
from ingest.readers.office.package import is_kind, made_on, stated, unpacked
from ingest.readers.tables import rows_of, under_one_header

Shape = Any
"""Any shape of a slide; which kind has what is asked of it."""

_RUNNING = frozenset(
    (
        PP_PLACEHOLDER.SLIDE_NUMBER,
        PP_PLACEHOLDER.DATE,
        PP_PLACEHOLDER.FOOTER,
        PP_PLACEHOLDER.HEADER,
    )
)
_TRUE = frozenset({"1", "true"})
_FALSE = frozenset({"0", "false"})
_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_TINY = 2.0
"""Points; smaller print is there to be hidden."""


class PptxReader:
    """Reads `.pptx`."""

    media_type = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    suffixes = frozenset({".pptx", ".pptm"})

    def accepts(self, data: bytes) -> bool | None:
        """Sure either way: by the content type of the main part."""
        macros = b"ms-powerpoint.presentation.macroEnabled.main"
        return is_kind(data, b"presentationml.presentation.main", macros)

    def read(self, path: Path, data: bytes) -> ParsedReport:
        """Return the report in a presentation, each slide a page; hidden ones are left out.

        Raises:
            UnreadableFile: it is locked, or too large when unpacked.
        """
        deck = pptx.Presentation(unpacked(path, data))
        size = (deck.slide_width or 0, deck.slide_height or 0)
        blocks: list[Block] = []
        warnings: list[str] = []
        for number, slide in enumerate(deck.slides, 1):
            if slide.element.get("show") in _FALSE:
                warnings.append(f"the hidden slide {number} was not read")
                continue
            blocks += _slide(slide, number, size)
            if any(slide.element.iter(f"{{{_DIAGRAM}}}relIds")):
                warnings.append(f"a diagram on slide {number} was not read")
        made = assemble(blocks, len(deck.slides))
        said = deck.core_properties
        given = Given(title=stated(said.title), publisher=stated(said.author))
        metadata = describe(path, blocks, made.text, given, made_on(data, said.created))
        return ParsedReport(
            metadata, made.text, made.sections, made.pages, warnings=tuple(warnings)
        )


def _slide(slide: Any, number: int, size: tuple[int, int]) -> Iterator[Block]:
    title = slide.shapes.title
    named = clean(title.text_frame.text) if title is not None else ""
    if named:
        yield _block(named, number, "heading", 1)
    for shape in _flat(slide.shapes):
        is_title = title is not None and shape.shape_id == title.shape_id
        if not is_title and not _is_outside(shape, size):
            yield from _shape(shape, number, named)
    if slide.has_notes_slide and (frame := slide.notes_slide.notes_text_frame) is not None:
        yield from _paragraphs(frame, number)


def _flat(shapes: Iterable[Shape]) -> Iterator[Shape]:
    """The shapes that are shown, by place, less the slide's number, date and foot."""
    for shape in sorted(shapes, key=lambda s: (s.top or 0, s.left or 0)):
        if any(mark in _TRUE for mark in shape.element.xpath("./*[1]/p:cNvPr/@hidden")):
            continue
        if isinstance(shape, GroupShape):
            yield from _flat(shape.shapes)
        elif not (shape.is_placeholder and shape.placeholder_format.type in _RUNNING):
            yield shape


def _is_outside(shape: Shape, size: tuple[int, int]) -> bool:
    """Whether a shape of the slide itself lies where nobody sees it."""
    grouped = shape.element.getparent().tag == qn("p:grpSp")
    if grouped or None in (shape.left, shape.top, shape.width, shape.height):
        return False
    right, bottom = shape.left + shape.width, shape.top + shape.height
    return bool(shape.left >= size[0] or shape.top >= size[1] or right <= 0 or bottom <= 0)


def _shape(shape: Shape, number: int, title: str) -> Iterator[Block]:
    if shape.has_text_frame:
        yield from _paragraphs(shape.text_frame, number)
    elif getattr(shape, "has_table", False):
        yield from _placed(rows_of(under_one_header(_cells(shape.table)), title), number)
    elif getattr(shape, "has_chart", False):
        yield from _placed(rows_of(_plotted(shape.chart), _chart_title(shape.chart, title)), number)


def _paragraphs(frame: Any, number: int) -> Iterator[Block]:
    texts = [clean(" ".join(_text(p).split())) for p in frame.paragraphs]
    several = sum(map(bool, texts)) > 1
    for paragraph, text in zip(frame.paragraphs, texts, strict=True):
        if text:
            listed = several or paragraph.level > 0
            yield _block(f"• {text}" if listed else text, number, "item" if listed else "text")


def _text(paragraph: Any) -> str:
    tiny = [r for r in paragraph.runs if r.font.size is not None and r.font.size.pt <= _TINY]
    if not tiny:
        return str(paragraph.text)
    return "".join(run.text for run in paragraph.runs if run not in tiny)


def _cells(table: Any) -> list[list[str]]:
    """The texts of a table's cells; a merged cell's stands in each place it covers."""
    grid = [[clean(cell.text) for cell in row.cells] for row in table.rows]
    for top, row in enumerate(table.rows):
        for left, cell in enumerate(row.cells):
            if not cell.is_merge_origin:
                continue
            for at in range(top, min(top + cell.span_height, len(grid))):
                width = min(left + cell.span_width, len(grid[at])) - left
                grid[at][left : left + width] = [clean(cell.text)] * width
    return grid


def _plotted(chart: Any) -> list[list[str]]:
    """A chart's data as a table: a row for each category, a column for each series.

    Read from the points that every kind of chart keeps, since the library knows flat ones alone.
    """
    rows: dict[int, list[str]] = {}
    names = [""]
    for series in chart._chartSpace.iter(qn("c:ser")):
        said = series.iterfind(f"{qn('c:tx')}//{qn('c:v')}")
        names.append(clean(" ".join(value.text or "" for value in said)))
        labels = _points(series, "c:cat", "c:xVal")
        for at, value in _points(series, "c:val", "c:yVal").items():
            row = rows.setdefault(at, [labels.get(at, "")])
            row += [""] * (len(names) - 1 - len(row)) + [_rounded(value)]
    return [names, *(rows[at] for at in sorted(rows))]


def _points(series: Any, *tags: str) -> dict[int, str]:
    """The values of a series by their places; of labels in several levels the innermost."""
    holders = (series.find(qn(tag)) for tag in tags)
    holder = next((one for one in holders if one is not None), None)
    if holder is None:
        return {}
    level = next(holder.iter(qn("c:lvl")), holder)
    return {int(p.get("idx")): p.findtext(qn("c:v")) or "" for p in level.iter(qn("c:pt"))}


def _rounded(value: str) -> str:
    try:
        return f"{float(value):.12g}"
    except ValueError:
        return value


def _chart_title(chart: Any, otherwise: str) -> str:
    if chart.has_title and chart.chart_title.has_text_frame:
        return clean(chart.chart_title.text_frame.text) or otherwise
    return otherwise


def _placed(blocks: Iterable[Block], number: int) -> Iterator[Block]:
    for one in blocks:
        yield _block(one.plain, number, one.kind)


def _block(text: str, number: int, kind: Kind, level: int = 0) -> Block:
    return Block(kind, (Line(text, number),), level)
