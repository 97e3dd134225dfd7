"""What the checks and the parts below the screens say, in the words of a language."""

import re
from collections.abc import Mapping

from rag.compose import QUOTED
from rag.verify.sums import WORKED_OUT
from rag.verify.translated import TRANSLATED
from ui.words.base import Words


def reason(told: str, words: Words) -> str:
    """Say one reason, as the checks give it, in the language of the page where it knows it."""
    if told == QUOTED:
        return words.quoted_why
    if told.startswith(WORKED_OUT):
        return f"{words.worked_out}: {told.removeprefix(WORKED_OUT)}"
    if told.startswith(TRANSLATED):
        return f"{words.translated_from}: {told.removeprefix(TRANSLATED)}"
    return _said(told, words.reasons)


def message(told: str, words: Words) -> str:
    """Say an error, a reader's warning or an action of the log in the language of the page."""
    return _said(told, words.messages)


def _said(told: str, known: Mapping[str, str]) -> str:
    """The first pattern that fits all of it; what none fits stays as it came."""
    for pattern, said in known.items():
        if match := re.fullmatch(pattern, told):
            return match.expand(said)
    return told
