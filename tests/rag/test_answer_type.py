"""What kind of thing is asked for, and whether a text holds one."""

import pytest

from rag.answer_type import holds, wanted


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("When did the quay open?", "time"),
        ("Since which year do ferries sail?", "time"),
        ("How many boats sailed?", "number"),
        ("What total amount was spent?", "number"),
        ("What was the net income of the yard?", "number"),
        ("What was the Harbour Company's gross operating margin?", "number"),
        ("What were Brandt & Co.'s total assets?", "number"),
        ("What were ferry sales?", "number"),
        ("What was the driver of the yard's income?", ""),
        ("What caused the loss?", ""),
        ("有多少艘船？", "number"),
        ("Who opened the quay?", "person"),
        ("What is a quay?", ""),
    ],
)
def test_kinds_are_told_by_wording(question: str, kind: str) -> None:
    assert wanted(question) == kind


def test_the_question_s_own_figures_and_names_are_no_answer() -> None:
    assert not holds("number", "The 12 boats sailed.", "How many of the 12 boats sailed?")
    assert holds("number", "Five of the 12 boats sailed.", "How many of the 12 boats sailed?")
    assert not holds("person", "Ilse Brandt opened it.", "Who was Ilse Brandt?")
    assert holds("person", "Ilse Brandt opened it.", "Who opened it?")
    assert not holds("time", "It opened at dawn.", "When did it open?")


def test_what_is_asked_tells_how_it_is_measured() -> None:
    area = "How large is the area of the isle?"
    assert holds("number", "It covers 40 square kilometres.", area)
    assert not holds("number", "The 3.0 reform reached the area of the isle.", area)
    assert holds("number", "岛的面积为40平方公里。", "岛的面积是多少？")
    assert not holds("number", "面积之外有40人。", "岛的面积是多少？")
    assert holds("number", "40 boats lie in the area.", "How many boats lie in the area?")
    assert not holds("number", "It is 40 years old.", "What is the length of the quay?")
    assert holds("number", "Its quay is 40 metres long.", "What is the length of the quay?")
    assert holds("number", "40% of them sail.", "What percentage of them sails?")
    assert not holds("number", "40 of them sail.", "What percentage of them sails?")
    dollars = "What was the budget of the isle in US dollars?"
    assert holds("number", "The budget was US$ 40 million.", dollars)
    assert not holds("number", "The budget was 40 million yuan.", dollars)
    long = "How many kilometres long is the quay?"
    assert holds("number", "The quay is 4,000 metres long.", long)
    assert not holds("number", "The quay cost 4 million euros.", long)
    assert holds("number", "Five boats won a prize.", "How many boats won a prize?")


def test_what_tells_when_counts_nothing() -> None:
    asked = "What were the yard's sales?"
    assert not holds("number", "Sales fell in the third quarter and the first nine months.", asked)
    assert holds("number", "Sales in the third quarter were 40 boats.", asked)
    assert holds("number", "It took nine months.", "How long did the repair take?")
    assert holds("number", "The yard came third.", "What number is the yard in the ranking?")
