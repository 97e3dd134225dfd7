"""Names in a claim or a question: capitalised words that open no sentence by habit alone."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from core.tokens import usually_capitalised
from rag.verify.quantities import CURRENCIES
from rag.words import QUESTION_WORDS, STOP_WORDS, stem

# Not the letter of a form: "10-Qs" are no "Qs".
_TOKEN = re.compile(r"(?!(?<=\d-)[A-Z]s?\b)[A-Za-zÀ-ɏ][\w'’&.-]*")
_MARKS = re.compile(r"[^\w\s]")
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


_PEOPLES = """
France French|Netherlands Holland Dutch|Switzerland Swiss|Ireland Irish|Wales Welsh|Greece Greek
Spain Spanish|Denmark Danish Danes|Turkey Turkish Turks|Poland Polish|Britain British Britons
Scotland Scottish Scots|England English|Finland Finnish Finns|Sweden Swedish Swedes|Thailand Thai
Norway Norwegian|Portugal Portuguese|Philippines Filipino|Iceland Icelandic|Iraq Iraqi
"""
_SAME_PEOPLE = {
    stem(word): frozenset(map(stem, row.split()))
    for row in re.split(r"[|\n]", _PEOPLES)
    for word in row.split()
}
"""Countries and what is of them, where the one does not begin as the other does."""

_PREFIXED = re.compile(r"^[Nn]on-(?=[A-Z])")
_NUMBERED = re.compile(r"([A-Z]{2,}?)([IVX]{2,})")


# Chinese given names that are pronouns as well.
_GIVEN = frozenset(("He", "She", "You"))


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
            word = _PREFIXED.sub("", re.sub(r"['’]s?$|[.'’-]+$", "", token))
            if word in _GIVEN and position and found and found[-1] == tokens[position - 1]:
                found[-1] += f" {word}"
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
        and not (word.isupper() and re.sub(r"\d.*", "", lower) in CURRENCIES)
    )


def missing(claimed: tuple[str, ...], source: str) -> tuple[str, ...]:
    """Names that `source` does not hold, by stem, whole or in their parts, or as an acronym."""
    source = _without_accents(source)
    held = {stem(token) for token in re.findall(r"[\w'’]+", source)}
    bare = _MARKS.sub("", source.casefold())
    return tuple(name for name in claimed if not _is_in(_without_accents(name), source, bare, held))


def _is_in(name: str, source: str, bare: str, held: Iterable[str]) -> bool:
    """Whether a text holds a name; `bare` is the text without marks, `held` its stems."""
    return bool(
        re.search(_whole(_MARKS.sub("", name.casefold())), bare)
        or (" " not in name and all(stem(part) in held for part in re.findall(r"\w+", name)))
        or not _SAME_PEOPLE.get(stem(name), frozenset()).isdisjoint(held)
        or _is_held_demonym(name, held)
        or _is_held_acronym(name, source)
    )


def _without_accents(text: str) -> str:
    """The text with the marks of its letters left out: "Ö" is "O"."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c)))


def _whole(word: str) -> str:
    """Pattern of a Latin word by itself, which may stand right beside Chinese characters."""
    return rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])"


def _is_held_demonym(name: str, held: Iterable[str]) -> bool:
    """Whether "Italian" is held by "Italy", or the other way round."""
    root = _DEMONYM.sub("", name.casefold())
    if root != name.casefold():
        return len(root) >= 4 and any(word.startswith(root) for word in held)
    roots = (_DEMONYM.sub("", word) for word in held if _DEMONYM.search(word))
    return any(len(root) >= 4 and name.casefold().startswith(root) for root in roots)


def _is_held_acronym(name: str, source: str) -> bool:
    """Whether an acronym is held by a name of several words with these first letters."""
    if not name.isupper() or len(name) < 2:
        return False
    # "WWII" is the second of them.
    numbered = _NUMBERED.fullmatch(name)
    name, behind = (numbered[1], rf"[\w-]*\W+{numbered[2]}\b") if numbered else (name, "")
    words = r"[\w-]*\W+(?:(?:of|the|and|for|on|in)\W+)*".join(map(re.escape, name))
    return re.search(rf"\b{words}{behind}", source) is not None
