"""A claim may not deny what its quote says, nor turn it into its opposite."""

import pytest

from rag.verify.check import check
from tests.rag.build import evidence

TRUE_AND_FALSE = [
    ("The quay was opened in 2012.", "The quay was not opened in 2012."),
    ("The quay has cranes.", "The quay has no cranes."),
    ("The ferry runs with a crew.", "The ferry runs without a crew."),
    ("The attempt was successful.", "The attempt was unsuccessful."),
    ("The town accepted the offer.", "The town did not accept the offer."),
    ("The town never accepted the offer.", "The town accepted the offer."),
    ("The yard failed to launch the tug.", "The yard launched the tug."),
    ("Exports rose in 2012.", "Exports fell in 2012."),
    ("The yard is the largest of the town.", "The yard is the smallest of the town."),
    ("The mill stands north of the quay.", "The mill stands south of the quay."),
    ("The mill opened before the war.", "The mill opened after the war."),
    ("The first ferry sank.", "The last ferry sank."),
    ("码头于2012年开放。", "码头没有于2012年开放。"),
    ("该船厂没有起重机。", "该船厂有起重机。"),
    ("出口有所增加。", "出口有所减少。"),
    ("试验取得成功。", "试验遭到失败。"),
    ("磨坊位于码头的南部。", "磨坊位于码头的北部。"),
]


@pytest.mark.parametrize(("quote", "claim"), TRUE_AND_FALSE)
def test_a_denial_or_an_opposite_is_unsupported(quote: str, claim: str) -> None:
    assert check(claim, (evidence(quote),)).verdict == "unsupported"


@pytest.mark.parametrize("quote", sorted({quote for quote, _ in TRUE_AND_FALSE}))
def test_what_a_quote_denies_or_says_may_be_repeated(quote: str) -> None:
    assert check(quote, (evidence(quote),)).verdict == "supported"


@pytest.mark.parametrize(
    ("quote", "claim"),
    [
        ("The attempt was unsuccessful.", "The attempt was not successful."),
        ("The town refused the offer.", "The town did not accept the offer."),
        ("The quay did not open in 2012 but opened in 2013.", "The quay opened in 2013."),
        ("Not only tugs but also ferries use the quay.", "Tugs and ferries use the quay."),
        ("The yard has no fewer than 12 cranes.", "The yard has at least 12 cranes."),
        ("The ferry, which never stops at night, is old.", "The ferry is old."),
        ("The increase of exports was not small.", "Exports saw an increase."),
        ("会议不仅讨论了港口，还讨论了渔业。", "会议讨论了港口和渔业。"),
    ],
)
def test_the_same_sense_in_other_words_is_supported(quote: str, claim: str) -> None:
    checked = check(claim, (evidence(quote),))
    assert (checked.verdict, checked.reasons) == ("supported", ())
