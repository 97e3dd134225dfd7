"""Whether a translated sentence still says the figures and years of the one that was checked."""

import calendar
import re
from dataclasses import replace

from core.domain import CheckedSentence
from rag.verify.mend import with_scales_of
from rag.verify.quantities import MARK, missing, years

_MONTH = re.compile(r"(1[0-2]|[1-9])月份?")

TRANSLATED = "translated; checked as: "
"""Begins the reason on a sentence whose check was made before its translation."""


def translated(sentence: CheckedSentence, text: str) -> CheckedSentence:
    """The checked sentence with its translation, or as it is if the figures did not survive.

    Args:
        sentence: passed its checks in the language of the report.
        text: its translation; a scale that was lost ("99.68亿" for 99.68 billion) is put right.
    """
    source = MARK.sub("", sentence.text).strip()
    told = with_scales_of(text.strip(), source)
    counted = _MONTH.sub(lambda m: "" if _named(int(m[1]), source) else m[0], told)
    changed = missing(source, told) or missing(counted, source) or years(told) != years(source)
    if not told or changed:
        return sentence
    return replace(sentence, text=told, reasons=(TRANSLATED + source,))


def _named(month: int, source: str) -> bool:
    """Whether an English source names the month, whole or by its first three letters."""
    return calendar.month_abbr[month] in source
