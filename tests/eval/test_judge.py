"""A judge is asked about each answer with its quotes; what it says is counted."""

import pytest

from core.errors import InputError
from eval.judge import judge_run
from eval.run import Run
from tests.eval.test_compare import HEADER, row
from tests.rag.llm import server

JSON = "application/json"


def test_a_judge_says_of_each_answer_what_it_thinks() -> None:
    run = Run(HEADER, (row("a", right=True), row("b", right=True)))
    with server.serving(server.answers(200, JSON, server.reply_of("YES"))) as endpoint:
        told = judge_run(run, endpoint.url, "m", "none")
    assert (told["answers"], told["faithful"], told["relevant"]) == (2, 1.0, 1.0)
    assert len(endpoint.bodies) == 4
    assert "alert(1)" in str(endpoint.bodies[0]["messages"])


def test_a_judge_that_cannot_be_asked_is_said() -> None:
    run = Run(HEADER, (row("a", right=True),))
    broken = server.serving(server.answers(500, JSON, "{}"))
    with broken as endpoint, pytest.raises(InputError, match="judge cannot be asked"):
        judge_run(run, endpoint.url, "m", "none")


def test_a_run_without_answers_is_not_judged() -> None:
    with pytest.raises(InputError, match="no answer"):
        judge_run(Run(HEADER, ()), "http://127.0.0.1:1/v1", "m", "none")
