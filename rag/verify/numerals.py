"""Numbers of a text as plain digits: scale words, number words and Chinese numerals resolved."""

import re
import warnings
from decimal import Decimal, InvalidOperation
from functools import lru_cache

import cn2an
import roman
from text_to_num import alpha2digit

from rag.verify.rows import scaled

SCALES = {
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
    "million": Decimal(10) ** 6,
    "mn": Decimal(10) ** 6,
    "billion": Decimal(10) ** 9,
    "bn": Decimal(10) ** 9,
    "trillion": Decimal(10) ** 12,
    "十": Decimal(10),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10) ** 4,
    "百万": Decimal(10) ** 6,
    "千万": Decimal(10) ** 7,
    "亿": Decimal(10) ** 8,
    "百亿": Decimal(10) ** 10,
    "千亿": Decimal(10) ** 11,
    "万亿": Decimal(10) ** 12,
    "兆": Decimal(10) ** 12,
}

_ENGLISH = "hundred|thousand|million|mn|billion|bn|trillion"
_CHINESE = "万亿|千亿|百亿|千万|百万|亿|万|千|百|十|兆"
_DIGITS = r"(?<![\d.])(?:\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?![\d])|\d+)(?:\.\d+)?"
_HAN_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
SCALED = re.compile(rf"({_DIGITS})[\s-]*({_ENGLISH})\b", re.IGNORECASE)
SCALED_HAN = re.compile(rf"({_HAN_DIGITS})\s*({_CHINESE})")
GROUPED = re.compile(r"(?<![\d.])(\d{1,3}(?:,\d{3})+)(?!\d)")
# "十一月" is a month, as "November" is; neither is a figure.
HAN_NUMERAL = re.compile(
    r"[零〇一二两三四五六七八九十百千万亿点]+(?![零〇一二两三四五六七八九十百千万亿点]*月)"
)
HAN_PERCENT = re.compile(r"百分之([零〇一二两三四五六七八九十百点\d.]+)")
HAN_DIGIT = frozenset("零〇一二两三四五六七八九")
# One numeral alone is a number before a word that counts ("三座桥") or behind 第; "一个" may
# be a mere "a". In a source every numeral may be one.
_CLASSIFIERS = (
    "个座名位条家所间只艘辆架台部项次届天岁人倍成层种类级颗枚件套栋幢支队场轮世代国省市县区州镇村"
    "小公英千百平分秒年周元万亿大号日点"
)
_HAN_ALONE = (
    r"(?<![零〇一二两三四五六七八九十百千万亿点\d]){0}(?![零〇一二两三四五六七八九十百千点月])"
)
_HAN_COUNT = re.compile(
    _HAN_ALONE.format("[二两三四五六七八九十]")
    + rf"(?=[{_CLASSIFIERS}])|(?<=第)[一二三四五六七八九十]"
)
_HAN_ANY = re.compile(_HAN_ALONE.format("[一二两三四五六七八九十]"))
# "5 to 10 million" and "5-10%": the first number has the scale and the share of the second.
_RANGE = re.compile(
    rf"(?P<first>{_DIGITS})(?P<to>\s*(?:to|and|[-–—~～至到])\s*)"
    rf"(?=(?P<second>{_DIGITS})[\s-]*(?P<scale>(?:{_ENGLISH})\b|{_CHINESE}|%|per\s?cent\b))",
    re.IGNORECASE,
)
# "数百万", "百亿": a scale with no numeral before it.
_HAN_VAGUE = re.compile(
    r"(?<![零〇一二两三四五六七八九十百千万亿点\d.])[十百千万]{0,2}[百千万亿](?=[万亿])[万亿]"
    r"|(?<=[数几])[十百千万]?[十百千万亿](?![零〇一二两三四五六七八九十百千万亿])"
)
_MONEY_SCALED = re.compile(r"(?<=[$€£¥￥])(\s?\d+(?:\.\d+)?)\s?(m|bn|b|tn)\b", re.IGNORECASE)
_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|twenty|thirty|"
    "forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion"
)
# "three-year" is three years, but "twenty-five" is one number.
_JOINED = re.compile(rf"\b({_WORDS})-(?!(?:{_WORDS})\b)(?=[a-z])", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+\S{0,4}$", re.IGNORECASE)
_SHORT_SCALES = {"m": "million", "b": "billion", "bn": "billion", "tn": "trillion"}
PERCENT_WORDS = re.compile(r"(?<=\d)\s*(?:per\s?cent\b|percent\b|pct\b|％)", re.IGNORECASE)


def plain(value: Decimal) -> str:
    """Write a number without exponent or trailing zeros."""
    text = format(value.normalize(), "f")
    return text if text else "0"


def to_decimal(text: str) -> Decimal | None:
    """Read digits with separators ("12,000.5"); None when it is no number."""
    try:
        return Decimal(re.sub(r"[,\s]", "", text))
    except InvalidOperation:
        return None


def _scaled(match: re.Match[str]) -> str:
    value = to_decimal(match.group(1))
    if value is None:
        return match.group(0)
    return f"{plain(value * SCALES[match.group(2).lower()])} "


def _han_numeral(match: re.Match[str]) -> str:
    word = match.group(0)
    if not any(character in HAN_DIGIT for character in word) or len(word) < 2:
        return word
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return str(cn2an.cn2an(word, "smart"))
    except (ValueError, KeyError):
        return word


def _product(scales: str) -> Decimal:
    """The value of "百万" or "十亿"."""
    value = Decimal(1)
    for scale in scales:
        value *= SCALES[scale]
    return value


def _single(match: re.Match[str]) -> str:
    return str(cn2an.cn2an(match.group(), "smart"))


def _in_range(match: re.Match[str]) -> str:
    """Give the first number of a range what only the second one has, if it can be meant so."""
    first, second = to_decimal(match["first"]), to_decimal(match["second"])
    joins = match["to"].strip().casefold() != "and" or _BETWEEN.search(
        match.string[: match.start()]
    )
    is_year = re.fullmatch(r"1\d{3}|2[01]\d\d", match["first"])
    if first is None or second is None or first >= second or not joins or is_year:
        return match.group()
    return f"{match['first']} {match['scale']}{match['to']}"


_IN_SCALE = re.compile(r"\b(in )(?:thousand|million|billion|trillion)s\b(?! of\b)", re.IGNORECASE)
"""How a caption tells the scale of its table; it counts nothing."""


_AGED = re.compile(
    r"\b(?:at (?:the )?age(?: of)?|aged) \d{1,2}\b"
    r"(?![\s–-]*(?:[a-z]+\s)?(?:(?:year|month|week|day|hour|minute|decade)s?\b|per\s?cent|to\s\d|[\d%])"
    r"|[.,]\d)",
    re.IGNORECASE,
)
"""An age, which counts years without a word for them."""

_ROMAN = re.compile(r"(\b[A-Z][\w’'-]* )([IVXLC]{2,})\b")
"""A Roman numeral behind a name, as in "Phase III"; one letter alone is mostly none."""


@lru_cache(maxsize=8192)
def resolve(text: str, *, every_word: bool) -> str:
    """Rewrite all numbers of `text` as plain digits, English and Chinese.

    "RMB 2.5 trillion" becomes "RMB 2500000000000", "forty-two" becomes "42",
    "350万" becomes "3500000", "twelve per cent" becomes "12%"; a cell of a table's row has the
    scale that the table tells.

    Args:
        text: one or a few sentences.
        every_word: also rewrite "one", "two", "three" and "first" to "third", which are as
            often mere words; true for a source (it may hold more), false for a claim (what
            it holds must be found).
    """
    text = _IN_SCALE.sub(r"\1", scaled(text))
    text = _JOINED.sub(r"\1 ", _RANGE.sub(_in_range, text))
    text = _MONEY_SCALED.sub(lambda m: f"{m[1]} {_SHORT_SCALES[m[2].lower()]}", text)
    text = _HAN_VAGUE.sub(lambda m: plain(_product(m.group())), text)
    text = HAN_PERCENT.sub(lambda m: f"{_han_numeral_value(m.group(1))}%", text)
    text = SCALED_HAN.sub(_scaled, text)
    text = HAN_NUMERAL.sub(_han_numeral, text)
    text = (_HAN_ANY if every_word else _HAN_COUNT).sub(_single, text)
    text = SCALED.sub(_scaled, text)
    text = GROUPED.sub(lambda m: m.group(1).replace(",", ""), text)
    text = _AGED.sub(r"\g<0> years", text)
    if re.search(r"[A-Za-z]{3}", text):
        text = _english_words(text, every_word)
    return PERCENT_WORDS.sub("%", text)


def with_ordinals(text: str) -> str:
    """Rewrite the Roman numerals behind names as ordinals: "Phase III" becomes "Phase 3th"."""
    return _ROMAN.sub(lambda m: m[1] + _roman(m[2]), text)


def _roman(numeral: str) -> str:
    try:
        return f"{roman.fromRoman(numeral)}th"
    except roman.InvalidRomanNumeralError:
        return numeral


def _han_numeral_value(text: str) -> str:
    if text[0].isdigit():
        return text
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return str(cn2an.cn2an(text, "smart"))
        except ValueError:
            return text


def _english_words(text: str, every_word: bool) -> str:
    """Number words to digits, piece by piece so that digits already there do not merge."""
    pieces = re.split(r"(\d[\d.]*)", text)
    threshold = 0.0 if every_word else 3.0
    for index in range(0, len(pieces), 2):
        if re.search(r"[A-Za-z]{3}", pieces[index]):
            pieces[index] = _keep_edges(pieces[index], threshold)
    return "".join(pieces)


def _keep_edges(piece: str, threshold: float) -> str:
    """Convert `piece` without losing the white space at its ends."""
    body = piece.strip()
    if not body:
        return piece
    start = piece.index(body)
    converted = str(alpha2digit(body, "en", threshold))
    return piece[:start] + converted + piece[start + len(body) :]
