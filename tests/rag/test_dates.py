"""Months are read by name and by number."""

import pytest

from rag.figures import as_figures, read
from rag.verify.check import check
from rag.verify.dates import months, years_gone
from tests.rag.build import evidence


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in March and Sept. 2012", {3, 9}),
        ("2012年三月和11月", {3, 11}),
        ("on 2017-06-27", {6}),
        ("They may march for 3个月.", set()),
    ],
)
def test_months_are_read_and_lengths_of_time_are_not(text: str, found: set[int]) -> None:
    assert months(text) == found


@pytest.mark.parametrize(
    ("text", "published", "told"),
    [
        ("The quay opened last year.", "2015", {2014}),
        ("Last December the quay opened.", "2015-01-25", {2014}),
        ("The quay opened last March.", "2015-05", {2014, 2015}),
        ("The quay opened last March.", "2015", {2014, 2015}),
        ("去年有12艘，前年有9艘。", "2015", {2013, 2014}),
        ("In the last year of his reign it rose.", "2015", set()),
        ("In its last year the mill employed 12 people.", "2015", set()),
        ("This may be the last year.", "2015", set()),
        ("该港目前年产12万吨钢材，超过去年均值。", "2015", set()),
        ("The quay opened last year.", "", set()),
        ("The quay opened last year.", "2015 Q3", {2014}),
        ("The quay opened last year.", "2015-2016", {2014}),
    ],
)
def test_years_are_told_from_the_date_of_the_report(
    text: str, published: str, told: set[int]
) -> None:
    assert years_gone(text, published) == told


def test_last_year_is_not_the_year_of_the_report() -> None:
    quotes = (evidence("The quay opened last December.", published="2015-01-25"),)
    assert check("The quay opened in December 2014.", quotes).verdict == "supported"
    assert check("The quay opened in December 2015.", quotes).verdict == "unsupported"


@pytest.mark.parametrize(
    "told",
    [
        "Revenue was 12 million euros, up from 9 million euros last year.",
        "Revenue was 12 million euros, three more than last year.",
        "This year revenue was 12 million euros, last year 9.",
    ],
)
def test_last_year_in_a_comparison_does_not_date_the_rest(told: str) -> None:
    quotes = (evidence(told, published="2015-03"),)
    assert check("In 2015 revenue was 12 million euros.", quotes).verdict == "supported"
    question = "How much was revenue?"
    figures = as_figures(question, read(question, quotes), quotes)
    assert figures[0].as_of == "2015-03"


@pytest.mark.parametrize(
    ("told", "claim"),
    [
        (
            "The city of Veldhaven spent 3 million euros on roads last year.",
            "In {} the city of Veldhaven spent 3 million euros on roads.",
        ),
        ("The quay was opened to traffic last year.", "The quay was opened to traffic in {}."),
        (
            "More than 400 people visited the fair of Veldhaven last year.",
            "More than 400 people visited the fair of Veldhaven in {}.",
        ),
        ("该市与西港去年签署了合作协议。", "{}年该市与西港签署了合作协议。"),
    ],
)
def test_last_year_behind_a_small_word_is_still_last_year(told: str, claim: str) -> None:
    quotes = (evidence(told, published="2015-03"),)
    assert check(claim.format(2014), quotes).verdict == "supported"
    assert check(claim.format(2015), quotes).verdict == "unsupported"


def test_the_year_of_a_comparison_does_not_date_the_rest() -> None:
    beside = "Revenue was 12 million euros, up from 9 million euros last year."
    quotes = (evidence(beside, published="2015-03"),)
    assert check("In 2014 revenue was 12 million euros.", quotes).verdict == "unsupported"


def test_what_is_told_of_last_year_is_dated_so() -> None:
    quotes = (evidence("Last year the quay moved 400 crates.", published="2015-03"),)
    question = "How many crates did the quay move?"
    assert [f.as_of for f in as_figures(question, read(question, quotes), quotes)] == ["2014"]


def test_another_month_is_unsupported() -> None:
    quotes = (evidence("The quay opened in March 2012."),)
    assert check("The quay opened in March 2012.", quotes).verdict == "supported"
    assert check("The quay opened in May 2012.", quotes).verdict == "unsupported"


def test_the_year_of_a_report_does_not_date_what_its_quote_dates_otherwise() -> None:
    quotes = (evidence("In 2012 the quay moved 400 crates.", published="2015"),)
    assert check("In 2015 the quay moved 400 crates.", quotes).verdict == "unsupported"
    assert check("The report of 2015 says that the quay moved 400 crates.", quotes).verdict == (
        "supported"
    )


RESPECTIVELY = "Waste of Veldhaven fell by 2.97% and 3.09% in 2011 and 2012, respectively."
YEARS_FIRST = "Waste of Veldhaven in 2011 and 2012 respectively fell by 2.97% and 3.09%."
IN_HAN = "2011年和2012年，该市废物分别减少2.97%和3.09%。"
AFTER = "Built on what was done in 2011, Veldhaven opened 50 lines and 70 miles of track in 2012."
ONE_EACH = "In 2011, Veldhaven opened 100 lines, and in 2012, 50 lines."


@pytest.mark.parametrize(
    ("told", "claim", "right", "wrong"),
    [
        (RESPECTIVELY, "Waste of Veldhaven fell by 2.97% in {}.", 2011, 2012),
        (RESPECTIVELY, "In {} waste of Veldhaven fell by 3.09%.", 2012, 2011),
        (YEARS_FIRST, "Waste of Veldhaven fell by 3.09% in {}.", 2012, 2011),
        (IN_HAN, "{}年，该市废物减少3.09%。", 2012, 2011),
        (AFTER, "In {}, Veldhaven opened 50 lines.", 2012, 2011),
        (AFTER, "In {}, 70 miles of track were opened.", 2012, 2011),
        (ONE_EACH, "In {}, Veldhaven opened 100 lines.", 2011, 2012),
    ],
)
def test_a_figure_of_a_sentence_with_two_years_is_told_of_its_own(
    told: str, claim: str, right: int, wrong: int
) -> None:
    quotes = (evidence(told),)
    assert check(claim.format(right), quotes).verdict == "supported"
    assert check(claim.format(wrong), quotes).verdict == "unsupported"


def test_figures_take_their_own_years() -> None:
    quotes = (evidence(AFTER),)
    question = "How many lines did Veldhaven open?"
    assert [f.as_of for f in as_figures(question, read(question, quotes), quotes)] == ["2012"]
    quotes = (evidence(ONE_EACH),)
    told = [(f.value, f.as_of) for f in as_figures(question, read(question, quotes), quotes)]
    assert set(told) <= {("100", "2011"), ("50", "2012")}
    assert told
    quotes = (evidence(RESPECTIVELY),)
    question = "By what percentage did waste of Veldhaven fall?"
    told = [(f.value, f.as_of) for f in as_figures(question, read(question, quotes), quotes)]
    assert ("2.97", "2012") not in told
    assert told[0] in (("2.97", "2011"), ("3.09", "2012"))
