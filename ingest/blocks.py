"""What a reader makes of a file before it becomes stored text: blocks of lines."""

from dataclasses import dataclass, replace
from typing import Literal

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in fractions of the page, origin top left."""

Kind = Literal["heading", "text", "item", "row", "notice"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it stood in the source; `page` from 1 and `box` where the format has them."""

    text: str
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, a list item, a table row, or a notice at the foot of a page.

    Attributes:
        lines: its source lines in reading order; never empty.
        level: depth of a heading, from 1; 0 for the rest.
        new_page: whether a page of the source starts with it.
    """

    kind: Kind
    lines: tuple[Line, ...]
    level: int = 0
    new_page: bool = False

    @property
    def plain(self) -> str:
        """Its lines joined by spaces, for looking at; the stored text is made elsewhere."""
        return " ".join(line.text for line in self.lines)

    def extended(self, other: "Block") -> "Block":
        """Return this block with the lines of `other` after its own."""
        return replace(self, lines=self.lines + other.lines)


def block(text: str, kind: Kind = "text", level: int = 0) -> Block:
    """Return a block of one line without a place on a page."""
    return Block(kind, (Line(text),), level)
