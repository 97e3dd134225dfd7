"""The pieces a page is made of. Lengths in points, origin top left."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.blocks import Box


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters on one line without a wide gap: a word group, a cell, a whole line.

    Attributes:
        size: font size of most of it.
        bold: whether its font is a bold one.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool

    @property
    def width(self) -> float:
        """From its left to its right edge."""
        return self.x1 - self.x0

    @property
    def centre(self) -> float:
        """Half way between its left and right edge."""
        return (self.x0 + self.x1) / 2


Row = tuple[Segment, ...]
"""Segments of one height, from left to right; never empty."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page's segments; number from 1."""

    number: int
    width: float
    height: float
    segments: tuple[Segment, ...]


def rows_of(segments: Sequence[Segment]) -> tuple[Row, ...]:
    """Group segments that stand at one height into rows, from top to bottom."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: (s.y1, s.x0)):
        last = rows[-1] if rows else []
        if last and _same_height(last[0], segment):
            last.append(segment)
        else:
            rows.append([segment])
    return tuple(tuple(sorted(row, key=lambda s: s.x0)) for row in rows)


def _same_height(a: Segment, b: Segment) -> bool:
    overlap = min(a.y1, b.y1) - max(a.y0, b.y0)
    return overlap > 0.5 * min(a.y1 - a.y0, b.y1 - b.y0)


def row_text(row: Row) -> str:
    """Return the row's text, its segments set apart by blanks."""
    return " ".join(segment.text for segment in row)


def row_box(row: Row, page: Page) -> Box:
    """Return the box around a row as fractions of the page."""
    box = (
        min(s.x0 for s in row) / page.width,
        min(s.y0 for s in row) / page.height,
        max(s.x1 for s in row) / page.width,
        max(s.y1 for s in row) / page.height,
    )
    x0, y0, x1, y1 = (min(1.0, max(0.0, round(v, 4))) for v in box)
    return x0, y0, x1, y1
