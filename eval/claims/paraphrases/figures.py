"""Figures written another way: "2,000,000" and "2 million", "12%" and "12 percent", 三 and 3."""

import re
from collections.abc import Callable
from decimal import Decimal
from random import Random

import cn2an

Writer = Callable[[str], str]

_WORDS = "two three four five six seven eight nine ten eleven twelve".split()
_SCALES = (("billion", Decimal(10) ** 9), ("million", Decimal(10) ** 6))
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,]|\.\d)")
_SCALED = re.compile(r"(?<![\d.,])(\d+(?:\.\d{1,3})?) (million|billion)\b")
_PERCENT = re.compile(r"(?<=\d)(?:%| percent\b| per cent\b)")
_WORD = re.compile(rf"(?<![\w-])({'|'.join(_WORDS)})(?= [a-z]+s\b)")
_SMALL = re.compile(
    r"(?<![\w.,/$€£:–-])([2-9]|1[0-2])(?= [a-z]+s\b)(?! (?:was|is|has|as|its|his|this|does)\b)"
)
_DOLLARS = re.compile(r"(?<![A-Z])\$(\d[\d,.]*\d|\d)( (?:million|billion))?(?![\w,.]?\d)")
_HAN_SCALED = re.compile(r"(?<![\d.,])(\d+(?:\.\d+)?)\s*(万|亿)(?![亿\d])")
_HAN_PLAIN = re.compile(r"(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d{5,})(?![\d,.年]|\s*[万亿年])")
_HAN_PERCENT = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)\s*%")
_HAN_SMALL = re.compile(
    r"(?<![第零〇一二两三四五六七八九十百千万亿几数周期])([两三四五六七八九])(?=个|名|次|支|座|家|"
    r"种|位|条|项|艘|部|所)"
)
_HAN_DIGIT = re.compile(
    r"(?<![\d.,第A-Za-z/–-])([2-9])\s?(?=个|名|次|支|座|家|种|位|条|项|艘|部|所)"
)


def english(text: str, rng: Random) -> str | None:
    """Write one kind of figure of an English sentence another way."""
    rules: list[Writer] = [_ungrouped, _spelled_out, _share, _digits, _words, _dollars]
    return _first_that_changes(text, rules, rng)


def chinese(text: str, rng: Random) -> str | None:
    """Write one kind of figure of a Chinese sentence another way."""
    rules: list[Writer] = [_han_plain, _han_scaled, _han_share, _han_digits, _han_words]
    return _first_that_changes(text, rules, rng)


def _first_that_changes(text: str, rules: list[Writer], rng: Random) -> str | None:
    for rule in rng.sample(rules, len(rules)):
        if (new := rule(text)) != text:
            return new
    return None


def _shortest(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _ungrouped(text: str) -> str:
    def write(match: re.Match[str]) -> str:
        value = Decimal(match.group().replace(",", ""))
        for word, scale in _SCALES:
            if value >= scale and len(_shortest(value / scale)) <= 4:
                return f"{_shortest(value / scale)} {word}"
        return f"{value:f}"

    return _GROUPED.sub(write, text)


def _spelled_out(text: str) -> str:
    scales = dict(_SCALES)
    return _SCALED.sub(lambda m: f"{int(Decimal(m[1]) * scales[m[2]]):,}", text)


def _share(text: str) -> str:
    return _PERCENT.sub(lambda m: " percent" if m.group() == "%" else "%", text)


def _digits(text: str) -> str:
    return _WORD.sub(lambda m: str(_WORDS.index(m[1]) + 2), text)


def _words(text: str) -> str:
    def write(match: re.Match[str]) -> str:
        # "Mars 3" is a name; "Mars three" is not how it is written.
        numbered = re.search(r"[A-Z][\w.]* $", text[: match.start()])
        return match[0] if numbered else _WORDS[int(match[1]) - 2]

    return _SMALL.sub(write, text)


def _dollars(text: str) -> str:
    return _DOLLARS.sub(lambda m: f"{m[1]}{m[2] or ''} dollars", text)


def _han_plain(text: str) -> str:
    def write(match: re.Match[str]) -> str:
        value = Decimal(match[1].replace(",", ""))
        for word, scale in (("亿", Decimal(10) ** 8), ("万", Decimal(10) ** 4)):
            if value >= scale and len(_shortest(value / scale)) <= 6:
                return _shortest(value / scale) + word
        return f"{value:f}"

    return _HAN_PLAIN.sub(write, text)


def _han_scaled(text: str) -> str:
    scales = {"万": 10**4, "亿": 10**8}
    return _HAN_SCALED.sub(lambda m: f"{int(Decimal(m[1]) * scales[m[2]]):,}", text)


def _han_share(text: str) -> str:
    return _HAN_PERCENT.sub(lambda m: "百分之" + cn2an.an2cn(m[1], "low"), text)


def _han_digits(text: str) -> str:
    return _HAN_SMALL.sub(lambda m: str("两三四五六七八九".index(m[1]) + 2), text)


def _han_words(text: str) -> str:
    return _HAN_DIGIT.sub(lambda m: "两三四五六七八九"[int(m[1]) - 2], text)
