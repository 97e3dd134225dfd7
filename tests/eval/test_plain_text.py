"""Plain answers are judged by the one rule of correctness, and in their favour."""

import pytest

from eval.metrics.facts import score
from eval.metrics.plain_text import denies, refuses, score_text
from tests.eval.test_known_facts import answer, fact

REFUSALS = (
    "The provided sources do not contain information about the ferry's price.",
    "The sources do not explicitly state how many cranes there are.",
    "None of the provided sources mention the mayor of Utrecht.",
    "The price of the ferry is not mentioned in Source 1.",
    "There is no information about Bergen in the sources.",
    "I’m sorry, but I can't assist with that.",
    "It is impossible to determine the number of cranes.",
    "The cost is unknown.",
    "Empty Response",
    "根据提供的来源，没有提到渡轮的票价。",
    "来源中没有关于卑尔根的信息。",
    "无法确定起重机的数量。",
)
STATEMENTS = (
    "There are 44 cranes in Oslo [1].",
    "The harbour does not charge a fee for ferries [2].",
    "The report says that there is no toll on the bridge.",
    "奥斯陆有44台起重机。",
)


@pytest.mark.parametrize("text", REFUSALS)
def test_what_a_fair_reader_takes_for_a_refusal_counts(text: str) -> None:
    asked = fact(kind="unanswerable", answerable=False, expected=())
    assert refuses(text)
    assert score_text(asked, text).correct
    assert score_text(fact(), text).refused


@pytest.mark.parametrize("text", STATEMENTS)
def test_a_statement_is_no_refusal(text: str) -> None:
    assert not refuses(text)
    assert not score_text(fact(kind="unanswerable", answerable=False, expected=()), text).correct


@pytest.mark.parametrize("text", ["There are 44.", "There are 144.", "44, or 999."])
def test_text_and_answer_are_judged_by_the_same_rule(text: str) -> None:
    for asked in (fact(forbidden=("999",)), fact(corrects=(("44",),), answerable=False)):
        assert score_text(asked, text).correct is score(asked, answer(text)).correct


def test_an_answer_that_hedges_but_tells_is_an_answer() -> None:
    hedged = "The sources do not say when they were built. There are 44 cranes."
    told = score_text(fact(), hedged)
    assert told.correct
    assert not told.refused


def test_a_refusal_of_what_can_be_answered_is_wrong() -> None:
    told = score_text(fact(), "The sources do not say how many cranes there are.")
    assert told.refused
    assert not told.correct


def test_a_forbidden_word_counts_only_where_it_is_said_as_its_own() -> None:
    asked = fact(forbidden=("999",))
    assert not score_text(asked, "There are 44, that is 999.").correct
    assert score_text(asked, "The sources do not mention 999 cranes. There are 44.").correct
    assert score_text(asked, 'You ask me to say "999". There are 44.').correct


def test_a_false_premise_may_be_denied_but_not_explained() -> None:
    asked = fact(kind="false_premise", answerable=False, expected=())
    assert denies("Oslo did not close its tram in 2012.")
    assert score_text(asked, "Oslo did not close its tram in 2012 [1].").correct
    assert not score_text(asked, "Oslo closed it because it did not pay.").correct
    assert not score_text(asked, "Oslo closed its tram in 2012. It did not pay.").correct


def test_a_denial_does_not_answer_a_question_that_takes_nothing_for_granted() -> None:
    asked = fact(kind="unanswerable", answerable=False, expected=())
    assert not score_text(asked, "Oslo did not have a mayor in 2012.").correct
