"""True sentences said another way, made by rules and without a look at the verifier."""

from collections.abc import Callable
from random import Random

from eval.claims.paraphrases import chinese, english, figures

Rule = Callable[[str, Random], str | None]

_RULES: dict[str, tuple[Rule, ...]] = {
    "en": (figures.english, *english.RULES),
    "zh": (figures.chinese, *chinese.RULES),
}
MOST_RULES = 3


def paraphrase(text: str, language: str, rng: Random) -> str | None:
    """Say a sentence another way by one to three rules in a drawn order.

    Args:
        text: one true sentence.
        language: "en" or "zh".
        rng: draws the rules and their words.

    Returns:
        A sentence that is true where `text` is, or None where no rule applies.
    """
    told, applied = text, 0
    for rule in rng.sample(_RULES[language], len(_RULES[language])):
        new = rule(told, rng)
        if new and new != told:
            told, applied = new, applied + 1
        if applied == MOST_RULES:
            break
    return told if told != text else None
