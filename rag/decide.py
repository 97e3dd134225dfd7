"""Whether what was written, or found, is an answer to the question: one score, one threshold."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for and against an answer.

    Attributes:
        answerable: the model's P(yes) that the extracts state an answer, 0 to 1.
        confirmed: the model's P(yes) that the extracts state the answer written, 0 to 1.
        covered: share of the question's content words in the quotes and around them, 0 to 1.
    """

    answerable: float
    confirmed: float
    covered: float


# Set by hand; not fitted on any named set, and what each buys was not measured.
_WEIGHTS = Signals(answerable=0.9, confirmed=0.6, covered=2.0)
_BIAS = -2.6

THRESHOLD = 0.5


def logit(probability: float) -> float:
    """Log odds, kept finite."""
    bounded = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(bounded / (1 - bounded))


def is_answer(signals: Signals) -> float:
    """Probability that the question is answered by what the reports say."""
    score = (
        _BIAS
        + _WEIGHTS.answerable * logit(signals.answerable)
        + _WEIGHTS.confirmed * logit(signals.confirmed)
        + _WEIGHTS.covered * signals.covered
    )
    return 1 / (1 + math.exp(-score))
