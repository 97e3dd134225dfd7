"""What a sentence calls the most or the only one, some quote must rank."""

import pytest

from rag.verify.check import check
from rag.verify.extremes import unranked
from tests.rag.build import evidence


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The yard is the largest in Veldhaven.", "The yard stands in Veldhaven."),
        ("Brandt had the most influence on the harbour.", "Brandt shaped the harbour."),
        ("It is the town's only bridge.", "It is a bridge of the town."),
        ("The yard builds the largest ferries.", "The yard builds and maintains ferries."),
    ],
)
def test_a_rank_that_no_quote_tells_is_named(claim: str, source: str) -> None:
    assert unranked(claim, source)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The yard is the largest in Veldhaven.", "No other yard of Veldhaven is as large."),
        ("It is the most important port.", "It is the leading port."),
        ("In the 1990s only 3 boats were built.", "Just 3 boats were built in the 1990s."),
        ("Grain has the largest share, 60%.", "Grain has 60%, timber 25% and fish 15%."),
        ("It moved grain for the most part.", "It moved grain."),
        ("Most boats came back.", "Many boats came back."),
        ("The yard has at most 5 boats.", "The yard has 5 boats."),
        ("The west quay is old.", "The quay in the west is old."),
    ],
)
def test_a_rank_in_other_words_and_what_is_none_passes(claim: str, source: str) -> None:
    assert not unranked(claim, source)


def test_a_sentence_that_makes_up_a_rank_is_not_told() -> None:
    quotes = [evidence("The yard of Veldhaven builds ferries on the Westmark canal.")]
    assert check("The yard of Veldhaven builds ferries.", quotes).verdict == "supported"
    made_up = check("The yard builds the largest ferries on the Westmark canal.", quotes)
    assert made_up.verdict == "unsupported"
