"""Whether a translated sentence still says the figures, years and names that were checked."""

import re
from dataclasses import replace

from pypinyin import lazy_pinyin

from core.domain import CheckedSentence
from rag.verify.dates import months
from rag.verify.mend import with_scales_of
from rag.verify.names import names
from rag.verify.quantities import CURRENCIES, MARK, missing, years
from rag.verify.sums import WORKED_OUT
from rag.words import stem

TRANSLATED = "translated; checked as: "
"""Begins the reason on a sentence whose check was made before its translation."""


def translated(sentence: CheckedSentence, text: str, asked: str) -> CheckedSentence:
    """The checked sentence with its translation, or as it is if something did not survive.

    Args:
        sentence: passed its checks in English.
        text: its translation into Chinese; a scale that was lost ("7.5亿" for 7.5 billion) is
            put right.
        asked: the question in English; its names came from the asker's own words.
    """
    source = MARK.sub("", sentence.text).strip()
    told = with_scales_of(text.strip(), source)
    changed = bool(missing(source, told) or missing(told, source))
    changed = changed or years(told) != years(source) or months(told) != months(source)
    if not told or changed or _lost_names(source, told, asked):
        return sentence
    sums = (reason for reason in sentence.reasons if reason.startswith(WORKED_OUT))
    return replace(sentence, text=told, reasons=(TRANSLATED + source, *sums))


def _lost_names(source: str, told: str, asked: str) -> list[str]:
    """Names that stand in the translation neither as they are nor by the sound of its characters.

    A small model turns one Chinese place into another; what the asker named is known already.
    """
    known = {stem(word) for word in re.findall(r"\w+", asked)}
    heard = "".join(lazy_pinyin(told)).casefold()
    parts = [part for name in names(source) for part in re.findall(r"[^\W\d_]+", name)]
    return [
        part
        for part in parts
        if part.casefold() not in heard
        and stem(part) not in known
        and part.casefold() not in CURRENCIES
    ]
