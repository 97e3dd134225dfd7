"""Content words of a text, for overlap between a claim, a question and a quote."""

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import Stemmer
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

QUESTION_WORDS = frozenset(
    "what which who whom whose when where why how many much does did do is are was were will "
    "tell me about please say said according report reports document documents give list name "
    "can could would should there any know explain describe long far old kind number".split()
)
STOP_WORDS = ENGLISH_STOP_WORDS | QUESTION_WORDS | {"s", "t", "re", "ve", "ll"}
_KEPT = frozenset({"third", "first", "two", "three", "four", "five", "six", "ten", "system"})
WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’][a-z]+)?|\d+(?:[.,]\d+)*")
HAN = re.compile(r"[\u4e00-\u9fff]+")
_stemmer = Stemmer.Stemmer("english")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Snowball stem of one lower-case English word, possessive removed."""
    word = re.sub(r"['’]s?$", "", word.casefold())
    return str(_stemmer.stemWord(word.replace(",", "")))


# What reports speak of and count under several names; the first of a row stands for all.
_SAME = {
    stem(word): stem(row.split()[0])
    for row in (
        "companies firms enterprises businesses corporations",
        "people persons inhabitants residents citizens population",
        "countries nations",
        "employees workers staff",
        "students pupils",
        "vehicles cars automobiles",
        "waste garbage trash rubbish refuse",
        "expenditures spending expenses costs",
    )
    for word in row.split()
}


def same_stem(word: str) -> str:
    """Stem of one English word, the same for words that name the same."""
    bare = stem(word)
    return _SAME.get(bare, bare)


@lru_cache(maxsize=8192)  # the same sentences are found again and again
def content_words(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning, and character pairs of Chinese runs.

    Words that name the same, such as "firms" and "companies", have one stem.
    """
    words = {
        same_stem(word)
        for word in (match.casefold() for match in WORD.findall(text))
        if word in _KEPT or (word not in STOP_WORDS and (len(word) > 1 or word.isdigit()))
    }
    for run in HAN.findall(text):
        words.update(run[i : i + 2] for i in range(max(1, len(run) - 1)))
    return frozenset(words)


def is_han(text: str) -> bool:
    """Whether most letters of `text` are Chinese characters."""
    han = sum(len(run) for run in HAN.findall(text))
    return han > sum(len(run) for run in re.findall(r"[A-Za-z]+", text)) / 3


def rarity(asked: frozenset[str], texts: Sequence[frozenset[str]]) -> dict[str, float]:
    """Inverse document frequency of each asked word among texts' content words, at least 0.01.

    Source: Sparck Jones, "A statistical interpretation of term specificity", 1972.
    """
    count = len(texts) + 1
    return {
        word: max(0.01, math.log(count / (sum(word in text for text in texts) + 0.5)))
        for word in asked
    }


def share(rare: Mapping[str, float], words: frozenset[str]) -> float:
    """Share of the asked words, weighted by rarity, that stand among `words`; 0 of none."""
    total = sum(rare.values())
    return sum(weight for word, weight in rare.items() if word in words) / total if total else 0.0
