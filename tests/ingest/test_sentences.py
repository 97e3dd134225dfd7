"""Sentences end where a reader would end them, and no character falls between two."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.tokens import count_tokens
from ingest.sentences import sentence_spans


def sentences(text, language="en", **options):
    return [text[a:b] for a, b in sentence_spans(text, language, **options)]


@pytest.mark.parametrize(
    "whole",
    [
        "Mr. Roe of the U.S. Navy paid $3.5 million for No. 5.",
        "See Fig. 3 and Sec. 3.2, i.e. the part on www.port.example and a.b@port.example.",
        "Growth was 2.97% and 3.09% in the two years (est. by Dr. Wu).",
    ],
)
def test_abbreviations_figures_and_addresses_do_not_end_a_sentence(whole):
    assert sentences(f"{whole} Then it rained.") == [whole, "Then it rained."]


def test_chinese_ends_at_its_own_marks():
    text = "港口很大！他说：“我来了。”然后走了；真的吗？是。2021年5月3日，增长8.1%。"
    assert sentences(text, "zh") == [
        "港口很大！",
        "他说：“我来了。”",
        "然后走了；真的吗？",
        "是。",
        "2021年5月3日，增长8.1%。",
    ]


def test_lines_are_units_and_numbers_of_items_stay_with_them():
    text = "A Heading without a mark\n\n1. First item\n2. Second item. It is long.\n• Third"
    assert sentences(text) == [
        "A Heading without a mark",
        "1. First item",
        "2. Second item.",
        "It is long.",
        "• Third",
    ]


def test_endless_sentences_are_cut_at_semicolons():
    text = "; ".join(f"the council grants {n} boats to the town of ships" for n in range(40)) + "."
    pieces = sentences(text, max_tokens=60)
    assert len(pieces) > 5
    assert all(count_tokens(p) <= 60 for p in pieces)
    assert all(p.endswith((";", ".")) for p in pieces)


@given(
    st.text(alphabet="aB .;,!?。，！“”\n1é😀", max_size=300),
    st.sampled_from(["en", "zh", "fr", "xx"]),
    st.integers(5, 120),
)
def test_no_character_but_blanks_is_lost_or_said_twice(text, language, limit):
    spans = sentence_spans(text, language, max_tokens=limit)
    assert all(a < b for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))
    assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())
