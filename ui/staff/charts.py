"""The drawings of the measures: bars per kind, runs in order, days."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime

from records.statistics import Day
from ui.staff.runs import KindLine, RunLine
from ui.svg import SIZE, drawing, label, short, tag, ticks, width_of
from ui.words import Words

WIDTH, HEIGHT = 360.0, 190.0
LEFT, RIGHT, TOP, BOTTOM = 40.0, 352.0, 14.0, 160.0
ROW = 24.0
NAMES = 118.0
"""Room for the names of kinds, of the drawing's width."""
WIDEST_BAR = 14.0
FLOOR = 0.9
"""The axis of shares begins here or below, so that a hundredth does not fill the drawing."""
MANY = 40
"""Points beyond which they would hide the line."""

Value = tuple[date, float | None]


def percent(share: float) -> str:
    """A share as it is read: "91.2%"."""
    return f"{100 * share:.1f}%"


def per_kind(kinds: Sequence[KindLine], words: Words) -> str:
    """Draw a bar for each kind, as long as the share of its questions that is correct."""
    end = 300.0
    parts = []
    for place, line in enumerate(kinds):
        y = place * ROW
        middle = y + ROW / 2
        parts.append(label(_cut(line.kind), NAMES - 8, middle + 4, "end"))
        long = (end - NAMES) * line.correct
        parts.append(
            tag("rect", x=NAMES, y=y + 5, width=end - NAMES, height=ROW - 10, class_="room")
        )
        parts.append(tag("rect", x=NAMES, y=y + 5, width=long, height=ROW - 10, class_="bar"))
        if line.interval:
            low, high = (NAMES + (end - NAMES) * share for share in line.interval)
            parts.append(tag("line", x1=low, x2=high, y1=middle, y2=middle, class_="sure"))
        parts.append(label(percent(line.correct), WIDTH - 2, middle + 4, "end", class_="value"))
    told = "; ".join(f"{line.kind}: {percent(line.correct)}" for line in kinds)
    return drawing(WIDTH, len(kinds) * ROW, f"{words.per_kind}. {told}", parts, words.per_kind)


def over_time(runs: Sequence[RunLine], words: Words) -> str:
    """Draw the share correct of runs that can be compared, oldest first, at least two."""
    scored = [(run, run.correct) for run in runs if run.correct is not None]
    lows = [run.interval[0] if run.interval else correct for run, correct in scored]
    axis = ticks(min(*lows, FLOOR), 1.0, 3)
    up = _up(axis[0], axis[-1])
    times = [run.when for run, _ in scored]
    across = _across(times)
    places = [(across(run.when), up(correct)) for run, correct in scored]
    parts = list(_grid(axis, up, lambda value: f"{100 * value:.0f}%"))
    for (run, _), (x, _) in zip(scored, places, strict=True):
        if run.interval:
            low, high = map(up, run.interval)
            parts.append(tag("line", x1=x, x2=x, y1=low, y2=high, class_="sure"))
    parts.append(_path(places))
    parts += [tag("circle", cx=x, cy=y, r=3.0, class_="point") for x, y in places]
    parts += _dates(times[0].date(), times[-1].date())
    told = "; ".join(f"{run.when:%Y-%m-%d}: {percent(correct)}" for run, correct in scored)
    return drawing(WIDTH, HEIGHT, f"{words.over_time}. {told}", parts, words.over_time)


def per_day(days: Sequence[Day], words: Words) -> str:
    """Draw how many questions each day brought, and in its bar those refused and flagged."""
    axis = ticks(0.0, float(max(3, *(day.asked for day in days))), 3)
    up = _up(axis[0], axis[-1])
    step = (RIGHT - LEFT) / len(days)
    wide = min(WIDEST_BAR, 0.8 * step)
    parts = list(_grid(axis, up, lambda value: short(value, words.code)))
    for place, day in enumerate(days):
        middle = LEFT + (place + 0.5) * step
        bars = (
            (day.asked, wide, "bar"),
            (day.refused, wide, "refused"),
            (day.flagged, wide / 3, "flag"),
        )
        for count, across, kind in bars:
            if count:
                top = up(count)
                parts.append(
                    tag("rect", x=middle - across / 2, y=top, width=across,
                        height=BOTTOM - top, class_=kind)
                )  # fmt: skip
    parts += _dates(days[0].date, days[-1].date)
    told = "; ".join(
        f"{day.date}: {day.asked} {words.asked}, {day.refused} {words.refused_count}, "
        f"{day.flagged} {words.flagged}"
        for day in days
        if day.asked
    )
    return drawing(WIDTH, HEIGHT, f"{words.asked_per_day}. {told}", parts, words.asked_per_day)


def seconds(name: str, median: Sequence[Value], p95: Sequence[Value], words: Words) -> str:
    """Draw the median and the 95th percentile of the seconds of each day.

    Args:
        name: what took so long.
        median: of each day, in order, None where nothing was measured.
        p95: of the same days.
        words: of the screen's language.
    """
    known = [value for _, value in (*median, *p95) if value is not None]
    axis = ticks(0.0, max(known, default=0.0) or 1.0, 3)
    up = _up(axis[0], axis[-1])
    across = _across([at for at, _ in median])
    parts = list(_grid(axis, up, lambda value: short(value, words.code)))
    for values, kind in ((p95, "upper"), (median, "line")):
        places = [(across(at), up(value)) for at, value in values if value is not None]
        parts.append(_path(places, kind))
        if kind == "line" and len(places) <= MANY:
            parts += [tag("circle", cx=x, cy=y, r=2.5, class_="point") for x, y in places]
    parts += _dates(median[0][0], median[-1][0])
    told = "; ".join(
        f"{at}: {words.median} {_told(one, words)}, {words.p95} {_told(two, words)}"
        for (at, one), (_, two) in zip(median, p95, strict=True)
    )
    return drawing(WIDTH, HEIGHT, f"{name}. {told}", parts, name)


def _told(value: float | None, words: Words) -> str:
    return "–" if value is None else f"{value:.2f} {words.seconds}"


def _up(low: float, high: float) -> Callable[[float], float]:
    return lambda value: BOTTOM - (value - low) / (high - low) * (BOTTOM - TOP)


def _across(times: Sequence[date] | Sequence[datetime]) -> Callable[[date], float]:
    """Where a time stands between the first and the last; in the middle where they are one."""
    first, inset = times[0], 12.0
    whole = (times[-1] - first).total_seconds()
    room = RIGHT - LEFT - 2 * inset
    if not whole:
        return lambda _: LEFT + inset + room / 2
    return lambda at: LEFT + inset + (at - first).total_seconds() / whole * room


def _grid(
    axis: Sequence[float], up: Callable[[float], float], told: Callable[[float], str]
) -> Iterator[str]:
    for value in axis:
        y = up(value)
        kind = "axis" if value == axis[0] else "grid"
        yield tag("line", x1=LEFT, x2=RIGHT, y1=y, y2=y, class_=kind)
        yield label(told(value), LEFT - 6, y + 4, "end")


def _dates(first: date, last: date) -> list[str]:
    y = BOTTOM + SIZE + 6
    if first == last:
        return [label(str(first), (LEFT + RIGHT) / 2, y, "middle")]
    return [label(str(first), LEFT, y), label(str(last), RIGHT, y, "end")]


def _path(places: Sequence[tuple[float, float]], kind: str = "line") -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    return tag("polyline", points=points, class_=kind)


def _cut(name: str) -> str:
    """A name short enough for its room."""
    while width_of(name) > NAMES - 12 and len(name) > 1:
        name = name[:-2] + "…"
    return name
