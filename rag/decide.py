"""Whether the evidence answers the question: what code sees, then what the model doubts."""

import re
from collections.abc import Sequence

from rag import fill
from rag.answer_type import wanted
from rag.evidence import Evidence
from rag.verify.check import misread
from rag.words import is_han

LEAST_ANSWERABLE = 0.70
"""P(yes) that the extracts answer the question, from which the model is believed.

Measured on 60 questions of xquad-en (titles that squad2 has as well left out) beside as many near
misses of them, one name, number or word changed: 95% of the true questions lie above, and 37% of
the near misses below. What the model thinks of its own finished answer told the two less well
(area under the curve 0.69 against 0.81), and few-shot examples did not help (0.79 to 0.80).
"""

LEAST_BROAD = 0.5
"""The same for a broad question, of which extracts seldom state "the answer to exactly this": its
points are quotes that stand for themselves. By judgement; no public set here asks broadly."""

PLAINLY = 0.8
"""Share of a question's words, in a quote and around it, from which it is plainly told."""

_ASKING_WORDS = re.compile(
    r"\b(?:what|which|who|whom|whose|when|where|why|how(?: (?:many|much|long|old|far|large|big))?|"
    r"did|does|do)\b",
    re.IGNORECASE,
)
_EACH = re.compile(r"\b(?:in |for |of )?(?:each|every|any) \w+", re.IGNORECASE)
_YES_OR_NO = re.compile(
    r"^\W*(?:is|are|was|were|do|does|did|has|have|had|will|can|could|should|would)\b", re.IGNORECASE
)


def false_premises(question: str, quotes: Sequence[Evidence]) -> tuple[str, ...]:
    """What a question takes for granted that its quotes deny or tell of another.

    The question without its asking words is read as a claim: "Why did the yard not close?" takes
    for granted that it did not. A question for yes or no takes nothing for granted.

    Returns:
        Plain words for a reader; none if all is well, or if the scripts differ.
    """
    if _YES_OR_NO.search(question) or not quotes or is_han(question) != is_han(quotes[0].text):
        return ()
    claim = " ".join(_ASKING_WORDS.sub(" ", _EACH.sub(" ", question)).strip(" ?？").split())
    return misread(f"{claim}.", quotes)


def plainly_told(question: str, quotes: Sequence[Evidence]) -> bool:
    """Whether one of the quotes that an answer rests on holds nearly all that is asked.

    Then the model's doubt does not count, and it need not be asked, which takes a second. Only a
    time, a number or a person can be seen to stand there; a cause or a reason cannot.
    """
    return bool(wanted(question)) and any(
        fill.answers(question, item) and fill.covered(question, [item]) >= PLAINLY
        for item in quotes
    )


def is_answerable(probability: float | None, *, broad: bool) -> bool:
    """Whether the model finds an answer in its extracts; without a probability it is believed."""
    return probability is None or probability >= (LEAST_BROAD if broad else LEAST_ANSWERABLE)
