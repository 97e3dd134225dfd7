"""Tables as text: one self-contained line a row."""

import re
from collections.abc import Sequence
from itertools import pairwise, zip_longest

from ingest.blocks import Block, block

Cells = Sequence[Sequence[str]]

_CAPTION = re.compile(r"^(?:table|tab\.|exhibit|表)\s*[\dIVX.:一二三四五六七八九十]", re.IGNORECASE)
_CAPTION_LENGTH = 160
_HEADER_ROWS = 3
_NUMBER = re.compile(r"^[^\w\s]{0,2}\s?\d[\d,. ]*\s?(?:%|[a-z]{1,3})?\)?$", re.IGNORECASE)
_YEAR = re.compile(r"^(?:FY\s?)?(?:19|20)\d\d\s?[A-Z]?$|^\d{1,2}\.\d{1,2}\.\d{2,4}$", re.IGNORECASE)


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


def under_one_header(cells: Cells) -> list[list[str]]:
    """Return a table with its header rows put into one: "2019" over "Q1" gives "2019 Q1".

    A second or third header row is one that hangs under the first: under a blank or repeated first
    cell, or under one name over several columns. A table whose first row tells numbers has none.
    """
    rows = [list(row) for row in cells]
    if rows and any(map(is_number, rows[0][1:])):
        return [[], *rows]
    count = 1
    while count < min(_HEADER_ROWS, len(rows) - 1) and _hangs(rows[count - 1], rows[count]):
        count += 1
    columns = zip_longest(*rows[:count], fillvalue="")
    header = [" ".join(dict.fromkeys(filter(None, column))) for column in columns]
    return [header, *rows[count:]]


def _hangs(row: Sequence[str], below: Sequence[str]) -> bool:
    if not any(below) or any(map(is_number, below[1:])):
        return False
    return not below[0] or below[0] == row[0] or any(a and a == b for a, b in pairwise(row[1:]))


def is_number(text: str) -> bool:
    """Whether a cell tells a number; a year or a day is a heading as well and does not count."""
    return bool(_NUMBER.match(text)) and not _YEAR.match(text)


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
