"""Texts made comparable: SQuAD's normalisation, and a gentler one for the known facts."""

import re
import string

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = frozenset(string.punctuation + "，。！？；：、“”‘’（）《》【】—–…·")
_HAN = re.compile(r"([\u4e00-\u9fff])")
_NUMBER_WORD = re.compile(
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|"
    "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_HAN_NUMBER = "零〇一二两三四五六七八九十百千万亿"


def squad(text: str) -> str:
    """Lower case, no punctuation, no articles, single spaces (Rajpurkar et al., 2016).

    Chinese characters become tokens of their own, as the XQuAD scorer does.
    """
    bare = "".join(c for c in text.casefold() if c not in _PUNCTUATION)
    spaced = _HAN.sub(r" \1 ", _ARTICLES.sub(" ", bare))
    return " ".join(spaced.split())


def loose(text: str) -> str:
    """Lower case, digits without thousands separators, dashes as spaces, single spaces."""
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text.casefold())
    text = re.sub(r"[‐‑‒–—-]", " ", text).replace("’", "'").replace("‘", "'")
    return " ".join(text.split())


def place(choice: str, said: str) -> int | None:
    """Where a part of an answer first stands in a text, both `loose`; None if nowhere.

    A number must stand alone: "44" is not in "144" or "44.5", nor "nine" in "nineteen".
    """
    if alone := _alone(choice):
        found = re.search(alone, said)
        return found.start() if found else None
    at = said.find(choice)
    return at if at >= 0 else None


def _alone(choice: str) -> str:
    """Pattern of a number that is no part of another; "" for what is no number."""
    if re.fullmatch(r"[\d.]+%?", choice):
        return rf"(?<![\d.]){re.escape(choice)}(?!\d|\.\d)"
    if _NUMBER_WORD.fullmatch(choice):
        after_tens = "".join(rf"(?<!{tens} )" for tens in ("nty", "rty", "fty", "xty", "hty"))
        return rf"(?<![a-z]){after_tens}{choice}(?![a-z]| (?:hundred|thousand|[mb]illion)\b)"
    if re.fullmatch(f"[{_HAN_NUMBER}]+", choice):
        return rf"(?<![{_HAN_NUMBER}]){choice}(?![{_HAN_NUMBER}])"
    return ""


def stands(choice: str, said: str) -> bool:
    """Whether a part of an answer stands in a text; see `place`."""
    return place(choice, said) is not None
