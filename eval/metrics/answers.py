"""Short answers as SQuAD counts them (Rajpurkar et al., 2016)."""

from collections import Counter
from collections.abc import Sequence

from eval.normalise import squad

LONGEST_SPAN = 12
"""Tokens of the longest short answer looked for inside a text."""


def exact_match(prediction: str, answers: Sequence[str]) -> float:
    """1 if the normalised prediction is one of the normalised answers."""
    return float(any(squad(prediction) == squad(answer) for answer in answers))


def token_f1(prediction: str, answer: str) -> float:
    """Harmonic mean of token precision and recall."""
    said, wanted = squad(prediction).split(), squad(answer).split()
    common = sum((Counter(said) & Counter(wanted)).values())
    if not common:
        return 0.0
    precision, recall = common / len(said), common / len(wanted)
    return 2 * precision * recall / (precision + recall)


def best_inside(text: str, answers: Sequence[str]) -> tuple[float, float]:
    """Exact match and F1 of the best short answer inside a text.

    Every run of up to 12 tokens of the text is tried: an upper bound that asks whether the
    answer stands in the text, as a reader would find it, not whether the text is terse.
    """
    tokens = squad(text).split()
    exact = f1 = 0.0
    for answer in answers:
        wanted = squad(answer).split()
        exact = max(exact, float(_holds(tokens, wanted)))
        for size in range(1, min(LONGEST_SPAN, len(tokens)) + 1):
            for start in range(len(tokens) - size + 1):
                run = tokens[start : start + size]
                common = sum((Counter(run) & Counter(wanted)).values())
                if common:
                    f1 = max(f1, 2 * common / (size + len(wanted)))
    return exact, f1


def _holds(tokens: Sequence[str], wanted: Sequence[str]) -> bool:
    size = len(wanted)
    return any(
        list(tokens[i : i + size]) == list(wanted) for i in range(len(tokens) - size + 1)
    )  # fmt: skip


def stands_in(text: str, answers: Sequence[str]) -> bool:
    """Whether an answer stands in the text after normalisation, as whole tokens."""
    tokens = squad(text).split()
    return any(_holds(tokens, squad(answer).split()) for answer in answers if squad(answer))
