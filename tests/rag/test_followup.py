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
    "text",
    ["When was she born?", "and in 2012?", "What about the other one?", "提交了多少个项目？"],
)
def test_pronouns_and_ellipsis_lean_on_what_was_said(text: str) -> None:
    assert leans((*TALK, Turn("user", text)))


def test_a_whole_question_and_a_first_question_stand_alone() -> None:
    assert not leans((*TALK, Turn("user", "How many boats did the Veldhaven yard build in 2012?")))
    assert not leans((*TALK, Turn("user", "How many members does VELCORP have?")))
    assert leans(
        (*TALK, Turn("user", "Back to tolls: how much was spent on road repairs in 2016?"))
    )
    assert not leans((*TALK, Turn("user", "Back to trade: what did Oslo export to Kiel in 2016?")))
    assert not leans((*TALK, Turn("user", "挪威有多少名渔民？")))
    assert not leans((*TALK, Turn("user", "市长的工资和津贴是多少？")))
    assert not leans((Turn("user", "When was she born?"),))


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("Which ports were built in Veldhaven, and when did they open?", True),
        ("How many ships has the yard of Veldhaven, and how many of them are tugs?", True),
        ("What is the budget of the yard and who decides on it?", True),
        ("What does Veldhaven plan for its night trains?", True),
        ("How large is its trade with Veldhaven?", False),
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


@pytest.mark.parametrize(
    ("before", "then", "asked"),
    [
        (
            "What does Veldhaven plan for its ferries?",
            "No, the province.",
            "What does the province plan for its ferries?",
        ),
        (
            "How large is Veldhaven's budget?",
            "And in the whole county?",
            "How large is the whole county's budget?",
        ),
        (
            "How large is the city of Veldhaven's budget?",
            "And the province?",
            "How large is the province's budget?",
        ),
        (
            "How large is the budget of the city of Veldhaven?",
            "No, the province.",
            "How large is the budget of the province?",
        ),
    ],
)
def test_another_place_is_put_in_without_the_model(before: str, then: str, asked: str) -> None:
    turns = (Turn("user", before), Turn("assistant", "Nine. [1]"), Turn("user", then))
    assert rewrite(turns, Replying("never asked")) == asked
    assert search_text(turns).startswith(asked)


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("How long is the Westmark canal?", "No, the district."),
        ("Who is the mayor of Veldhaven?", "No, the ferry."),
        ("How far is Veldhaven from Norwick?", "No, the city."),
        ("When was Brandt born?", "And the city?"),
        ("What do Norland farmers grow?", "And the whole country?"),
        ("Who is the mayor of Veldhaven?", "Back to Veldhaven: how many are planned?"),
        ("Who is the mayor of Veldhaven?", "Back to the Netherlands: how many are planned?"),
        ("Who is the mayor of Veldhaven?", "Back to the Kiel canal: was it wise to widen it?"),
        ("Who is the mayor of Veldhaven?", "Back to Veldhaven: is it true that she left?"),
        (
            "Who is the mayor of Veldhaven?",
            "Back to the boats of Kiel. In 2012, how many were built?",
        ),
    ],
)
def test_what_is_no_other_place_is_left_to_the_model(before: str, then: str) -> None:
    turns = (Turn("user", before), Turn("assistant", "Nine. [1]"), Turn("user", then))
    assert rewrite(turns, Replying(before)) == before


@pytest.mark.parametrize(
    ("then", "asked"),
    [
        ("Back to the Norwick ferries: how many are there?", "How many Norwick ferries are there?"),
        ("Let us go back to the Kiel canal: when was it dug?", "When was the Kiel canal dug?"),
        ("Back to the ferries of Kiel, please: are they new?", "Are the ferries of Kiel new?"),
        (r"Back to the R\D Centre of Kiel: is it open?", r"Is the R\D Centre of Kiel open?"),
    ],
)
def test_what_is_returned_to_by_name_is_asked_of_without_the_model(then: str, asked: str) -> None:
    assert rewrite((*TALK, Turn("user", then)), Replying("never asked")) == asked


def test_a_short_question_left_as_it_was_keeps_the_names_of_the_one_before() -> None:
    asked = "How many seats are there?"
    written = rewrite((*TALK, Turn("user", asked)), Replying(asked))
    assert written == "How many seats are there? (Veldhaven)"
    asked = "What is the budget?"
    assert rewrite((*TALK, Turn("user", asked)), Replying(asked)) == f"{asked} (Veldhaven)"
    new = "What is a lock?"
    assert rewrite((*TALK, Turn("user", new)), Replying(new)) == new


@pytest.mark.parametrize(
    ("then", "of"),
    [
        ("Back to the ferries: how many are planned?", "ferries"),
        ("Let us return to the ferries: when were they built?", "ferries"),
        ("Can we go back to the mayor, please: when was she born?", "mayor"),
        ("说回渡轮：有多少艘？", "渡轮"),
        ("Back to the point: how many are planned?", "tunnels"),
        ("Back to the ferries Veldhaven owns: which is the next one?", "How many ferries"),
    ],
)
def test_who_returns_to_something_leans_on_what_was_asked_of_it(then: str, of: str) -> None:
    turns: list[Turn] = []
    for asked in (
        "Who is the mayor of Veldhaven?",
        "How many ferries does Veldhaven own?",
        "威斯马克的渡轮有多长？",
        "Which tunnels were dug at Norwick?",
    ):
        turns += [Turn("user", asked), Turn("assistant", "Nine. [1]")]
    turns.append(Turn("user", then))
    assert leans(turns)
    assert of in search_text(turns).removeprefix(then)


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
