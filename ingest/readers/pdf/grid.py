"""Tables recognised by aligned cells, each row as one line that says what its figures are. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from statistics import median

from ingest.characters import starts_lower
from ingest.readers.pdf.cells import FEWEST, close_below, has_figure, is_value, merged, table_runs
from ingest.readers.pdf.shapes import Row, Segment, row_text

_UNITS = re.compile(
    r"\([^()]*\b(?:in|of) (?:\w+ )?(?:thousands|millions|billions)\b[^()]*\)|单位[:：]\s*\S+", re.I
)
_LONGEST_CONTEXT = 130
_LONG_UNITS = 60
_LONGEST_NAME = 70
# In column pitches: a header over three columns reaches the outer ones, its neighbours do not.
_REACH = 0.55


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table as text, and the printed rows it was made of."""

    text: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Shape:
    """The columns of a table, their x ranges and names, and what it is about."""

    columns: tuple[tuple[float, float], ...]
    names: tuple[str, ...]
    context: str


def find_tables(rows: Sequence[Row]) -> Iterator[Row | TableRow]:
    """Yield the rows of a region, those of its tables made into `TableRow`.

    A run of rows without a header whose cells stand under the columns of the table before it
    goes on with that table. Where the cells do not fall into columns under a header, the rows
    are yielded as they are.
    """
    cells = [merged(row) for row in rows]
    at = 0
    shape: _Shape | None = None
    for first, last in table_runs(cells):
        yield from cells[at:first]
        run = cells[first:last]
        head = _header_length(run)
        shape = _shape(run, head, _context(cells[:first])) or _continued(run, shape)
        if shape is None:
            yield from run
        else:
            yield from _rows_as_text(run, head if shape.names[1:] else 0, shape)
        at = last
    yield from cells[at:]


def _context(before: Sequence[Row]) -> str:
    """What the lines over a table say it is: a lead-in or a bold line, and its units."""
    near = [(row_text(row), row[0].bold) for row in before[-4:]]
    lead = " ".join(text for text, _ in near[-3:])
    found = _UNITS.search(lead)
    units = found.group() if found else ""
    if near and near[-1][0].endswith((":", "：")):
        last = re.split(r"(?<=[.。])\s+(?=[A-Z\u4e00-\u9fff])", lead)[-1].rstrip(":： ")
        whole = len(last) <= _LONGEST_CONTEXT and not starts_lower(last)
        return last if whole else units
    caption = next((text for text, bold in reversed(near) if bold and len(text) < 120), "")
    return units if len(units) > _LONG_UNITS else f"{caption} {units}".strip()


def _shape(rows: Sequence[Row], head: int, context: str) -> _Shape | None:
    """Return what the columns of a run of rows are, or None where that is not certain."""
    body = rows[head:]
    columns = _columns(body)
    full = [row for row in body if len(row) > 1]
    if len(columns) < 2 or len(full) < FEWEST or not _fit(full, columns):
        return None
    if head == 0:
        pairs = len(columns) == 2 and all(is_value(row[-1].text) for row in full)
        return _Shape(columns, ("",), context) if pairs else None
    names = _names(rows[:head], columns)
    certain = any(names[1:]) and max(map(len, names)) <= _LONGEST_NAME
    return _Shape(columns, names, context) if certain else None


def _continued(rows: Sequence[Row], before: _Shape | None) -> _Shape | None:
    full = [row for row in rows if len(row) > 1]
    if before is None or _header_length(rows) or not _fit(full, before.columns):
        return None
    first = before.columns[1][0]
    values = [s for row in full for s in row if s.x0 >= first - 2 * s.size]
    under = all(any(s.x0 < x1 and s.x1 > x0 for x0, x1 in before.columns[1:]) for s in values)
    return before if values and under else None


def _fit(rows: Sequence[Row], columns: Sequence[tuple[float, float]]) -> bool:
    """Whether no two cells of a row fall into one column."""
    return all(len({_column(s, columns) for s in row}) == len(row) for row in rows)


def _header_length(rows: Sequence[Row]) -> int:
    """How many rows at the top name the columns.

    They have no label at the left where the rows below have one, or they are bold over rows
    that are not (or the other way about), or hold no figure over rows that do.
    """
    left = min(row[0].x0 for row in rows)
    count = 0
    for i, row in enumerate(rows[:-1]):
        below = [r for r in rows[i + 1 :] if len(r) > 1]
        if count and len(row) == 1 and any(len(r) > 1 for r in rows[:i]):
            break
        if has_figure(row):
            break
        unlabelled = row[0].x0 > left + 4 * row[0].size
        bold = len(row) > 1 and _set_apart(row, rows[i + 1 :])
        wordy = not any(is_value(s.text) for s in row[1:]) and len(row) > 1
        named = wordy and bool(below) and all(any(is_value(s.text) for s in r[1:]) for r in below)
        if not (unlabelled or bold or named):
            break
        count += 1
    return count


