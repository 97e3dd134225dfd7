"""Numbers and dates as a workbook's number formats show them.

Source: ECMA-376 part 1, 18.8.31, "numFmts".
"""

import datetime
import re

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|[_*].')
"""Words in quotes, a quoted sign, a currency, a colour or condition, the room for a sign."""

_DIGITS = re.compile(r"[0#?][0#?,.]*")
_CONDITION = re.compile(r"\[[<>=]")
_SIGNIFICANT = 12
"""Digits of a number without a format; binary fractions show their tail beyond."""


def number(value: float, code: str) -> str:
    """Return a number as its format shows it, with its percent sign, scale and currency.

    Args:
        value: as it is stored.
        code: the format, of whose parts the first counts. Of fractions, exponents and conditions
            the plain number is told, which is never wrong.
    """
    if code and not code.strip("; "):
        return ""
    # Masked by as many blanks, what is literal keeps its place.
    masked = _LITERAL.sub(lambda m: "\0" * len(m.group()), code).split(";")[0]
    run = _DIGITS.search(masked)
    if not run or re.search(r"[0#?]", masked[run.end() :]) or _CONDITION.search(code):
        return _plain(value)
    before, after = _said(code[: run.start()]), _said(code[run.end() : len(masked)])
    digits = run.group().rstrip(",")
    value *= 100 ** masked.count("%") / 1000 ** (len(run.group()) - len(digits))
    whole, _, places = digits.partition(".")
    shown = f"{abs(value):,.{len(places)}f}"
    for _ in range(len(places) - places.count("0")):
        shown = shown.removesuffix("0")
    shown = shown.removesuffix(".") if places else shown
    shown = shown if "," in whole else shown.replace(",", "")
    return f"{'-' if value < 0 else ''}{before.strip()}{shown}{after.rstrip()}"


def _said(part: str) -> str:
    return _LITERAL.sub(lambda m: m[1] or m[2] or m[3] or "", part)


def _plain(value: float) -> str:
    if abs(value) >= 10**_SIGNIFICANT:
        return f"{value:.0f}"
    return f"{value:.{_SIGNIFICANT}g}"


def day(value: datetime.date, code: str) -> str:
    """Return a date in ISO form, as far as its format shows it: a month or a year alone too."""
    bare = _LITERAL.sub("", code).lower()
    if "d" not in bare and "y" in bare:
        return f"{value:%Y-%m}" if "m" in bare else f"{value:%Y}"
    if isinstance(value, datetime.datetime) and value.time() != datetime.time():
        return f"{value:%Y-%m-%d %H:%M}"
    return f"{value:%Y-%m-%d}"
