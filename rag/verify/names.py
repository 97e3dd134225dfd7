"""Names in a claim or a question: capitalised words that open no sentence by habit alone."""

import re
from functools import lru_cache

from core.tokens import usually_capitalised
from rag.words import QUESTION_WORDS, STOP_WORDS, stem

_TOKEN = re.compile(r"[A-Za-zÀ-ɏ][\w'’&.-]*")
_DEMONYM = re.compile(r"(ese|ians?|ans?|ish)$")
_FORMED = re.compile(r"(s|ed|ing|ly|er|or|ist|ism|ion|ment|ness|ity|ive|al|ous|able|less|ful)$")
_CALENDAR = frozenset(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
_TITLES = frozenset("mr mrs ms dr prof sir madam".split())
# Part of a place's name or not, as the writer likes: "Utrecht", "the Province of Utrecht".
_PLACES = frozenset("province city county district municipality prefecture state".split())
_OPENERS = frozenset(
    "compare summarise summarize outline identify mention discuss show find state enumerate "
    "ignore forget disregard pretend repeat answer write translate calculate help let "
    "the a an in on at by for from of to and or but as it its this that these those there "
    "according based both each since after before during under with yes no i we you he she "
    "they his her their our answer note overall additionally moreover also however".split()
)


@lru_cache(maxsize=4096)
def names(text: str, known: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Words of `text` that are written as names, in order, without possessives.

    Every first word is capitalised; it counts only if it is so inside the text too, holds more
    than one capital or a digit, stands before a name, is `known` as one from other texts, or
    is mostly met with a capital.
    """
    found: list[str] = []
    for sentence in re.split(r"(?<=[.!?:])\s+|\n+", text):
        tokens = _TOKEN.findall(sentence)
        inner = set(tokens[1:])
        for position, token in enumerate(tokens):
            word = re.sub(r"['’]s?$|[.'’-]+$", "", token)
            if not _is_name(word):
                continue
            opens = position == 0 and word not in inner | known and sum(map(str.isupper, word)) < 2
            if opens and (word.casefold() in STOP_WORDS or not _opens_as_name(word, tokens)):
                continue
            found.append(word)
    return tuple(dict.fromkeys(found))


def _opens_as_name(word: str, tokens: list[str]) -> bool:
    if len(tokens) > 1 and _is_name(tokens[1]):
        return True
    usual = usually_capitalised(word)
    # A word too rare to be known is a name unless it is formed as other words are.
    return usual or (usual is None and not _FORMED.search(word))


def _is_name(word: str) -> bool:
    lower = word.casefold()
    return (
        any(map(str.isupper, word))
        and len(word) > 1
        and lower not in _CALENDAR | _TITLES | _OPENERS | _PLACES | QUESTION_WORDS
    )


def missing(claimed: tuple[str, ...], source: str) -> tuple[str, ...]:
    """Names that `source` does not hold, by stem, whole or in their hyphenated parts."""
    held = {stem(token) for token in re.findall(r"[\w'’]+", source)}
    joined = re.sub(r"[^\w]", "", source.casefold())
    return tuple(
        name
        for name in claimed
        if re.sub(r"[^\w]", "", name.casefold()) not in joined
        and not all(stem(part) in held for part in re.findall(r"\w+", name))
        and not _is_held_demonym(name, joined)
    )


def _is_held_demonym(name: str, joined: str) -> bool:
    """Whether "Chinese" or "European" is held by its country or continent."""
    root = _DEMONYM.sub("", name.casefold())
    return len(root) >= 4 and root != name.casefold() and root in joined
