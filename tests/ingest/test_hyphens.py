"""A hyphen at a line end goes where it cut a word, and stays where it joins two."""

import pytest

from ingest.blocks import Line
from ingest.hyphens import Vocabulary, join_lines, mend_inner_hyphens


def joined(*lines, elsewhere=""):
    words = Vocabulary.of([*map(Line, lines), Line(elsewhere)])
    return join_lines(lines, words)[0]


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("the ships are carry-", "ing grain", "the ships are carrying grain"),
        ("those cru-", "cial questions", "those crucial questions"),
        ("the exploita-", "tion of ore", "the exploitation of ore"),
        ("combustion-motor-driv-", "en carts", "combustion-motor-driven carts"),
        ("Infor-", "mation desk", "Information desk"),
    ],
)
def test_cut_words_become_whole(left, right, whole):
    assert joined(left, right) == whole


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("the Eastport-", "West Bay line", "the Eastport-West Bay line"),
        ("the World Eco-", "Design prize", "the World Eco-Design prize"),
        ("a multi-", "dimensional plan", "a multi-dimensional plan"),
        ("a cutting-", "edge plant", "a cutting-edge plant"),
        ("a second-", "hand car", "a second-hand car"),
        ("after COVID-", "19 came", "after COVID-19 came"),
        ("culture-", "and sport-related trade", "culture- and sport-related trade"),
    ],
)
def test_compounds_keep_their_hyphen(left, right, whole):
    assert joined(left, right) == whole


def test_document_itself_outweighs_the_rule_of_thumb():
    assert joined("a well-", "known fair") == "a well-known fair"
    assert joined("a well-", "known fair", elsewhere="wellknown, wellknown") == "a wellknown fair"
    assert joined("carry-", "ing", elsewhere="They say carry-ing here.") == "carry-ing"


def test_chinese_lines_join_without_a_blank():
    assert joined("广州的出口", "增长了百分之三") == "广州的出口增长了百分之三"


def test_spans_point_at_each_line():
    lines = ("the ships are carry-", "ing grain", "to port")
    text, spans = join_lines(lines, Vocabulary.of(map(Line, lines)))
    assert [text[a:b] for a, b in spans] == ["the ships are carry", "ing grain", "to port"]


def test_stray_inner_hyphen_goes_only_on_evidence():
    words = Vocabulary.of([Line("Westmoor grew. Westmoor shrank. West-moor, an e-mail, email.")])
    assert mend_inner_hyphens("in West-moor", words) == "in Westmoor"
    assert mend_inner_hyphens("an e-mail", words) == "an e-mail"
