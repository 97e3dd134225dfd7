"""Text cut into the terms of the keyword index: the same for what is stored and what is asked."""

import re
import unicodedata
from functools import cache
from pathlib import Path
from threading import local

import Stemmer

MAX_QUERY_TERMS = 64

_STEMMERS = {
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}
# Scripts written without spaces between words: Han, kana, Thai, Lao, Khmer, Burmese.
_UNSPACED = (
    "\u3005\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
)
_PIECE = re.compile(
    rf"(?P<number>\d+(?:[.,]\d+)*)|(?P<run>[{_UNSPACED}]+)|(?P<word>[^\W\d_{_UNSPACED}]+)"
)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_STOP = frozenset(Path(__file__).with_name("stopwords.txt").read_text("utf-8").split())
_STOP_CHINESE = (
    "的 了 是 在 有 和 与 吗 呢 多少 什么 哪些 哪个 哪里 如何 怎么 怎样 为何 几个 请问 是否 谁"
).split()
_CHINESE_QUESTION = re.compile("|".join(sorted(_STOP_CHINESE, key=len, reverse=True)))
_threads = local()


def _stemmer(language: str) -> Stemmer.Stemmer:
    """Snowball stemmers keep a buffer, so each thread has its own."""
    name = _STEMMERS.get(language, _STEMMERS["en"])
    made: dict[str, Stemmer.Stemmer] = _threads.__dict__.setdefault("stemmers", {})
    if name not in made:
        made[name] = Stemmer.Stemmer(name)
    return made[name]


@cache
def _is_mark(character: str) -> bool:
    return unicodedata.combining(character) > 0


def _plain(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not _is_mark(c))


def _number(digits: str) -> str:
    """Make one term of "12,000" and "12000", and of "3.50" and "3.5"."""
    digits = digits.replace(",", "") if _GROUPED.fullmatch(digits) else digits.replace(",", ".")
    if digits.count(".") == 1:
        digits = digits.rstrip("0").rstrip(".")
    return digits


def _run_terms(run: str) -> list[str]:
    if len(run) == 1:
        return [run]
    return [run[i : i + 2] for i in range(len(run) - 1)]


def terms(text: str, language: str) -> list[str]:
    """Return the terms of a stored text, in order, with repeats.

    Words are casefolded, stemmed by the language's Snowball stemmer and stripped of accents;
    scripts without spaces become overlapping character pairs (and single characters, so that
    a question of one character finds them); numbers stay whole, without separators.

    Args:
        text: any text.
        language: ISO 639-1; its stemmer, or the English one where it has none (English
            words in a Chinese report are then found from both sides).

    Source: Porter, "Snowball", 2001; character bigrams for Chinese after Nie, Gao, Zhang and
    Zhou, "On the use of words and n-grams for Chinese information retrieval", IRAL 2000.
    """
    stemmer = _stemmer(language)
    found: list[str] = []
    for piece in _PIECE.finditer(unicodedata.normalize("NFKC", text)):
        value = piece.group()
        if piece.lastgroup == "number":
            found.append(_number(value))
        elif piece.lastgroup == "run":
            found.extend(_run_terms(value))
            if len(value) > 1:
                found.extend(value)
        else:
            word = value.casefold()
            found.append(_plain(stemmer.stemWord(word)))
    return found


def query_terms(question: str, language: str) -> list[str]:
    """Return the distinct terms that a question looks for, at most 64, in order.

    Words that only ask (stop words, question words) are left out, unless nothing else is
    there. Single characters of unspaced scripts are looked for only when they stand alone.
    """
    kept = _content_terms(question, language)
    return list(dict.fromkeys(kept))[:MAX_QUERY_TERMS]


def _content_terms(question: str, language: str) -> list[str]:
    stemmer = _stemmer(language)
    content: list[str] = []
    everything: list[str] = []
    text = unicodedata.normalize("NFKC", question)
    for piece in _PIECE.finditer(text):
        value = piece.group()
        if piece.lastgroup == "number":
            content.append(_number(value))
        elif piece.lastgroup == "run":
            everything.extend(_run_terms(value))
            for part in _CHINESE_QUESTION.split(value):
                content.extend(_run_terms(part) if part else [])
        else:
            word = value.casefold()
            term = _plain(stemmer.stemWord(word))
            everything.append(term)
            if word not in _STOP:
                content.append(term)
    return content or everything
