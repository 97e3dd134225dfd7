"""Months are read by name and by number."""

import pytest

from rag.verify.check import check
from rag.verify.dates import months
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
