"""Quantities, years and what they count, read from a sentence for comparison."""

import re
from dataclasses import dataclass
from decimal import Decimal

from rag.verify.numerals import resolve

CURRENCIES = {
    "rmb": "CNY", "cny": "CNY", "yuan": "CNY", "renminbi": "CNY", "人民币": "CNY", "元": "CNY",
    "usd": "USD", "us$": "USD", "$": "USD", "dollar": "USD", "dollars": "USD", "美元": "USD",
    "hk$": "HKD", "hkd": "HKD", "港元": "HKD", "€": "EUR", "eur": "EUR", "euro": "EUR",
    "euros": "EUR", "欧元": "EUR", "£": "GBP", "gbp": "GBP", "pounds": "GBP", "英镑": "GBP",
    "¥": "CNY", "￥": "CNY",
}  # fmt: skip

_BEFORE = r"(?P<before>HK\$|US\$|RMB|CNY|USD|EUR|GBP|HKD|[$€£¥￥])?\s*"
_NUMBER = r"(?<![\d.])(?P<number>\d+(?:\.\d+)?)"
_AFTER = (
    r"(?P<ordinal>st|nd|rd|th)?\s*(?P<percent>%)?"
    r"(?:\s*(?P<after>RMB|CNY|USD|EUR|GBP|HKD|yuan|renminbi|(?:US )?dollars?|euros?|pounds"
    r"|美元|港元|欧元|英镑|人民币|元))?"
)
QUANTITY = re.compile(_BEFORE + _NUMBER + _AFTER, re.IGNORECASE)
YEAR = re.compile(r"(?<![\d.,/-])(?:1[5-9]|20|21)\d{2}(?!\d|,\d{3}|\.\d|\s*%)")
YEAR_SPAN = re.compile(r"((?:1[5-9]|20)\d{2})\s*[-–—/至到]\s*((?:1[5-9]|20)\d{2})")
MARK = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a sentence tells it.

    Attributes:
        value: with its scale applied.
        unit: "%", an ISO 4217 code, or "" for a bare count.
        written: the words that were read.
    """

    value: Decimal
    unit: str
    written: str


def _unit(match: re.Match[str]) -> str:
    if match["percent"]:
        return "%"
    word = (match["after"] or match["before"] or "").casefold()
    return CURRENCIES.get(word.removeprefix("us "), "")


def years(text: str) -> frozenset[int]:
    """Years named in `text`, the ends of spans such as 2018-2035 among them."""
    ends = {int(year) for span in YEAR_SPAN.findall(text) for year in span}
    return frozenset(ends | {int(m.group()) for m in YEAR.finditer(text)})


def quantities(text: str, *, as_source: bool) -> tuple[Quantity, ...]:
    """All numbers of `text` that are no years, in order; citation marks [n] are no numbers.

    Args:
        text: one or a few sentences, English or Chinese.
        as_source: read small number words too (see `numerals.resolve`).
    """
    resolved = resolve(MARK.sub(" ", text), every_word=as_source)
    known = years(resolved)
    found = []
    for match in QUANTITY.finditer(resolved):
        value = Decimal(match["number"])
        unit = _unit(match)
        if not unit and value in known:
            continue
        found.append(Quantity(value, unit, match.group().strip()))
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
        unit = _unit(match)
        if not unit and Decimal(match["number"]) in known:
            continue
        at = match.start("number")
        nearest = min(
            marks, key=lambda m: at - m[0] if m[0] < at else 2 * (m[0] - at), default=(0, None)
        )
        found.append((match.group().strip(), nearest[1]))
    return tuple(found)


def missing(claim: str, source: str) -> tuple[Quantity, ...]:
    """Quantities of `claim` that `source` does not hold with the same value and unit.

    A bare number in the claim is found in a source that adds a unit; a unit in the claim must
    stand in the source, or the source's number be bare.
    """
    held = quantities(source, as_source=True)
    return tuple(
        quantity
        for quantity in quantities(claim, as_source=False)
        if not any(_same(quantity, other) for other in held)
    )


def _same(claim: Quantity, source: Quantity) -> bool:
    if claim.value != source.value:
        return False
    if "%" in (claim.unit, source.unit):
        return claim.unit == source.unit
    return claim.unit == source.unit or not claim.unit or not source.unit
