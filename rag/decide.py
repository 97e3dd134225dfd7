"""Whether the evidence answers the question: what code sees, then what the model doubts."""

from collections.abc import Sequence

from rag import fill
from rag.answer_type import wanted
from rag.evidence import Evidence

LEAST_ANSWERABLE = 0.70
"""P(yes) that the extracts answer the question, from which the model is believed.

Measured on 60 questions of xquad-en (titles that squad2 has as well left out) beside as many near
misses of them, one name, number or word changed: 95% of the true questions lie above, and 37% of
the near misses below (area under the curve 0.81). Asked whether the sentence it wrote is stated
by the quotes, the same model told the two apart less well (0.69); few-shot examples did not help
(0.79 and 0.80).
"""

LEAST_ACROSS = 0.65
"""The same for a question that was translated, whose words are seldom those of the extracts.

Measured on 70 questions of xquad-zh-en outside the sample that its bench reports on, with the
extracts found for them and with those among these that hold no answer. Asked in English: 92% of
the 59 whose answer was found lie above, 63% of the others below (area under the curve 0.84). Asked
in Chinese: 92% and 44% at the same point, 80% and 70% at 0.75 (0.83); the mean of both is no better
than English alone (0.84). Where code doubts the answer, the point is the one above.
"""

LEAST_BROAD = 0.5
"""The same for a broad question, of which extracts seldom state "the answer to exactly this": its
points are quotes that stand for themselves. By judgement; no public set here asks broadly."""

PLAINLY = 0.8
"""Share of a question's words, in a quote and around it, from which it is plainly told."""


def plainly_told(question: str, quotes: Sequence[Evidence]) -> bool:
    """Whether one of the quotes that an answer rests on holds nearly all that is asked.

    Then the model's doubt does not count, and it need not be asked, which takes a second. Only a
    time, a number or a person can be seen to stand there; a cause or a reason cannot.
    """
    return bool(wanted(question)) and any(
        fill.answers(question, item) and fill.covered(question, [item]) >= PLAINLY
        for item in quotes
    )


def is_answerable(
    probability: float | None, *, broad: bool, across: bool = False, doubted: bool = False
) -> bool:
    """Whether the model finds an answer in its extracts.

    Args:
        probability: P(yes) that the extracts state the answer; without one, the model is believed
            unless code doubts the answer.
        broad: the question is a broad one.
        across: the question was translated into the language of the extracts.
        doubted: something in the quotes speaks against the answer.
    """
    if probability is None:
        return not doubted
    point = LEAST_ACROSS if across and not doubted else LEAST_ANSWERABLE
    return probability >= (LEAST_BROAD if broad else point)
