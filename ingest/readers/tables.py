"""Tables as text: one self-contained line a row."""

import re
from collections.abc import Sequence

from ingest.blocks import Block, block

Cells = Sequence[Sequence[str]]

_CAPTION = re.compile(r"^(?:table|tab\.|exhibit|表)\s*[\dIVX.:一二三四五六七八九十]", re.IGNORECASE)
_CAPTION_LENGTH = 160


def table_context(before: str, heading: str) -> str:
    """Return what a table is about: the caption just before it, else the heading over it."""
    captioned = _CAPTION.match(before) or before.endswith((":", "："))
    if captioned and len(before) <= _CAPTION_LENGTH:
        return before.rstrip(":： ")
    return heading


def rows_of(cells: Cells, context: str) -> tuple[Block, ...]:
    """Return a block for each row under the header row, "Context — Header: value; Header: value".

    Args:
        cells: rows of cells, the header row first; short rows are allowed.
        context: what the table is about, or "".
    """
    if len(cells) == 1:
        return (block("; ".join(c for c in cells[0] if c), "row"),) if any(cells[0]) else ()
    header, *rows = cells
    made = (row_text(header, row, context) for row in rows)
    return tuple(block(text, "row") for text in made if text)


def row_text(header: Sequence[str], row: Sequence[str], context: str) -> str:
    """Return one row as "Context — Header: value; Header: value", or "" where it is empty."""
    names = [*header, *[""] * (len(row) - len(header))]
    pairs = [(n.rstrip(":： "), v) for n, v in zip(names, row, strict=False) if v]
    if not pairs:
        return ""
    body = "; ".join(
        f"{name}: {value}" if name and name != value else value for name, value in pairs
    )
    return f"{context} — {body}" if context else body
