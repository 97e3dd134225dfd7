"""Reading order: pages set in columns are read one column after the other. Pure."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from ingest.readers.pdf.shapes import Row, Segment, rows_of

_FEWEST = 5
_PROSE = 0.55


def reading_order(rows: Sequence[Row]) -> tuple[tuple[Row, ...], ...]:
    """Return the rows in the order they are read, in regions that hold one column each.

    A gutter is an upright strip that no segment crosses over a run of rows with running text
    on both of its sides. Tables have such strips too, but short cells beside them.

    Args:
        rows: of one page, from top to bottom.
    """
    gutter = _gutter(rows)
    if gutter is None:
        return (tuple(rows),) if rows else ()
    regions: list[tuple[Row, ...]] = []
    for band, is_split in _bands(rows, gutter):
        if not is_split:
            regions.append(tuple(band))
            continue
        segments = [segment for row in band for segment in row]
        for side in (_left(segments, gutter), _right(segments, gutter)):
            regions += reading_order(rows_of(side))
    return tuple(regions)


def _left(segments: Sequence[Segment], x: float) -> list[Segment]:
    return [s for s in segments if s.centre < x]


def _right(segments: Sequence[Segment], x: float) -> list[Segment]:
    return [s for s in segments if s.centre >= x]


def _gutter(rows: Sequence[Row]) -> float | None:
    """Return the x that splits most rows, or None where no columns are."""
    gaps = [(a.x1 + b.x0) / 2 for row in rows for a, b in pairwise(row)]
    tried: set[int] = set()
    best, most = None, 0
    for x in gaps:
        if round(x / 6) in tried:
            continue
        tried.add(round(x / 6))
        split = sum(len(band) for band, is_split in _bands(rows, x) if is_split)
        if split > most:
            best, most = x, split
    return best


def _bands(rows: Sequence[Row], x: float) -> Iterator[tuple[list[Row], bool]]:
    """Yield runs of rows, each with whether the gutter at `x` splits it into columns."""
    run: list[Row] = []
    crossing = False
    for row in rows:
        crosses = any(s.x0 < x - 1 and s.x1 > x + 1 for s in row)
        if run and crosses != crossing:
            yield run, not crossing and _is_split(run, x)
            run = []
        run.append(row)
        crossing = crosses
    if run:
        yield run, not crossing and _is_split(run, x)


def _is_split(band: Sequence[Row], x: float) -> bool:
    segments = [segment for row in band for segment in row]
    return all(_is_prose(side) for side in (_left(segments, x), _right(segments, x)))


def _is_prose(side: Sequence[Segment]) -> bool:
    """Whether segments fill the width of their column, as running text does and cells do not."""
    if len(side) < _FEWEST:
        return False
    width = max(s.x1 for s in side) - min(s.x0 for s in side)
    letters = sum(c.isalpha() for s in side for c in s.text)
    total = sum(len(s.text.replace(" ", "")) for s in side)
    filled = median(s.width for s in side) > _PROSE * width
    return filled and letters > 0.7 * total and median(len(s.text) for s in side) >= 15
