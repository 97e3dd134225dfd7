"""A sentence as words in their places, so that a claim can be laid beside its quotes."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rag.verify import han
from rag.verify.lexicon import OFFICES
from rag.verify.names import names
from rag.verify.numerals import resolve
from rag.verify.quantities import MARK
from rag.verify.verbs import bare_verb
from rag.words import STOP_WORDS, is_han, same_stem

Kind = Literal["name", "number", "content", "small"]

_MEANING = frozenset(
    "amount back become becomes became becoming bottom call called describe described detail done "
    "empty fill find found full get give given go interest keep made make move part put see seem "
    "serious show side system take thick thin top use used using".split()
)
"""Words that a list of stop words names and that carry meaning all the same."""

_WORD = re.compile(
    r"\d+(?:st|nd|rd|th)\b|\d+(?:\.\d+)?|[A-Za-zÀ-ɏ]+(?:['’][A-Za-zÀ-ɏ]+)*|(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bJr)(?<!Mrs)[.!?]+(?=\s|$)|[,;:()–—]"
)
# Digits, and vague numbers such as 数百万.
_HAN_NUMBER = re.compile(r"\d|[数几上][十百千万亿]|[百千万亿]")
# "较高" is one word or two, as it happens.
_HAN_DEGREE = re.compile(r"^[较更很](?=.)")
_OWNS = re.compile(r"['’]s$|(?<=s)['’]$")
_SENTENCE_END = re.compile(r"[.!?。！？\n]+$")
_CLAUSE_END = re.compile(r"[,;:()–—，；：（）]$")


@dataclass(frozen=True, slots=True)
class Token:
    """One word.

    Attributes:
        written: as it stands, numbers as plain digits.
        lower: without capitals.
        stem: the same for words that say the same.
        kind: a name, a number, another word of meaning, or a small word.
        sentence: which sentence of the text it stands in, from 0.
        clause: which clause of the text it stands in, from 0.
        owns: whether it is a possessive, whose place is before or behind what it owns.
    """

    written: str
    lower: str
    stem: str
    kind: Kind
    sentence: int
    clause: int
    owns: bool = False


@lru_cache(maxsize=2048)
def read(text: str, known: frozenset[str] = frozenset()) -> tuple[Token, ...]:
    """The words of a claim or a quote, English or Chinese, without marks of citation.

    Args:
        text: one or a few sentences.
        known: names from other texts, told as such where they open a sentence.
    """
    resolved = resolve(MARK.sub(" ", text), every_word=True)
    pairs = _han_words(resolved) if is_han(resolved) else _english_words(resolved, known)
    tokens, sentence, clause = [], 0, 0
    for word, kind in pairs:
        if _SENTENCE_END.search(word):
            sentence, clause = sentence + 1, clause + 1
        elif _CLAUSE_END.search(word):
            clause += 1
        else:
            bare = _OWNS.sub("", word)
            stem = _stem(bare, kind)
            owns = bare != word
            tokens.append(Token(bare, bare.casefold(), stem, kind, sentence, clause, owns))
    return tuple(tokens)


def _stem(word: str, kind: Kind) -> str:
    if kind == "number" and (digits := re.search(r"第?\d+(?:st|nd|rd|th|\.\d+)?", word)):
        return digits.group()
    return same_stem(bare_verb(_HAN_DEGREE.sub("", word)))


def _english_words(text: str, known: frozenset[str]) -> list[tuple[str, Kind]]:
    named = {part for name in names(text, known) for part in (name, *re.findall(r"[^\W_]+", name))}
    words: list[tuple[str, Kind]] = []
    for word in _WORD.findall(text):
        bare = _OWNS.sub("", word)
        if word[0].isdigit():
            words.append((word, "number"))
        elif bare in named and bare.casefold() not in OFFICES:
            words.append((word, "name"))
        else:
            is_small = bare.casefold() in STOP_WORDS - _MEANING
            words.append((word, "small" if is_small else "content"))
    return words


def _han_words(text: str) -> list[tuple[str, Kind]]:
    words: list[tuple[str, Kind]] = []
    for word, tag in han.tagged(text):
        bare = word.strip()
        if not bare:
            continue
        if (bare, tag) == ("将", "p"):
            # Before an object it is another word than before a verb, where it tells a plan.
            bare = "把"
        if _HAN_NUMBER.search(bare) if tag in ("m", "TIME") else re.fullmatch(r"[\d.,]+%?", bare):
            words.append((bare, "number"))
        elif tag in han.NAMES:
            words.append((bare, "name"))
        else:
            words.append((bare, "content" if tag in han.CONTENT else "small"))
    return words
