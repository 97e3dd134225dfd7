"""The same measure over the years, as a small drawing beside its table."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from core.domain import Citation, Figure
from rag.verify.numerals import resolve
from rag.verify.quantities import QUANTITY
from ui.svg import SIZE, drawing, label, short, tag, ticks, width_of
from ui.words import Words

DATES = 3
"""Different dates from which on a drawing tells more than the table does."""

NEAR_EACH_OTHER = 0.2
"""Where the values differ by less than this share of the largest, an axis from zero would show
them as one flat line."""

WIDTH, HEIGHT = 360.0, 210.0
LEFT, RIGHT, TOP, BOTTOM = 46.0, 350.0, 26.0, 180.0
LINE = SIZE + 2
STEPS = 3
NEAR = 40
"""Parts into which a line is cut to see which letters it would cross."""

Place = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_DATE = re.compile(r"(?P<year>\d{4})(?P<decade>s)?(?:-(?P<month>\d{1,2}))?(?:-(?P<day>\d{1,2}))?")
_NEGATIVE = re.compile(r"\s*[-−–]\s*[\d$€£¥￥]")


@dataclass(frozen=True, slots=True)
class Point:
    """One figure as it is drawn.

    Attributes:
        when: in years and parts of one; the middle of what the date leaves open.
        date: as the report writes it.
        value: as a number.
        told: as the report writes it, with its unit.
    """

    when: float
    date: str
    value: float
    told: str


def plot(figures: Sequence[Figure], citations: Sequence[Citation], words: Words) -> str:
    """Draw the dated figures of one measure; the table beside it leads to their sources.

    Args:
        figures: of one answer; those without a date, or that no citation holds, are left out.
        citations: of the same answer.
        words: of the screen's language.

    Returns:
        A <figure>; "" where there are fewer than three dates, where the figures measure different
        things or in different units, or where one of them is no single number.
    """
    held = {citation.n for citation in citations}
    shown = [f for f in figures if f.citation in held and _when(f.as_of) is not None]
    alike = len({(f.measure.casefold(), f.unit) for f in shown}) == 1
    points = [point for figure in shown if (point := _point(figure)) is not None]
    if not alike or len(points) < len(shown) or len({p.when for p in points}) < DATES:
        return ""
    points.sort(key=lambda point: (point.when, point.date, point.value))
    axis = _axis([point.value for point in points])
    return _drawn(points, axis, shown[0].measure, words)


def _point(figure: Figure) -> Point | None:
    when, value = _when(figure.as_of), _number(figure.value)
    if when is None or value is None:
        return None
    return Point(when, figure.as_of, value, figure.with_unit)


def _number(text: str) -> float | None:
    """Read a figure as the checks do, scale and all; None where it is not just one number.

    Not by `quantities`, which takes a count such as "1998" for a year.
    """
    found = list(QUANTITY.finditer(resolve(text, every_word=True)))
    if len(found) != 1:
        return None
    value = float(found[0]["number"])
    return -value if _NEGATIVE.match(text) else value


def _when(as_of: str) -> float | None:
    """A date ("2014", "1990s", "2014-10", "2014-10-03") in years; None where it is none."""
    match = _DATE.fullmatch(as_of.strip())
    if match is None:
        return None
    year = int(match["year"])
    if match["decade"]:
        return year + 5.0
    if not match["month"]:
        return year + 0.5
    month, day = int(match["month"]), int(match["day"] or 15)
    if month not in range(1, 13) or day not in range(1, 32):
        return None
    return year + (month - 1 + (day - 1) / 31) / 12


def _axis(values: Sequence[float]) -> tuple[float, ...]:
    """Round numbers beside which the values stand; zero is one of them unless all are far off."""
    low, high = min(values), max(values)
    largest = max(abs(low), abs(high))
    same_side = low * high > 0
    if same_side and 0 < high - low < NEAR_EACH_OTHER * largest:
        return ticks(low, high, STEPS)
    return ticks(min(0.0, low), max(0.0, high) or 1.0, STEPS)


def _drawn(points: Sequence[Point], axis: tuple[float, ...], measure: str, words: Words) -> str:
    low, high = axis[0], axis[-1]
    first, last = points[0].when, points[-1].when
    inset = 22.0

    def across(point: Point) -> float:
        return LEFT + inset + (point.when - first) / (last - first) * (RIGHT - LEFT - 2 * inset)

    def up(value: float) -> float:
        return BOTTOM - (value - low) / (high - low) * (BOTTOM - TOP)

    places = [(across(point), up(point.value)) for point in points]
    note = "" if low <= 0 <= high else words.plot_range.format(*_ends(axis, words))
    name = f"{words.plot}: {measure}"
    values = "; ".join(f"{point.date}: {point.told}" for point in points)
    drawn = drawing(
        WIDTH,
        HEIGHT,
        f"{name}. {values}. {note}".strip(),
        [
            *_grid([(value, up(value)) for value in axis], words),
            *_lines(points, places),
            *(tag("circle", cx=x, cy=y, r=4.0, class_="point") for x, y in places),
            *_years(points, places),
            *_values(points, places),
        ],
        name,
    )
    below = f'<span class="note">{escape(note)}</span>' if note else ""
    return f'<figure class="plot">{drawn}<figcaption>{escape(name)} {below}</figcaption></figure>'


def _ends(axis: tuple[float, ...], words: Words) -> tuple[str, str]:
    return short(axis[0], words.code), short(axis[-1], words.code)


def _grid(rows: Sequence[tuple[float, float]], words: Words) -> Iterator[str]:
    for value, y in rows:
        kind = "axis" if value == 0 else "grid"
        yield tag("line", x1=LEFT, x2=RIGHT, y1=y, y2=y, class_=kind)
        yield label(short(value, words.code), LEFT - 6, y + 4, "end")


def _lines(points: Sequence[Point], places: Sequence[Place]) -> Iterator[str]:
    """Join what follows in time; a date with two values joins these two alone.

    Which of the two the line should go through, nobody knows.
    """
    many = Counter(point.when for point in points)
    for (one, (x1, y1)), (two, (x2, y2)) in pairwise(zip(points, places, strict=True)):
        if one.when == two.when:
            yield tag("line", x1=x1, y1=y1, x2=x2, y2=y2, class_="apart")
        elif many[one.when] == many[two.when] == 1:
            yield tag("line", x1=x1, y1=y1, x2=x2, y2=y2, class_="line")


def _values(points: Sequence[Point], places: Sequence[Place]) -> Iterator[str]:
    """Each value beside its point, off the line where that can be; without room none.

    The newest and the oldest choose first, since they tell most.
    """
    line = list(_along(places))
    taken: list[Box] = [(x - 4, y - 4, x + 4, y + 4) for x, y in places]
    newest, *rest = reversed(list(zip(points, places, strict=True)))
    for point, place in [newest, rest[-1], *rest[:-1]]:
        free = [
            box
            for box in _beside(place, width_of(point.told))
            if not any(_meet(box, other) for other in taken)
        ]
        if free:
            box = min(free, key=lambda box: sum(_meet(box, (x, y, x, y)) for x, y in line))
            taken.append(box)
            middle = (box[0] + box[2]) / 2
            yield label(point.told, middle, box[3] - 2, "middle", class_="value")


def _beside(place: Place, wide: float) -> Iterator[Box]:
    """Where the value of a point may stand, best first: above it, below it, and to the sides."""
    x, y = place
    for base in (y - 8, y + SIZE + 7):
        for left in (x - wide / 2, x + 6 - wide, x - 6):
            inside = min(max(LEFT + 2, left), WIDTH - 2 - wide)
            if base < BOTTOM - 2:
                yield inside, base - SIZE + 1, inside + wide, base + 2


def _along(places: Sequence[Place]) -> Iterator[Place]:
    """Points close to each other on the lines that join the places."""
    for (x1, y1), (x2, y2) in pairwise(places):
        for part in range(NEAR + 1):
            yield x1 + (x2 - x1) * part / NEAR, y1 + (y2 - y1) * part / NEAR


def _years(points: Sequence[Point], places: Sequence[Place]) -> Iterator[str]:
    """The dates below the axis; one that would stand in another is left out, the ends last."""
    at = {
        point.date: (x, width_of(point.date)) for point, (x, _) in zip(points, places, strict=True)
    }
    order = list(at)
    taken: list[Box] = []
    for date in [order[0], order[-1], *order[1:-1]]:
        x, wide = at[date]
        left = min(max(0.0, x - wide / 2), WIDTH - wide)
        box = (left - 3, 0.0, left + wide + 3, 1.0)
        if not any(_meet(box, other) for other in taken):
            taken.append(box)
            yield label(date, left + wide / 2, BOTTOM + LINE + 4, "middle")


def _meet(one: Box, two: Box) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
