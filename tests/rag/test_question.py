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
        ("By how much did the council cut the plan's costs?", "point"),
        ("How did the herring catch change between 2004 and 2009?", "point"),
        ("Which office issues the permits?", "point"),
        ("Under which law are the skippers' guilds registered?", "point"),
        ("Which Danish skipper founded the school?", "point"),
        ("Which county plans 50 quays?", "point"),
        ("Which plan does the council follow?", "broad"),
        ("Which rules govern the guild?", "list"),
        ("In which towns has Velcorp opened shops?", "list"),
        ("Which two-mast ships does the yard build?", "list"),
        ("Which sectors belong to the guild?", "list"),
        ("What are the rights of skippers?", "list"),
        ("Which campus is the largest?", "point"),
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
        ("Velcorp's Q1 2020 sales", "Velcorp's first quarter of 2020 sales"),
        ("What does a Panda Q3 2023 cost?", "What does a Panda Q3 2023 cost?"),
        ("How much H2 2030 is needed?", "How much H2 2030 is needed?"),
        ("What did they answer to Q2 of the survey?", "What did they answer to Q2 of the survey?"),
        ("2023年Q3的利润是多少？", "2023年第三季度的利润是多少？"),
    ],
)
def test_quarters_of_years_are_written_out_as_reports_do(asked: str, written: str) -> None:
    assert in_words(asked) == written
