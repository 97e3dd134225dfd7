"""What a change works on, and how it is kept false."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from eval.claims.pool import NamePool
from rag.words import content_words

SAME_THING = 0.5
"""A sentence that holds this share of a claim's content words may speak of the same thing."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is shown beside a claim.

    Attributes:
        language: ISO 639-1 code of the claim, "en" or "zh".
        truth: the true sentence.
        others: all other sentences of the evidence.
        names: the names of the whole corpus.
        article: the text of all documents of the sentence's title.
    """

    language: str
    truth: str
    others: tuple[str, ...]
    names: NamePool
    article: str


Change = Callable[[str, Scene, Random], str | None]
"""Makes one true sentence false in one point, or gives None where it cannot."""


def told_elsewhere(claim: str, value: str, scene: Scene) -> bool:
    """Whether the evidence might really say what a claim says with its new `value`.

    The true sentence itself counts: a claim must not take over a value that it tells.
    """
    words = content_words(claim.replace(value, " "))
    if not words:
        return True
    holding = [s for s in scene.others if stands_in(value, s)]
    return any(len(words & content_words(s)) / len(words) >= SAME_THING for s in holding)


def stands_in(value: str, text: str) -> bool:
    """Whether a value stands in a text as a whole number or word (Chinese runs anywhere)."""
    if re.search(r"[\u4e00-\u9fff]", value):
        return value in text
    return bool(re.search(rf"(?<![A-Za-z\d.,]){re.escape(value)}(?![A-Za-z\d]|[.,]\d)", text))


def replaced(text: str, match: re.Match[str], new: str, group: str | int = 0) -> str:
    """`text` with one group of a match replaced."""
    return text[: match.start(group)] + new + text[match.end(group) :]
