"""Which rows of a page hold cells: the runs of rows that may be tables. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.readers.pdf.shapes import Row, Segment

FEWEST = 2
_NEAR = 2.6
_VALUE = re.compile(
    r"^[(\[]?[-–—+~≈]?\s*(?:[$€£¥]|US\$|RMB|USD)?\s*[(\[]?[-–]?[\d,. ]*\d[\d,. ]*"
    r"\s*(?:%|bn|m|pp)?[)\]%]*$"
)
_DASH = re.compile(r"^(?:[$€£¥]\s*)?(?:[-–—/.]+|n/?a\.?)%?$", re.I)
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_OPENER = re.compile(r"^(?:[$€£¥(]|US\$|RMB|USD)\(?$")
_CLOSER = re.compile(r"^[)%]+$")
_MARKER = re.compile(r"^(?:\(?[\w*†‡]{1,3}[).]|[•·▪■◆●○◦–—*])$")


def is_value(text: str) -> bool:
    """Tell whether a cell holds a figure, or the dash that stands for none."""
    return bool(_VALUE.match(text) or _DASH.match(text))


def has_figure(row: Row) -> bool:
    """Whether a cell holds a figure that is not a year."""
    return any(is_value(s.text) and not _YEAR.match(s.text) for s in row)


def merged(row: Row) -> Row:
    """Put signs, brackets, raised notes and markers to what they belong to."""
    out: list[Segment] = []
    for segment in row:
        before = out[-1] if out else None
        if before and _belongs(before, segment, row):
            glue = "" if _OPENER.match(before.text) or _CLOSER.match(segment.text) else " "
            # A marker takes the looks of its text, a figure those of its first sign.
            looks = segment if _MARKER.match(before.text) else before
            text = before.text + glue + segment.text
            out[-1] = replace(before, text=text, x1=segment.x1, bold=looks.bold, size=looks.size)
        else:
            out.append(segment)
    return tuple(out)


def _belongs(before: Segment, segment: Segment, row: Row) -> bool:
    if _OPENER.match(before.text):
        return is_value(segment.text)
    if _CLOSER.match(segment.text):
        return is_value(before.text)
    raised = segment.size < 0.85 * before.size and segment.x0 - before.x1 < 1.5 * before.size
    marked = len(row) == 2 and bool(_MARKER.match(before.text)) and segment.width > 200
    return raised or marked


def table_runs(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Yield the spans of `_runs`, cut where a new header stands inside of one."""
    for first, last in _runs(rows):
        left = min(row[0].x0 for row in rows[first:last])
        at, in_body = first, False
        for i in range(first, last):
            heads = rows[i][0].x0 > left + 4 * rows[i][0].size and not has_figure(rows[i])
            if heads and in_body and len(rows[i]) > 1:
                alone = len(rows[i - 1]) == 1
                yield at, i - alone
                at, in_body = i, False
            in_body = in_body or has_figure(rows[i])
        yield at, last


def _runs(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Yield the spans of rows of cells, with the labels and the ends of cells between them."""
    first = last = -1
    count = 0
    for i, row in enumerate(rows):
        if first >= 0 and not _inside(rows, first, last, i):
            if count >= FEWEST:
                yield first, last
            first, count = -1, 0
        if len(row) > 1:
            first, last, count = (i if first < 0 else first), i + 1, count + 1
        elif first >= 0 and last == i and _is_rest(row, rows[first:i]):
            last = i + 1
    if first >= 0 and count >= FEWEST:
        yield first, last


def _inside(rows: Sequence[Row], first: int, last: int, i: int) -> bool:
    row = rows[i]
    if row[0].y0 - rows[i - 1][0].y1 >= _NEAR * row[0].size:
        return False
    return len(row) > 1 or _is_label(row, rows[first:last]) or _is_rest(row, rows[first:i])


def _is_label(row: Row, table: Sequence[Row]) -> bool:
    """Whether a lone segment can name rows of the table: at its left, clear of its last column."""
    left = min(r[0].x0 for r in table)
    last = max(r[-1].x0 for r in table)
    return row[0].x0 < left + 6 * row[0].size and row[0].x1 < last


def _is_rest(row: Row, table: Sequence[Row]) -> bool:
    """Whether a lone segment goes on with a cell just above it, at the same left edge."""
    above = table[-1] if table else ()
    starts = [s.x0 for r in table if len(r) > 1 for s in r[1:]]
    return bool(above) and close_below(above, row) and any(abs(row[0].x0 - x) < 2 for x in starts)


def close_below(above: Row, row: Row) -> bool:
    """Whether a row follows the one above within 0.6 of its print's size."""
    return row[0].y0 - max(s.y1 for s in above) < 0.6 * row[0].size
