"""A figure that two quoted ones give may be told where the sentence says so, with its sum."""

import pytest

from rag.compose import text_of
from rag.verify.check import check
from rag.verify.sums import worked_out
from tests.rag.build import evidence

QUOTES = (evidence("The yard built 120 boats in 2012 and 100 boats in 2011."),)


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("The number of boats rose by 20 from 2011 to 2012.", "120 - 100 = 20"),
        ("The yard built a total of 220 boats in 2011 and 2012.", "120 + 100 = 220"),
        ("The number of boats grew by 20% from 2011 to 2012.", "(120 - 100) / 100 = 20.00%"),
    ],
)
def test_a_difference_a_total_and_a_growth_are_supported_with_their_sum(
    claim: str, told: str
) -> None:
    checked = check(claim, QUOTES)
    assert (checked.verdict, checked.reasons) == ("supported", (f"worked out: {told}",))
    assert told in text_of([checked])


@pytest.mark.parametrize(
    "claim",
    [
        "The yard built 20 boats in 2012.",
        "The number of boats rose by 21 from 2011 to 2012.",
        "The number of boats grew by 25% from 2011 to 2012.",
        "The yard built a total of 230 boats in 2011 and 2012.",
    ],
)
def test_a_wrong_sum_or_one_that_is_not_told_as_such_is_unsupported(claim: str) -> None:
    assert check(claim, QUOTES).verdict == "unsupported"


def test_money_and_counts_give_no_sum() -> None:
    assert worked_out("It rose by 20 euros.", "It paid 120 euros for 100 boats.") == {}


def test_other_things_give_no_sum() -> None:
    source = "A total of 46 boats came under the 30 rules of 2011."
    assert worked_out("A total of 76 boats came.", source) == {}


def test_among_many_figures_nothing_is_worked_out() -> None:
    assert worked_out("It rose by 5 tons.", "It moved 10, 15, 21, 33, 48, 70 and 95 tons.") == {}
