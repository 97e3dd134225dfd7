"""Names in a claim or a question: capitalised words that open no sentence by habit alone."""

import re

from rag.words import QUESTION_WORDS, STOP_WORDS, stem

_TOKEN = re.compile(r"[A-Za-zÀ-ɏ][\w'’&.-]*")
_DEMONYM = re.compile(r"(ese|ians?|ans?|ish)$")
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


def names(text: str) -> tuple[str, ...]:
    """Words of `text` that are written as names, in order, without possessives.

    A capitalised first word counts only if it is capitalised inside the text too or holds
    more than one capital or a digit, since every first word is capitalised.
    """
    found: list[str] = []
    for sentence in re.split(r"(?<=[.!?:])\s+|\n+", text):
        tokens = _TOKEN.findall(sentence)
        inner = set(tokens[1:])
        for position, token in enumerate(tokens):
            word = re.sub(r"['’]s?$|[.'’-]+$", "", token)
            if not _is_name(word):
                continue
            opens = position == 0 and word not in inner and sum(map(str.isupper, word)) < 2
            if opens and (word.casefold() in STOP_WORDS or not _followed_by_name(tokens)):
                continue
            found.append(word)
    return tuple(dict.fromkeys(found))


def _followed_by_name(tokens: list[str]) -> bool:
    return len(tokens) > 1 and _is_name(tokens[1])


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
