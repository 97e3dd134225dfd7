"""Quantities, years and what they count, read from a sentence for comparison."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from rag.verify.nouns import things_counted
from rag.verify.numerals import resolve, with_ordinals
from rag.verify.units import BARE, Unit, unit_at
from rag.words import is_han

CURRENCIES = {
    name.replace("_", " "): code
    for row in """
CNY rmb cny yuan renminbi 人民币 元 ¥ ￥
USD usd us$ $ dollar dollars us_dollar us_dollars 美元
HKD hk$ hkd hong_kong_dollar hong_kong_dollars 港元 港币
EUR € eur euro euros 欧元
GBP £ gbp pounds pounds_sterling sterling 英镑
JPY jpy yen 日元
KRW ₩ krw korean_won 韩元
INR ₹ inr rupee rupees 卢比
RUB ₽ rub rouble roubles ruble rubles 卢布
CHF chf franc francs 法郎
AUD a$ aud australian_dollar australian_dollars 澳元
CAD c$ cad canadian_dollar canadian_dollars 加元
SGD s$ sgd singapore_dollar singapore_dollars 新加坡元 新元
TWD nt$ twd 新台币
MOP mop pataca patacas 澳门元
SEK sek krona kronor 瑞典克朗
NOK nok krone kroner 挪威克朗
THB ฿ thb baht 泰铢
BRL r$ brl reais 雷亚尔
""".split("\n")
    if row
    for code, *names in [row.split()]
    for name in names
}


def _any(names: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


_WRITTEN_BEFORE = (name for name in CURRENCIES if re.search("[$€£¥￥₩₹₽฿]|^[a-z]{3}$", name))
_BEFORE = rf"(?P<before>(?<![A-Za-z])(?:{_any(_WRITTEN_BEFORE)}))?\s*"
_NUMBER = r"(?<![\d.])(?P<number>\d+(?:\.\d+)?)"
_AFTER = (
    r"(?P<ordinal>(?:st|nd|rd|th)(?![A-Za-z]))?\s*(?P<percent>%)?"
    rf"(?:\s*(?P<after>(?:{_any(n for n in CURRENCIES if re.match('[a-z]', n))})(?![A-Za-z$])"
    rf"|{_any(n for n in CURRENCIES if not n.isascii())}))?"
)
QUANTITY = re.compile(_BEFORE + _NUMBER + _AFTER, re.IGNORECASE)
YEAR = re.compile(r"(?<![\d.,/-])(?:1[5-9]|20|21)\d{2}(?!\d|,\d{3}|\.\d|\s*%)")
YEAR_SPAN = re.compile(r"((?:1[5-9]|20)\d{2})\s*[-–—/至到]\s*((?:1[5-9]|20)\d{2})")
MARK = re.compile(r"\[\d+\]")
MONTH = re.compile(r"\s*月")
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)")
HAN_YEAR = re.compile(r"\s*年")


# 元 alone stands in many other words.
_NAMED = re.compile(
    rf"(?<![A-Za-z])(?:{_any(n for n in CURRENCIES if re.match('[a-z]{3}', n))})(?![A-Za-z])"
    rf"|us\$|{_any(n for n in CURRENCIES if not n.isascii() and len(n) > 1)}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a sentence tells it.

    Attributes:
        value: with its scale applied.
        unit: "%", "pp" (percentage points), an ISO 4217 code, or "" for a bare count.
        written: the words that were read.
        measured: the physical unit or the length of time behind the number, if there is one.
        things: stems of what a bare number counts, where that stands behind it.
    """

    value: Decimal
    unit: str
    written: str
    measured: Unit = BARE
    things: frozenset[str] = frozenset()


def _unit(match: re.Match[str], measured: Unit) -> str:
    if match["percent"]:
        return "%"
    told = {CURRENCIES[w.casefold()] for w in (match["before"], match["after"]) if w}
    if told == {"CNY", "JPY"} and (match["before"] or "") in "¥￥":
        told = {"JPY"}
    # "US$ 5 million yuan" is money of no one currency.
    return "/".join(sorted(told)) or ("pp" if measured.measure == "percentage point" else "")


def years(text: str) -> frozenset[int]:
    """Years named in `text`, the ends of spans such as 2018-2035 among them."""
    ends = {int(year) for span in YEAR_SPAN.findall(text) for year in span}
    return frozenset(ends | {int(m.group()) for m in YEAR.finditer(text)})


