"""A dated value counts with its year; newer values come first, in figures and in the text."""

from collections.abc import Sequence

import pytest

from core.domain import Answer, Figure, Timings
from eval.metrics.figures import DatedValue, score_figures

KNOWN = (
    DatedValue("2015", ("44", "forty-four")),
    DatedValue("2015", ("46",)),
    DatedValue("2012", ("30",)),
)


def answer(figures: Sequence[tuple[str, str]], status: str = "evidence_only") -> Answer:
    told = tuple(Figure("ships in Oslo", value, "", as_of, 1) for as_of, value in figures)
    return Answer("?", "?", "en", status, "", (), (), told, Timings(), 1, "m")  # type: ignore[arg-type]


def test_a_value_counts_with_its_year_only() -> None:
    found = score_figures(KNOWN, answer([("2015-10", "forty-four"), ("2015", "30")]), "")
    assert (found.known, found.told, found.shown, found.right) == (3, 1, 2, 1)


@pytest.mark.parametrize(
    ("figures", "newest_first"),
    [
        ([("2015", "46"), ("2015", "44"), ("2012", "30")], True),
        ([("2015", "44"), ("2012", "30"), ("2015", "46")], False),
        ([("2015", "44"), ("2015", "46")], None),
    ],
)
def test_newer_figures_come_first_and_those_of_one_year_in_any_order(
    figures: Sequence[tuple[str, str]], newest_first: bool | None
) -> None:
    assert score_figures(KNOWN, answer(figures), "").newest_first is newest_first


def test_an_answer_tells_the_newest_first_in_its_text_as_well() -> None:
    figures = [("2015", "44"), ("2012", "30")]
    text = "There were 30 ships in 2012 and 44 in 2015."
    assert score_figures(KNOWN, answer(figures), text).newest_first is True
    assert score_figures(KNOWN, answer(figures, "answered"), text).newest_first is False
