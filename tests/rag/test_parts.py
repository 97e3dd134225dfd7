"""A question that asks for several things is asked once for each."""

import pytest

from rag.parts import parts


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("How many boats sailed?", ()),
        ("Compare the north quay with the south quay.", ("the north quay", "the south quay")),
        (
            "When was the quay opened and who opened it?",
            ("When was the quay opened", "who opened it?"),
        ),
        (
            "How many boats sailed in 2012 and in 2013?",
            ("How many boats sailed 2012?", "How many boats sailed 2013?"),
        ),
        (
            "How many boats sailed, in Veldhaven in 2012 and in Norwick in 2013?",
            (
                "How many boats sailed in Veldhaven in 2012?",
                "How many boats sailed in Norwick in 2013?",
            ),
        ),
        ("2012年和2013年有多少艘船？", ("有多少艘船 2012?", "有多少艘船 2013?")),
    ],
)
def test_each_thing_asked_is_a_part(question: str, asked: tuple[str, ...]) -> None:
    assert parts(question) == asked
