"""From rows in reading order to headings, paragraphs, items and table rows. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ingest.blocks import Block, Line
from ingest.characters import ends_sentence
from ingest.furniture import bullet_of
from ingest.readers.layout import is_numbered
from ingest.readers.pdf.grid import TableRow, find_tables
from ingest.readers.pdf.shapes import Page, Row, row_box, row_text

_HEADING_WORDS = 25
_LARGER = 1.12
_LOOSE = 1.35


@dataclass(frozen=True, slots=True)
class Style:
    """How a document marks its headings.

    Attributes:
        body: font size of most characters.
        levels: level of each larger size, 1 for the largest.
        outline: level of each title of the PDF's own outline, by its letters and digits.
    """

    body: float
    levels: Mapping[float, int]
    outline: Mapping[str, int]


def letters(text: str) -> str:
    """Return the letters and digits of a text, lower case: what makes two titles the same."""
    return "".join(c for c in text.lower() if c.isalnum())


def style_of(pages: Sequence[Sequence[Row]], outline: Mapping[str, int]) -> Style:
    """Measure the sizes of a document; `outline` maps titles, as `letters`, to levels."""
    sizes: Counter[float] = Counter()
    for rows in pages:
        for row in rows:
            for segment in row:
                sizes[segment.size] += len(segment.text)
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    larger = sorted((s for s in sizes if s > _LARGER * body), reverse=True)
    return Style(body, {size: min(i, 4) for i, size in enumerate(larger, 1)}, outline)


def blocks_of(page: Page, regions: Iterable[Sequence[Row]], style: Style) -> tuple[Block, ...]:
    """Return the blocks of one page, the first of them marked as starting it.

    Args:
        page: for its number and size.
        regions: rows in reading order, one column each.
        style: of the whole document.
    """
    blocks: list[Block] = []
    for region in regions:
        blocks += _region(page, region, style)
    return tuple(replace(b, new_page=i == 0) for i, b in enumerate(blocks))


def _region(page: Page, region: Sequence[Row], style: Style) -> list[Block]:
    blocks: list[Block] = []
    run: list[Row] = []
    pitch = _pitch(region)
    for part in find_tables(region):
        if isinstance(part, TableRow):
            blocks += _closed(page, run, style)
            run = []
            everything = tuple(s for row in part.rows[-1:] for s in row)
            line = Line(part.text, page.number, row_box(everything, page))
            blocks.append(Block("row", (line,)))
            continue
        if run and _breaks(run, part, region, pitch, style):
            blocks += _closed(page, run, style)
            run = []
        run.append(part)
    return blocks + _closed(page, run, style)


def _pitch(region: Sequence[Row]) -> float:
    steps = [b[0].y1 - a[0].y1 for a, b in pairwise(region)]
    close = [s for s, row in zip(steps, region, strict=False) if 0 < s < 2.2 * row[0].size]
    return median(close) if close else 0.0


def _closed(page: Page, run: Sequence[Row], style: Style) -> list[Block]:
    """The block that a run of rows makes, if any."""
    if not run:
        return []
    lines = tuple(Line(row_text(row), page.number, row_box(row, page)) for row in run)
    first = lines[0]
    level = _heading_level(run, style)
    if level:
        return [Block("heading", lines, level)]
    bullet = bullet_of(first.text)
    if bullet:
        first = replace(first, text="• " + first.text[len(bullet) :])
        return [Block("item", (first, *lines[1:]))]
    if len(run) == 1 and len(run[0]) > 1:
        return [Block("row", lines)]
    return [Block("text", lines)]


def _heading_level(run: Sequence[Row], style: Style) -> int:
    """Level of the heading that a run of rows is, or 0."""
    text = " ".join(row_text(row) for row in run)
    if level := style.outline.get(letters(text), 0):
        return level
    alone = all(len(row) == 1 for row in run)
    short = len(text.split()) <= _HEADING_WORDS and len(text) <= 200
    if not (alone and short and any(c.isalpha() for c in text)):
        return 0
    size = max(row[0].size for row in run)
    if size in style.levels:
        return style.levels[size]
    bold = all(row[0].bold for row in run) and not text.endswith((".", ",", ";", ":", "。"))
    return min(len(style.levels), 4) + 1 if bold and len(run) <= 3 else 0


def _breaks(
    run: Sequence[Row], row: Row, region: Sequence[Row], pitch: float, style: Style
) -> bool:
    """Whether a new block starts with `row`."""
    last = run[-1]
    step = row[0].y1 - last[0].y1
    if pitch and step > _LOOSE * max(pitch, 1.1 * row[0].size):
        return True
    if abs(row[0].size - last[0].size) > 0.08 * style.body or row[0].bold != last[0].bold:
        return True
    if len(row) > 1 or len(last) > 1:
        return True
    text = row_text(row)
    if bullet_of(text + " ") or is_numbered(text) or letters(text) in style.outline:
        return True
    left = min(r[0].x0 for r in region)
    right = max(r[-1].x1 for r in region)
    short = last[-1].x1 < right - 0.15 * (right - left)
    indented = row[0].x0 > last[0].x0 + 0.9 * row[0].size and len(run) > 1
    return ends_sentence(row_text(last)) and (short or indented)