@lru_cache(maxsize=4096)
def quantities(text: str, *, as_source: bool) -> tuple[Quantity, ...]:
    """All numbers of `text` that are no years or months, in order; marks [n] are no numbers.

    Args:
        text: one or a few sentences, English or Chinese.
        as_source: read small number words (see `numerals.resolve`) wherever they stand, and not
            only where they clearly measure something ("three-month").
    """
    bare = MARK.sub(" ", text)
    known = years(bare)
    every = _read(resolve(bare, every_word=True), known) if as_source or not is_han(text) else ()
    if as_source:
        return every
    written = _read(resolve(bare, every_word=False), known)
    values = {quantity.value for quantity in written}
    # "A year" and "one year" are the same; "the second day" measures nothing.
    small = [
        q
        for q in every
        if q.value not in values and q.value > 1 and q.measured is not BARE
        if not _ORDINAL.search(q.written)
    ]
    return (*written, *small)


def _read(resolved: str, known: frozenset[int]) -> tuple[Quantity, ...]:
    """Figures of a resolved text; years are `known` as written, "2 thousand" is none."""
    found = []
    for match in QUANTITY.finditer(resolved):
        value = Decimal(match["number"])
        # "2% year on year" is a share and no length of time.
        measured = BARE if match["percent"] else unit_at(resolved, match.end())
        behind = resolved[match.end() :]
        unit = _unit(match, measured)
        # "2012年" is a year, "2000 years" are none.
        in_han = HAN_YEAR.match(behind) and YEAR.fullmatch(match["number"])
        is_year = not unit and (in_han or (value in known and measured is BARE))
        if is_year or MONTH.match(behind):
            continue
        bare = not unit and measured is BARE
        things = things_counted(resolved, match.end()) if bare else frozenset()
        found.append(Quantity(value, unit, match.group().strip(), measured, things))
    return tuple(found)


def dated(text: str) -> tuple[tuple[str, int | None], ...]:
    """Each figure of `text` as written in digits, with the year that stands nearest to it, if any.

    Years in the words before a figure count as nearer than those behind it: "in 2012 it was 5".
    """
    resolved = resolve(MARK.sub(" ", text), every_word=False)
    marks = [(m.start(), int(m.group())) for m in YEAR.finditer(resolved)]
    known = years(resolved)
    found = []
    for match in QUANTITY.finditer(resolved):
        unit = match["percent"] or match["before"] or match["after"]
        if not unit and Decimal(match["number"]) in known:
            continue
        at = match.start("number")
        nearest = min(
            marks, key=lambda m: at - m[0] if m[0] < at else 2 * (m[0] - at), default=(0, None)
        )
        found.append((match.group().strip(), nearest[1]))
    return tuple(found)


def currencies(text: str) -> frozenset[str]:
    """ISO 4217 codes of the currencies that `text` names."""
    return frozenset(CURRENCIES[match.casefold()] for match in _NAMED.findall(text))


def missing(claim: str, source: str) -> tuple[Quantity, ...]:
    """Quantities of `claim` that `source` does not hold with the same value and unit.

    A bare number in the claim is found in a source that adds a unit; a unit in the claim must
    stand in the source, or the source's number be bare and count nothing.
    """
    held = quantities(with_ordinals(source), as_source=True)
    return tuple(
        quantity for quantity in quantities(claim, as_source=False) if not _is_held(quantity, held)
    )


def _is_held(claim: Quantity, held: Sequence[Quantity]) -> bool:
    equal = [q for q in held if q.value == claim.value]
    measured = [q for q in equal if q.unit or q.measured.measure]
    if measured and (claim.unit or claim.measured.measure):
        # Where the source tells this number of something, a bare one elsewhere lends nothing.
        return any(_same(claim, quantity) for quantity in measured)
    if measured and claim.things:
        # "12% of the boats" are not 12 boats, whatever else numbers twelve.
        return any(_may_count_same(claim, q) and _same(claim, q) for q in equal)
    return any(_same(claim, quantity) for quantity in held)


def _may_count_same(claim: Quantity, source: Quantity) -> bool:
    """Whether two counts share a thing, as far as one script tells."""
    if source.unit or source.measured.measure:
        return False
    across = any(map(is_han, claim.things)) != any(map(is_han, source.things))
    return across or bool(claim.things & source.things)


def _same(claim: Quantity, source: Quantity) -> bool:
    """Whether two figures are equal in value and agree in what they measure."""
    if claim.measured.measure and claim.measured.measure == source.measured.measure:
        return claim.value * claim.measured.size == source.value * source.measured.size
    if claim.value != source.value:
        return False
    if "%" in (claim.unit, source.unit):
        return claim.unit == source.unit
    units = {claim.unit, source.unit, claim.measured.measure, source.measured.measure} - {""}
    lends = (claim.unit or claim.measured.measure) and source.things
    # "The fourth" holds no count of four.
    ranks = claim.things and not _ORDINAL.search(claim.written) and _ORDINAL.search(source.written)
    return len(units) < 2 and not lends and not ranks
