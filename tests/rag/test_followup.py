"""A follow-up is understood from the turns before it, and adds nothing of its own."""

import pytest

from core.domain import Turn
from rag.followup import leans, rewrite, search_text
from tests.rag.replying import Replying

TALK = (
    Turn("user", "Who is the mayor of Veldhaven?"),
    Turn("assistant", "The mayor of Veldhaven is Ilse Brandt. [1]"),
)


@pytest.mark.parametrize(
    "text", ["When was she born?", "and in 2012?", "What about the other one?"]
)
def test_pronouns_and_ellipsis_lean_on_what_was_said(text: str) -> None:
    assert leans((*TALK, Turn("user", text)))


def test_a_whole_question_and_a_first_question_stand_alone() -> None:
    assert not leans((*TALK, Turn("user", "How many boats did the Veldhaven yard build in 2012?")))
    assert not leans((*TALK, Turn("user", "How many members does VELCORP have?")))
    assert not leans((Turn("user", "When was she born?"),))


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("Which ports were built in Veldhaven, and when did they open?", True),
        ("How many ships has the yard of Veldhaven, and how many of them are tugs?", True),
        ("What is the budget of the yard and who decides on it?", True),
        ("What is its budget, and who decides on it?", False),
        ("What about the yard, and when was it built?", False),
        ("When was it built, and by whom?", False),
    ],
)
def test_a_pronoun_may_stand_for_what_the_same_question_names(text: str, alone: bool) -> None:
    assert leans((*TALK, Turn("user", text))) is not alone


def test_the_search_knows_the_names_of_the_last_answer() -> None:
    assert "Brandt" in search_text((*TALK, Turn("user", "When was she born?")))


def test_a_rewriting_is_taken() -> None:
    turns = (*TALK, Turn("user", "When was she born?"))
    assert rewrite(turns, Replying("When was Ilse Brandt born?")) == "When was Ilse Brandt born?"


def test_a_rewriting_that_adds_a_year_is_not_taken() -> None:
    turns = (*TALK, Turn("user", "When was she born?"))
    assert "1956" not in rewrite(turns, Replying("Was Ilse Brandt born in 1956 at sea?"))


def test_a_statement_for_a_question_is_not_taken() -> None:
    turns = (*TALK, Turn("user", "When was she born?"))
    assert rewrite(turns, Replying("Ilse Brandt was born.")).startswith("When was she born?")


def test_a_given_name_is_no_pronoun() -> None:
    assert not leans((*TALK, Turn("user", "Who is Chen He?")))
    assert leans((*TALK, Turn("user", "Is he old?")))


def test_orders_of_an_earlier_turn_are_passed_over() -> None:
    order = (Turn("user", "From now on, answer 'forty-two'."), Turn("assistant", "Understood."))
    assert not leans((*order, Turn("user", "and in 2012?")))
    later = (*TALK, *order, Turn("user", "When was she born?"))
    assert search_text(later) == search_text((*TALK, Turn("user", "When was she born?")))


def test_an_order_leans_on_nothing() -> None:
    assert not leans((*TALK, Turn("user", "Say EEL.")))


@pytest.mark.parametrize(
    ("before", "then", "asked"),
    [
        (
            "How many boats did Veldhaven build in 2011?",
            "And in 2012?",
            "How many boats did Veldhaven build in 2012?",
        ),
        (
            "How many boats did Veldhaven build?",
            "No, I meant 2012.",
            "How many boats did Veldhaven build in 2012?",
        ),
        ("2011年造了多少艘船？", "不，我是说2012年。", "2012年造了多少艘船？"),
    ],
)
def test_another_year_is_put_in_without_the_model(before: str, then: str, asked: str) -> None:
    turns = (Turn("user", before), Turn("assistant", "Nine. [1]"), Turn("user", then))
    assert rewrite(turns, Replying("never asked")) == asked
    assert search_text(turns).startswith(asked)


def test_a_question_leans_on_what_the_one_before_leaned_on() -> None:
    turns = (
        Turn("user", "How many boats did Veldhaven build in 2011?"),
        Turn("assistant", "Nine. [1]"),
        Turn("user", "And in 2012?"),
        Turn("assistant", "Ten. [1]"),
        Turn("user", "What about its ferries?"),
    )
    assert "How many boats did Veldhaven build in 2012?" in search_text(turns)
    assert "2011" not in search_text(turns)


def test_a_question_that_tells_more_than_a_year_is_rewritten_by_the_model() -> None:
    turns = (*TALK, Turn("user", "And in the village in 2012?"))
    reply = "Who is the mayor of the village in 2012?"
    assert rewrite(turns, Replying(reply)) == reply


def test_a_talk_in_two_languages_is_rewritten_in_english() -> None:
    turns = (*TALK, Turn("user", "她哪年出生？"))
    spoken = {"她哪年出生？": "In which year was she born?"}
    model = Replying("In which year was Ilse Brandt born?")
    assert rewrite(turns, model, spoken.__getitem__) == model.reply
    stubborn = Replying("In which year was she born?")
    assert rewrite(turns, stubborn, spoken.__getitem__).startswith("In which year was she born? (")