def _set_apart(row: Row, below: Sequence[Row]) -> bool:
    weights = {s.bold for s in row}
    others = {s.bold for r in below for s in r}
    return len(weights) == len(others) == 1 and weights != others


def _columns(rows: Sequence[Row]) -> tuple[tuple[float, float], ...]:
    """The x ranges that cells of rows with several cells cover, overlapping ones united."""
    ranges = sorted((s.x0, s.x1) for row in rows if len(row) > 1 for s in row)
    united: list[tuple[float, float]] = []
    for x0, x1 in ranges:
        if united and x0 <= united[-1][1]:
            united[-1] = (united[-1][0], max(united[-1][1], x1))
        else:
            united.append((x0, x1))
    return tuple(united)


def _column(cell: Segment, columns: Sequence[tuple[float, float]]) -> int:
    def distance(i: int) -> float:
        x0, x1 = columns[i]
        overlap = min(cell.x1, x1) - max(cell.x0, x0)
        return -overlap if overlap > 0 else abs(cell.centre - (x0 + x1) / 2)

    return min(range(len(columns)), key=distance)


def _names(head: Sequence[Row], columns: Sequence[tuple[float, float]]) -> tuple[str, ...]:
    """The header over each column, read downwards; a wide header serves all columns under it."""
    names = [""] * len(columns)
    centres = [(x0 + x1) / 2 for x0, x1 in columns]
    pitch = median(b - a for a, b in pairwise(centres))
    for row in head:
        own = {_column(s, columns): s.text for s in row}
        for i, centre in enumerate(centres):
            text = own.get(i, "")
            if not text and i > 0:
                nearest = min(row, key=partial(_beside, centre))
                text = nearest.text if _beside(centre, nearest) <= _REACH * pitch else ""
            names[i] = f"{names[i]} {text}".strip()
    return tuple(names)


def _beside(x: float, cell: Segment) -> float:
    """How far `x` is from the cell; 0 within it."""
    return max(cell.x0 - x, x - cell.x1, 0.0)


def _rows_as_text(rows: Sequence[Row], head: int, shape: _Shape) -> Iterator[TableRow]:
    """Yield the rows under the header; lone labels become groups, or the start of the next."""
    group: Segment | None = None
    wrapped: Segment | None = None
    printed: tuple[Row, ...] = tuple(rows[:head])
    for own, *rests in _with_rests(rows[head:], shape):
        printed = (*printed, own, *rests)
        first = own[0]
        if len(own) == 1 and not is_value(first.text):
            ends = first.text.endswith((":", "："))
            group, wrapped = (first, None) if ends else (group, first)
            continue
        cells = _cells((own, *rests), shape)
        if wrapped and (starts_lower(cells[0]) or not cells[0]):
            cells[0] = f"{wrapped.text} {cells[0]}".strip()
        elif wrapped:
            group = wrapped
        if group and first.x0 <= group.x0 + 1:
            group = None
        wrapped = None
        if group:
            cells[0] = f"{group.text.rstrip(':：')}: {cells[0]}".strip()
        yield TableRow(_as_text(cells, shape), printed)
        printed = ()


def _with_rests(rows: Sequence[Row], shape: _Shape) -> Iterator[tuple[Row, ...]]:
    """Yield each row with the rows after it that only go on with its wrapped cells."""
    whole: list[Row] = []
    for row in rows:
        label = _column(row[0], shape.columns) == 0
        wordy = not any(is_value(s.text) for s in row)
        rest = wordy and (not label or (len(row) == 1 and starts_lower(row[0].text)))
        if rest and whole and len(whole[0]) > 1 and close_below(whole[-1], row):
            whole.append(row)
            continue
        if whole:
            yield tuple(whole)
        whole = [row]
    if whole:
        yield tuple(whole)


def _cells(rows: Sequence[Row], shape: _Shape) -> list[str]:
    cells = [""] * len(shape.columns)
    for row in rows:
        for segment in row:
            i = _column(segment, shape.columns)
            cells[i] = f"{cells[i]} {segment.text}".strip()
    return cells


def _as_text(cells: Sequence[str], shape: _Shape) -> str:
    if len(shape.names) < 2:
        body = ": ".join(cell for cell in cells if cell)
    else:
        named = zip(shape.names, cells, strict=True)
        body = "; ".join(f"{n.rstrip(':：')}: {v}" if n else v for n, v in named if v)
    return f"{shape.context} — {body}" if shape.context else body
