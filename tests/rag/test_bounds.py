"""A bound may be left away, but not made up or turned round."""

import pytest

from rag.verify.bounds import misbound, unrepeated


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("It has more than 500 boats.", "It has 500 boats."),
        ("It has over 500 boats.", "It has nearly 500 boats."),
        ("Fewer than 500 boats came.", "Over 500 boats came."),
        ("超过500艘船。", "近500艘船。"),
    ],
)
def test_a_bound_that_is_not_told_is_named(claim: str, source: str) -> None:
    assert misbound(claim, source)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("It has 500 boats.", "It has more than 500 boats."),
        ("It has over 500 boats.", "Its boats exceed 500."),
        ("At least 500 boats came.", "No fewer than 500 boats came."),
        ("500多艘船。", "超过500艘船。"),
        ("It lasted up to 1950.", "It lasted until 1950."),
        ("It began under two plans.", "Two plans began it."),
    ],
)
def test_a_bound_in_other_words_or_left_away_passes(claim: str, source: str) -> None:
    assert misbound(claim, source) == []


def test_what_is_told_of_one_year_is_not_told_of_each() -> None:
    assert unrepeated("It builds 50 boats each year.", "It built 50 boats in 2012.")
    assert unrepeated("每年造50艘船。", "2012年造了50艘船。")
    assert not unrepeated("It builds 50 boats each year.", "Annually it builds 50 boats.")
    assert not unrepeated("It spends 3 million a day.", "The daily expenditure is 3 million.")
    assert not unrepeated("A year later it built 50 boats.", "In 2012 it built 50 boats.")
