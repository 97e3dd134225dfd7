"""Questions are validated and told apart by their wording."""

import pytest

from core.errors import InputError
from rag.question import LONGEST, in_words, kind_of, over_time, validated


@pytest.mark.parametrize("text", ["", "   \n", "?!", "\x00"])
def test_an_empty_question_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="empty"):
        validated(text)


def test_a_question_that_is_too_long_is_refused() -> None:
    with pytest.raises(InputError, match="characters"):
        validated("why " * LONGEST)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Hello there!", "greeting"),
        ("你好", "greeting"),
        ("What can I ask?", "library"),
        ("可以问什么？", "library"),
        ("What does the harbour plan for the winter?", "broad"),
        ("What is said about the harbour?", "broad"),
        ("港口有哪些规划？", "broad"),
        ("Which ferries sail to the island?", "list"),
        ("How many boats were built?", "point"),
        ("When was the plan published?", "point"),
    ],
)
def test_kinds_are_told_by_wording(question: str, kind: str) -> None:
    assert kind_of(question) == kind


def test_a_question_put_to_all_dates_is_about_its_measure() -> None:
    developed = "How has the number of boats developed over the years?"
    assert over_time(developed) == "the number of boats"
    assert over_time("How many boats were built in each year?") == "How many boats were built"
    assert over_time("历年的船只数量是多少？") == "的船只数量是多少"
    assert over_time("How many boats were built in 2012?") == ""


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("What was the profit in Q3 2023?", "What was the profit in third quarter of 2023?"),
        ("How did Q1 compare with Q2?", "How did first quarter compare with second quarter?"),
        ("Sales of H1 2020 and FY2021", "Sales of first half of 2020 and fiscal year 2021"),
        ("Is Q5 or H3 a period?", "Is Q5 or H3 a period?"),
        ("Who drives an Audi Q3x?", "Who drives an Audi Q3x?"),
        ("2023年Q3的利润是多少？", "2023年第三季度的利润是多少？"),
    ],
)
def test_periods_are_written_out_as_reports_do(asked: str, written: str) -> None:
    assert in_words(asked) == written
