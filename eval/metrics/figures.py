"""The dated values of one measure: whether the figures hold them, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from core.domain import Answer, Figure
from eval.normalise import loose, place


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value that the reports give a measure: the year it holds for, and how it may be written.

    Where no year stands by the value, its year is that of the report.
    """

    as_of: str
    value: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureScore:
    """How an answer tells the dated values of a measure.

    Attributes:
        known: how many dated values the reports hold.
        told: how many of them are among the answer's `figures`, value and year.
        shown: how many figures the answer shows.
        right: how many of these are among the dated values.
        newest_first: no older value comes before a newer one, neither among the figures nor,
            with a model, in the text; None where less than two dates are told in either.
    """

    known: int
    told: int
    shown: int
    right: int
    newest_first: bool | None


def score_figures(known: Sequence[DatedValue], answer: Answer, text: str) -> FigureScore:
    """Judge the figures of an answer, and the order of the values in `text`.

    Quotes that are shown without a model come best first, so only figures are ordered there.
    """
    places = [_among(value, answer.figures) for value in known]
    orders = [_in_order(known, places)]
    if answer.status == "answered":
        orders.append(_in_order(known, [_within(value, text) for value in known]))
    told = [order for order in orders if order is not None]
    return FigureScore(
        known=len(known),
        told=sum(position is not None for position in places),
        shown=len(answer.figures),
        right=sum(any(_is(value, figure) for value in known) for figure in answer.figures),
        newest_first=all(told) if told else None,
    )


def _is(value: DatedValue, figure: Figure) -> bool:
    written = loose(f"{figure.value} {figure.unit}")
    dated = figure.as_of.startswith(value.as_of)
    return dated and any(place(loose(choice), written) is not None for choice in value.value)


def _among(value: DatedValue, figures: Sequence[Figure]) -> int | None:
    return next((n for n, figure in enumerate(figures) if _is(value, figure)), None)


def _within(value: DatedValue, text: str) -> int | None:
    said = loose(text)
    places = [place(loose(choice), said) for choice in value.value]
    return min((found for found in places if found is not None), default=None)


def _in_order(known: Sequence[DatedValue], places: Sequence[int | None]) -> bool | None:
    """Whether newer values come first; values of one year, or in one place, have no order."""
    dated = [(v.as_of, p) for v, p in zip(known, places, strict=True) if p is not None]
    pairs = [(a, b) for a, b in combinations(dated, 2) if a[0] != b[0] and a[1] != b[1]]
    if not pairs:
        return None
    return all((a[0] > b[0]) == (a[1] < b[1]) for a, b in pairs)
