"""False premises, what is plainly told, and the model's doubt."""

import pytest

from rag.constraints import false_premises
from rag.decide import LEAST_ACROSS, LEAST_ANSWERABLE, is_answerable, plainly_told
from tests.rag.build import evidence

QUOTES = [evidence("The large yard of Veldhaven closed in 2009, and kept its 12 ferries.")]


@pytest.mark.parametrize(
    "question",
    [
        "Which yard of Veldhaven did not close in 2009?",
        "When did the small yard of Veldhaven close?",
        "Which yard of Veldhaven opened in 2009?",
        "What share of its budget did the yard of Veldhaven keep?",
    ],
)
def test_a_question_is_not_answered_by_quotes_that_deny_it(question: str) -> None:
    assert false_premises(question, QUOTES)


@pytest.mark.parametrize(
    "question",
    [
        "When did the large yard of Veldhaven close?",
        "How many ferries did the yard keep in 2009?",
        "How many ferries did the yard keep in each month?",
        # Answered by "no", which is an answer.
        "Did the small yard of Veldhaven close?",
        "Veldhaven的小船厂何时关闭？",
    ],
)
def test_what_the_quotes_do_not_deny_is_let_pass(question: str) -> None:
    assert not false_premises(question, QUOTES)


def test_the_title_of_the_report_is_nobody_s_name() -> None:
    signed = [evidence("Ilse Brandt, President of the League, signed the foreword in 2014.")]
    asked = "Who signs the foreword of The {} as President of the League?"
    assert not false_premises(asked.format("Harbour Review"), signed)
    assert false_premises(asked.format("Norwick Times"), signed)


def test_only_a_thing_that_can_be_seen_is_plainly_told() -> None:
    assert plainly_told("When did the large yard of Veldhaven close?", QUOTES)
    assert not plainly_told("Why did the large yard of Veldhaven close?", QUOTES)
    assert not plainly_told("When did the mayor leave the yard?", QUOTES)


def test_the_model_is_believed_from_the_measured_threshold() -> None:
    assert is_answerable(LEAST_ANSWERABLE, broad=False)
    assert not is_answerable(LEAST_ANSWERABLE - 0.01, broad=False)
    assert is_answerable(LEAST_ANSWERABLE - 0.01, broad=True)
    assert is_answerable(None, broad=False)
    assert is_answerable(LEAST_ACROSS, broad=False, across=True)
    assert not is_answerable(LEAST_ACROSS - 0.01, broad=False, across=True)
    assert not is_answerable(LEAST_ACROSS, broad=False, across=True, doubted=True)
    assert not is_answerable(None, broad=False, doubted=True)
