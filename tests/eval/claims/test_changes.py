"""Each kind of change makes a true sentence false in one point, in both languages."""

from random import Random

import pytest

from eval.claims.changes import CHANGES
from eval.claims.changes.base import stands_in, told_elsewhere
from tests.eval.claims.scenes import PLACES, scene


def changed(kind, truth, *others, language="en", corpus=()):
    """All that a change makes of one sentence under twenty seeds."""
    place = scene(truth, *others, language=language, corpus=corpus)
    return {CHANGES[kind](truth, place, Random(seed)) for seed in range(20)} - {None}


@pytest.mark.parametrize(
    ("kind", "language", "truth", "claim"),
    [
        ("unit", "en", "The line is 12 km long.", "The line is 12 miles long."),
        ("unit", "en", "The port earned 3 million dollars.", "The port earned 3 billion dollars."),
        ("unit", "en", "Sales rose by 4% again.", "Sales rose by 4 percentage points again."),
        ("unit", "en", "About 12% of houses burned.", "About 12 houses burned."),
        ("unit", "zh", "全市人口为350万。", "全市人口为350亿。"),
        ("unit", "zh", "产值增长了4%。", "产值增长了4个百分点。"),
        ("negation", "en", "The port is deep.", "The port is not deep."),
        ("negation", "en", "The port was not closed.", "The port was closed."),
        ("negation", "en", "Crews built a bridge.", "Crews did not build a bridge."),
        ("negation", "en", "It opened before the war.", "It opened after the war."),
        ("negation", "zh", "这座港口是城市的中心。", "这座港口不是城市的中心。"),
        ("negation", "zh", "人口增加。", "人口减少。"),
        ("negation", "zh", "法律没有被废除。", "法律被废除。"),
        ("tense", "en", "The city will build a new port.", "The city built a new port."),
        ("tense", "en", "The city plans to build a port.", "The city built a port."),
        ("tense", "en", "The docks will be closed.", "The docks have been closed."),
        ("tense", "en", "The dock was closed.", "The dock will be closed."),
        ("tense", "en", "The city is building a port.", "The city has built a port."),
        ("tense", "en", "Crews built a bridge.", "Crews plan to build a bridge."),
        ("tense", "zh", "这座城市将建立新港口。", "这座城市已建立新港口。"),
        ("tense", "zh", "公司在港口建立了工厂。", "公司将在港口建立工厂。"),
        ("name", "en", "The ferry stops in Oslo daily.", "The ferry stops in Bergen daily."),
        ("name", "zh", "这座港口位于挪威。", "这座港口位于瑞典。"),
    ],
)
def test_a_change_that_a_seed_finds(kind, language, truth, claim):
    corpus = PLACES if language == "en" else ("瑞典很大。",)
    assert claim in changed(kind, truth, language=language, corpus=corpus)


@pytest.mark.parametrize(
    ("kind", "language", "truth"),
    [
        ("number", "en", "The port was opened in 1998."),
        ("number", "en", "The trains run on Line 4 at night."),
        ("number", "zh", "港口于1998年开放。"),
        ("number", "zh", "这是第3届大会。"),
        ("year", "en", "The port holds 1998 boats."),
        ("unit", "en", "The coast is about 20 km (12 mi) away."),
        ("unit", "zh", "这家公司每月开会，同一天休息。"),
        ("tense", "en", "If it rains, the city will build a port."),
        ("tense", "en", "The bridge built in spring was closed before dawn."),
        ("tense", "en", "The gains made in the north led to a feast."),
        ("tense", "en", "Over the past four years the town has kept its port."),
        ("unit", "en", "It lies far away (about 12 mi by road)."),
        ("tense", "zh", "港口于1835年被摧毁，当时建立了工厂。"),
        ("negation", "zh", "他于是来到港口，但是很累。"),
        ("name", "en", "Bergen Street is wet when it rains."),
    ],
)
def test_what_is_left_alone(kind, language, truth):
    made = changed(kind, truth, language=language)
    if kind == "unit" and language == "zh":
        made = {claim for claim in made if "同一" in claim and "同一天" not in claim}
    assert made == set()


@pytest.mark.parametrize(
    ("language", "truth"),
    [("en", "The fleet of 48 boats left."), ("zh", "船队共有48艘船。")],
)
def test_a_new_number_is_never_one_that_the_sentence_tells(language, truth):
    claims = changed("number", truth, language=language)
    assert claims
    assert all("48" not in claim for claim in claims)


def test_bounds_are_changed_to_what_they_do_not_allow():
    for claim in changed("number", "More than 400 boats lie in the port."):
        assert float(claim.split()[2]) > 400


def test_a_lower_bound_in_chinese_is_raised():
    claims = changed("number", "港口有不少于700艘船。", language="zh")
    assert claims
    assert all(
        int(claim.removeprefix("港口有不少于").removesuffix("艘船。")) > 700 for claim in claims
    )


def test_what_is_also_written_small_is_no_name():
    corpus = ("The Science in Bergen is old science.", *PLACES)
    names = scene("Boats lie in Science.", corpus=corpus).names
    assert "Science" not in names.shapes
    assert "Oslo" in names.shapes


def test_a_share_stays_below_the_whole():
    for claim in changed("number", "In spring 62% of boats lie in the port."):
        assert float(claim.split()[2].rstrip("%")) <= 100


def test_years_keep_the_order_of_a_span():
    for claim in changed("year", "The war lasted from 1990 to 1995 in the north."):
        years = [int(word) for word in claim.split() if word.isdigit()]
        assert years[0] < years[1]
        assert years != [1990, 1995]


def test_years_of_other_evidence_are_taken():
    other = "A great fire burned the mill in 1743."
    claims = changed("year", "The port was opened by ferrymen in 1898.", other)
    assert "The port was opened by ferrymen in 1743." in claims


def test_a_value_told_of_the_same_thing_is_no_false_claim():
    truth, other = "The port has 12 large cranes.", "The port has 15 large cranes."
    place = scene(truth, other)
    assert told_elsewhere(other, "15", place)
    assert not told_elsewhere(other, "17", place)
    assert "The port has 15 large cranes." not in changed("number", truth, other)


def test_a_name_is_replaced_wherever_it_stands_by_one_the_sentence_lacks():
    truth = "The ferry to Oslo stops in Oslo and in Utrecht."
    for claim in changed("name", truth, corpus=PLACES):
        assert claim != truth
        assert claim.count("Oslo") in (0, 2)


def test_names_that_share_a_word_are_not_exchanged():
    truth = "Anna Berg wrote a letter."
    claims = changed("name", truth, corpus=("Lise Berg wrote a book.", "Nils Dahl wrote a song."))
    assert claims == {"Nils Dahl wrote a letter."}


def test_two_names_of_one_country_are_not_exchanged():
    corpus = ("Many live in America.", "Snow fell in America.", "Many live in Chile.")
    claims = changed("name", "The fair was held in the United States then.", corpus=corpus)
    assert not any("America" in claim for claim in claims)
    assert changed("name", "港口位于英国。", language="zh", corpus=("英格兰很大。",)) == set()


def test_numbers_stand_in_a_text_only_whole():
    assert stands_in("12", "about 12 boats")
    assert not stands_in("12", "about 112 boats, 12.5 tons, 12,000 men")
