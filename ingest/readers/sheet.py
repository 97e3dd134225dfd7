"""A sheet of cells as tables: found by the blank rows and columns around them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.blocks import Block, block
from ingest.readers.tables import is_number, rows_of, under_one_header

MOST_CELLS = 4_000_000
"""From the first to the last that is filled, the blank ones among them counted."""

_TITLES = 2
_TITLE_LENGTH = 160

Grid = Sequence[Sequence[str]]
"""Rows of cells as shown, "" where empty; all rows equally long."""


@dataclass(frozen=True, slots=True)
class _Area:
    """A rectangle of a grid; `top` and `left` count from 0, `bottom` and `right` are behind it."""

    top: int
    left: int
    bottom: int
    right: int

    def cells(self, grid: Grid) -> list[list[str]]:
        return [list(row[self.left : self.right]) for row in grid[self.top : self.bottom]]

    @property
    def reference(self) -> str:
        """As spreadsheets write it: "B3:F20"."""
        return f"{letters(self.left)}{self.top + 1}:{letters(self.right - 1)}{self.bottom}"


def letters(column: int) -> str:
    """Return the letters of a column counted from 0: A, B, ..., Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def blocks_of_sheet(grid: Grid, name: str = "") -> tuple[Block, ...]:
    """Return a sheet's tables, each under a heading with its title and its range of cells.

    Args:
        grid: the sheet from its first cell.
        name: the sheet's name, a heading over all its tables; "" where it has none.
    """
    found = [part for area in _split_rows(grid, _all(grid)) for part in _split_columns(grid, area)]
    blocks: list[Block] = [block(name, "heading", 1)] if name and found else []
    for area in found:
        blocks += _table(grid, area, name)
    return tuple(blocks)


def _all(grid: Grid) -> _Area:
    return _Area(0, 0, len(grid), max(map(len, grid), default=0))


def _table(grid: Grid, area: _Area, name: str) -> Iterator[Block]:
    cells = area.cells(grid)
    rows = [i for i, row in enumerate(cells) if _tells(row)]
    if not rows:
        yield block(f"{name} ({area.reference})".strip(), "heading", 2)
        yield from map(block, _texts(cells))
        return
    above = _texts(cells[: rows[0]])
    titles = [text for text in above[:_TITLES] if len(text) <= _TITLE_LENGTH]
    title = ", ".join(titles) or name
    yield block(f"{title} ({area.reference})".strip(), "heading", 2)
    yield from (block(text) for text in above if text not in titles)
    yield from rows_of(under_one_header(cells[rows[0] : rows[-1] + 1]), title)
    yield from map(block, _texts(cells[rows[-1] + 1 :]))


def _texts(rows: Grid) -> list[str]:
    """What rows tell, a merged cell once."""
    return [text for row in rows for text in dict.fromkeys(filter(None, row))]


def _tells(row: Sequence[str]) -> bool:
    """Whether a row tells several things, or is one header over columns other than the first."""
    filled = [text for text in row if text]
    return len(set(filled)) > 1 or (not row[0] and len(filled) > 1)


def _split_rows(grid: Grid, area: _Area) -> Iterator[_Area]:
    """Yield the runs of rows that are not blank.

    A lone title belongs to the run below it, and a run without a header to the one above.
    """
    runs: list[tuple[int, int]] = []
    rows = grid[area.top : area.bottom]
    for start, end in _filled(any(row[area.left : area.right]) for row in rows):
        cells = [cell for cell in rows[start][area.left : area.right] if cell]
        if runs and any(map(is_number, cells[1:])):
            runs[-1] = (runs[-1][0], area.top + end)
        else:
            runs.append((area.top + start, area.top + end))
    lone = None
    for begin, end in runs:
        alone = not any(map(_tells, grid[begin:end]))
        if alone and (begin, end) != runs[-1]:
            lone = begin if lone is None else lone
            continue
        yield _Area(begin if lone is None else lone, area.left, end, area.right)
        lone = None


def _split_columns(grid: Grid, area: _Area) -> Iterator[_Area]:
    """Yield the tables that stand side by side, a blank column and labels of its own to each."""
    rows = grid[area.top : area.bottom]
    parts: list[tuple[int, int]] = []
    columns = range(area.left, area.right)
    for start, end in _filled(any(row[at] for row in rows) for at in columns):
        left, right = area.left + start, area.left + end
        labelled = any(row[left] and not is_number(row[left]) for row in rows[1:])
        if parts and not labelled:
            parts[-1] = (parts[-1][0], right)
        else:
            parts.append((left, right))
    yield from (_Area(area.top, left, area.bottom, right) for left, right in parts)


def _filled(lines: Iterable[bool]) -> Iterator[tuple[int, int]]:
    """Yield the runs of lines that are not blank, from the first to behind the last."""
    at = 0
    for filled, run in groupby(lines):
        end = at + len(list(run))
        if filled:
            yield at, end
        at = end
