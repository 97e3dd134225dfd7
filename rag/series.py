"""Which readings of a question's measure are told together."""

import re
from collections.abc import Sequence

from rag.figures import Reading

_ASKS_SHARE = re.compile(
    r"\b(?:shares?|per\s?cent|percentage|rates?|ratio|growth|grow|grew|grown|proportion)\b|[比率]|增长",
    re.IGNORECASE,
)


def same_measure(question: str, readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Keep the readings that match two thirds of the best one's head words, newest first.

    Of parts and of others only where nothing is told of what is asked for itself.

    Not all of them, since reports name one measure differently: "berths of 12 new lines" and
    "10 berths of lines".
    """
    if not readings:
        return ()
    ranked = sorted(readings, key=lambda r: (r.is_apart, -len(r.heads), r.distance, r.index))
    in_series = () if _ASKS_SHARE.search(question) else ranked
    first = next((r for r in in_series if _is_in_series(r, ranked)), ranked[0])
    best = _plainest(first, ranked)
    kept = [
        r
        for r in readings
        if r.is_apart == best.is_apart
        and 3 * len(r.heads) >= 2 * len(best.heads)
        and r.quantity.unit == best.quantity.unit
    ]
    return tuple(sorted(kept, key=lambda r: r.as_of, reverse=True))


def _plainest(first: Reading, ranked: Sequence[Reading]) -> Reading:
    """The first reading, or where it is a bare number, the like of it that is told at most dates.

    A table writes the currency into some of its rows, and a later one may leave it out.
    """
    if first.quantity.unit:
        return first
    alike = [r for r in ranked if (r.is_apart, r.heads) == (first.is_apart, first.heads)]

    def dates(unit: str) -> int:
        return len({r.as_of for r in alike if r.quantity.unit == unit})

    return max(alike, key=lambda r: dates(r.quantity.unit))


def _is_in_series(reading: Reading, ranked: Sequence[Reading]) -> bool:
    """Whether a value is told at two dates and as plainly as the best one, which is a mere share.

    "Rose by 2%" tells less of how a sum changed than the sums do.
    """
    best = ranked[0]
    dates = {r.as_of for r in ranked if r.quantity.unit == reading.quantity.unit and not r.is_apart}
    return (
        best.quantity.unit == "%"
        and reading.quantity.unit != "%"
        and reading.heads >= best.heads
        and not reading.is_apart
        and len(dates) > 1
    )
