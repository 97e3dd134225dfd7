"""What stands behind a number: the thing that it counts, by its plural."""

import re

from rag.verify.units import MEASURING
from rag.words import QUESTION_WORDS, STOP_WORDS, same_stem

LONGEST = 5
"""Words behind a number among which the counted noun is looked for."""

MEASURES = MEASURING | frozenset("times units yuan dollars euros".split())
"""Words behind a number that say how much of it, not what it counts."""

# Words of a question that open no question here, such as "old".
_ENDS = STOP_WORDS - (QUESTION_WORDS & frozenset("long far old kind number list name".split()))
_NEXT_WORD = re.compile(r"[\s-]*([A-Za-z][\w’'-]*)")
# Chinese words that stand only between a number and what it counts.
_CLASSIFIER = re.compile(
    r"\s*[多余几]?(?:个(?!月|小时|世纪|星期|百分点)|[座名位条家艘辆架台匹棵幢栋次项届])"
)
_PLURALS = frozenset("people men women children staff personnel police aircraft households".split())
_NO_PLURAL = re.compile(r"(ss|us|is)$")


def noun_phrase(text: str, at: int) -> list[str]:
    """The words from `at` up to the next mark or small word, at most `LONGEST`."""
    words: list[str] = []
    while len(words) < LONGEST and (match := _NEXT_WORD.match(text, at)):
        if match[1].casefold() in _ENDS:
            break
        words.append(match[1])
        at = match.end()
    return words


def is_plural(word: str) -> bool:
    """Whether an English word looks like something counted."""
    lower = word.casefold()
    return lower in _PLURALS or (
        len(lower) > 3 and lower.endswith("s") and not _NO_PLURAL.search(lower)
    )


def things_counted(text: str, at: int) -> frozenset[str]:
    """Stems of what is counted by a number whose end is `at`, or its Chinese counting word.

    Empty where no plural stands close behind, or where the number says how much of something.
    """
    if match := _CLASSIFIER.match(text, at):
        return frozenset({match[0].strip()})
    words = noun_phrase(text, at)[:3]
    if not any(map(is_plural, words)) or any(w.casefold() in MEASURES for w in words):
        return frozenset()
    return frozenset(map(same_stem, words))
