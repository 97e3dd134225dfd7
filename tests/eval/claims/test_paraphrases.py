"""Each rule keeps what is said; the kinds of rewording that a model would use."""

from random import Random

import pytest

from eval.claims.paraphrases import chinese, english, figures, paraphrase


def said(rule, text):
    """All that a rule makes of one sentence under twenty seeds."""
    return {rule(text, Random(seed)) for seed in range(20)}


@pytest.mark.parametrize(
    ("rule", "text", "new"),
    [
        (figures.english, "It cost 2,000,000 yuan.", "It cost 2 million yuan."),
        (figures.english, "It cost 2 million yuan.", "It cost 2,000,000 yuan."),
        (figures.english, "It rose 12% then.", "It rose 12 percent then."),
        (figures.english, "It has three ports.", "It has 3 ports."),
        (figures.english, "It has 12 ports.", "It has twelve ports."),
        (figures.english, "It cost $5 million then.", "It cost 5 million dollars then."),
        (figures.chinese, "人口为3,500,000。", "人口为350万。"),
        (figures.chinese, "人口为350万。", "人口为3,500,000。"),
        (figures.chinese, "增长12%。", "增长百分之十二。"),
        (figures.chinese, "有三个港口。", "有3个港口。"),
        (english.synonyms, "Sales increased by 4 boats.", "Sales rose by 4 boats."),
        (english.synonyms, "It is located in Oslo.", "It is situated in Oslo."),
        (english.adverb_dropped, "It is very large.", "It is large."),
        (english.opening_dropped, "However, the port is deep.", "The port is deep."),
        (english.brackets_dropped, "The port (in Oslo) is deep.", "The port is deep."),
        (
            english.tail_dropped,
            "The city opened a very large port, which is quite deep.",
            "The city opened a very large port.",
        ),
        (
            english.moved_back,
            "In 2012, the city opened a large port.",
            "The city opened a large port in 2012.",
        ),
        (
            english.moved_front,
            "The city opened a large port in 2012.",
            "In 2012, the city opened a large port.",
        ),
        (english.possessive, "Oslo is the capital of Norway.", "Oslo is Norway's capital."),
        (english.possessive, "Oslo's port is deep.", "The port of Oslo is deep."),
        (english.active, "The port was built by Anna Berg.", "Anna Berg built the port."),
        (chinese.synonyms, "港口位于挪威。", "港口坐落于挪威。"),
        (chinese.opening_dropped, "此外，这座港口是城市的中心之一。", "这座港口是城市的中心之一。"),
        (chinese.brackets_dropped, "港口（挪威）很深。", "港口很深。"),
        (chinese.dated, "2012年，港口开放。", "在2012年，港口开放。"),
        (
            chinese.tail_dropped,
            "这座城市在海边建立了一座港口，其中有许多船。",
            "这座城市在海边建立了一座港口。",
        ),
        (chinese.adverb_dropped, "港口非常重要。", "港口重要。"),
    ],
)
def test_a_rule_says_the_same_another_way(rule, text, new):
    assert new in said(rule, text)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (english.synonyms, "Sales have increased this year."),
        (english.possessive, "Oslo's bus company is old."),
        (english.active, "The port was built by Anna in haste."),
        (english.moved_front, "He said that the port was deep in 2012."),
        (figures.english, "The ship Mars 3 was slow."),
        (figures.english, "It opened in 2012."),
        (chinese.opening_dropped, "最后的港口在城市的北部，那里有许多船。"),
        (chinese.tail_dropped, "如果城市在海边建立港口，其中有许多船。"),
    ],
)
def test_a_rule_keeps_off_what_it_would_make_untrue_or_ungrammatical(rule, text):
    assert said(rule, text) == {None}


def test_a_paraphrase_is_another_sentence_or_none():
    assert paraphrase("Boats lie there.", "en", Random(1)) is None
    text = "However, the port (in Oslo) has three cranes."
    for seed in range(20):
        assert paraphrase(text, "en", Random(seed)) not in (None, text)
