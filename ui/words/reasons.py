"""The reasons that the checks give, in the words of a language."""

import re

from rag.compose import QUOTED
from rag.verify.sums import WORKED_OUT
from ui.words.base import Words


def reason(told: str, words: Words) -> str:
    """Say one reason, as the checks give it, in the language of the page where it knows it."""
    if told == QUOTED:
        return words.quoted_why
    if told.startswith(WORKED_OUT):
        return f"{words.worked_out}: {told.removeprefix(WORKED_OUT)}"
    for pattern, said in words.reasons.items():
        if match := re.fullmatch(pattern, told):
            return match.expand(said)
    return told
