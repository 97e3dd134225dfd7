"""Which quotes are told as points."""

import pytest

from rag.compose import points
from tests.rag.build import evidence

QUESTION = "Which prizes has the yard of Veldhaven won?"
LISTING = "The yard of Veldhaven has won prizes such as the Golden Rivet and the Silver Mast."
NEAR = "The yard of Veldhaven sells its ships to fishermen on both shores."
FAR = "The council met on the first Monday of each month in winter."
ALSO = "Prizes that the yard of Veldhaven won hang in the hall of the guild beside the mast."


def told(*written: str, broad: bool = False) -> list[str]:
    quotes = tuple(evidence(text) for text in (LISTING, NEAR, FAR, ALSO))
    return [s.text for s in points(QUESTION, quotes, None if broad else written)]


def test_a_broad_question_is_told_all_that_shares_some_of_its_words():
    assert {*told(broad=True)} == {LISTING, NEAR, ALSO}


@pytest.mark.parametrize("written", [(), ("It won prizes.",)])
def test_where_one_list_is_asked_for_what_is_only_near_it_is_left_out(written):
    assert told(*written) == [LISTING, ALSO]


def test_where_the_list_was_told_only_a_quote_that_answers_as_well_is_added():
    weak = "Prizes were won in summer, as the guild of the yard tells."
    quotes = (evidence(LISTING), evidence(weak), evidence(FAR))
    assert [s.text for s in points(QUESTION, quotes, ())] == [LISTING, weak]
    assert [s.text for s in points(QUESTION, quotes, (LISTING,))] == [LISTING]
