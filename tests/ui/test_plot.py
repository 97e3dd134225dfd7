import re
import xml.etree.ElementTree as ElementTree

import pytest

from core.domain import Figure
from tests.ui.build import HOSTILE, citation
from ui.chat.plot import plot
from ui.words import CHINESE, ENGLISH

CITED = tuple(citation(n) for n in range(1, 10))
SVG = "{http://www.w3.org/2000/svg}"


def figures(*told: tuple[str, str], unit: str = "", measure: str = "cranes") -> list[Figure]:
    return [Figure(measure, value, unit, date, n) for n, (value, date) in enumerate(told, 1)]


def drawn(*told: tuple[str, str], unit: str = "", words=ENGLISH) -> ElementTree.Element:
    made = plot(figures(*told, unit=unit), CITED, words)
    return ElementTree.fromstring(made)


def circles(tree: ElementTree.Element) -> list[tuple[float, float]]:
    return [(float(c.get("cx", "")), float(c.get("cy", ""))) for c in tree.iter("circle")]


def letters(tree: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in tree.iter("text")]


THREE = (("12", "2010"), ("15", "2012"), ("24", "2016"))


def test_three_dates_are_drawn_in_time_and_in_value():
    (x1, y1), (x2, y2), (x3, y3) = circles(drawn(*THREE))
    assert x1 < x2 < x3 and y1 > y2 > y3
    assert (x3 - x2) / (x2 - x1) == pytest.approx(2.0, abs=0.05)


def test_every_value_and_year_stands_in_the_drawing_and_in_its_words():
    tree = drawn(*THREE)
    (svg,) = tree.iter("svg")
    for value, year in THREE:
        assert value in letters(tree) and year in letters(tree)
        assert f"{year}: {value}" in svg.get("aria-label", "")
    assert svg.get("role") == "img" and svg.find("title") is not None


@pytest.mark.parametrize(
    "told",
    [
        (("12", "2010"), ("15", "2012")),
        (("12", "2010"), ("15", "2012"), ("16", "2012")),
        (("12", ""), ("15", ""), ("16", "")),
        (("12", "2010"), ("15", "2012"), ("16", "")),
        (("12", "2010"), ("15", "2012"), ("many", "2014")),
        (("12", "2010"), ("15", "2012"), ("5 of 16", "2014")),
        (("12", "2010"), ("15", "2012"), ("16", "in spring")),
        (("12", "2014-10"), ("15", "2014-10-15"), ("16", "2014-10-15")),
        (),
    ],
)
def test_nothing_is_drawn_of_fewer_than_three_dates_or_of_what_is_no_number(told):
    assert plot(figures(*told), CITED, ENGLISH) == ""


def test_nothing_is_drawn_where_units_or_measures_differ():
    percent = figures(*THREE[:2], unit="%") + figures(*THREE)[2:]
    ships = figures(*THREE[:2], measure="ships") + figures(*THREE)[2:]
    assert plot(percent, CITED, ENGLISH) == plot(ships, CITED, ENGLISH) == ""


def test_what_no_citation_holds_is_not_drawn():
    assert plot(figures(*THREE), CITED[:2], ENGLISH) == ""


def test_two_values_of_one_date_are_both_drawn_and_no_line_chooses_between_them():
    tree = drawn(("12", "2010"), ("15", "2012"), ("19", "2012"), ("24", "2016"), ("25", "2018"))
    points = circles(tree)
    assert len(points) == 5 and points[1][0] == points[2][0]
    lines = [line for line in tree.iter("line") if line.get("class") == "line"]
    assert [float(line.get("x1", "")) for line in lines] == [points[3][0]]


def test_scales_and_separators_are_read_as_the_checks_read_them():
    tree = drawn(("900 million", "2010"), ("1.2 billion", "2012"), ("1,500,000,000", "2014"))
    heights = [y for _, y in circles(tree)]
    assert (heights[1] - heights[2]) == pytest.approx(heights[0] - heights[1], abs=0.3)


def test_a_count_that_looks_like_a_year_is_a_count():
    assert len(circles(drawn(("1,998", "2010"), ("2010", "2011"), ("2400", "2012")))) == 3


def test_the_axis_begins_at_zero():
    tree = drawn(*THREE)
    assert "0" in letters(tree)
    assert ENGLISH.plot_range.split("{}")[0] not in "".join(tree.itertext())


def test_an_axis_that_does_not_begin_at_zero_says_so():
    tree = drawn(("12.5 billion", "2010"), ("12.7 billion", "2012"), ("13 billion", "2014"))
    told = "".join(tree.itertext())
    assert "0" not in letters(tree)
    assert re.search(r"The scale runs from 12\.\d+B to 13\.?\d*B, not from zero\.", told)


def test_values_below_zero_are_below_the_axis():
    heights = [y for _, y in circles(drawn(("-2", "2010"), ("1.5", "2012"), ("-3", "2014")))]
    assert heights[1] < heights[0] < heights[2]


def test_equal_values_are_a_level_line():
    assert len({y for _, y in circles(drawn(("5", "2010"), ("5", "2011"), ("5", "2012")))}) == 1
    assert len({y for _, y in circles(drawn(("0", "2010"), ("0", "2011"), ("0", "2012")))}) == 1


def test_months_and_days_stand_within_their_year():
    places = [x for x, _ in circles(drawn(("1", "2013"), ("2", "2014-10"), ("3", "2014-12-30")))]
    assert places == sorted(places) and len(set(places)) == 3


def test_what_a_report_or_a_visitor_wrote_is_text():
    made = plot(figures(*THREE, measure=HOSTILE), CITED, ENGLISH)
    assert "<script" not in made and "alert" in made
    ElementTree.fromstring(made)


def test_colours_come_from_the_page():
    made = plot(figures(*THREE), CITED, ENGLISH)
    assert "#" not in made and "style=" not in made and "fill=" not in made


def test_letters_stay_within_the_drawing():
    many = [(f"{n},000 million", str(1990 + n)) for n in range(1, 10)]
    tree = drawn(*many, unit="USD")
    for text in tree.iter("text"):
        assert 0 <= float(text.get("x", "")) <= 360 and 0 < float(text.get("y", "")) <= 210


def test_numbers_beside_the_axis_are_in_the_language_of_the_page():
    told = (("350万", "2010"), ("400万", "2012"), ("1200万", "2016"))
    assert "1500万" in letters(drawn(*told, words=CHINESE))
