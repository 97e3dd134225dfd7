"""Months of a text, and years that it tells from its own date, English and Chinese."""

import calendar
import re

import cn2an

_NUMBERS = {
    name: number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"Sept": 9}
_NAMES = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_NAMED = re.compile(rf"\b({_NAMES})\b")
_NUMBERED = re.compile(
    r"(?<![\d个])(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s*月(?!亮|球|票)"
)
DAY = re.compile(
    rf"\b(?P<name>{_NAMES})\.? (?P<d>\d\d?),? (?P<y>\d{{4}})\b"
    rf"|\b(?P<D>\d\d?) (?P<Name>{_NAMES})\.? (?P<Y>\d{{4}})\b"
    r"|(?P<year>\d{4})\s*年\s*(?P<month>\d\d?)\s*月\s*(?P<day>\d\d?)\s*日"
)
_ISO = re.compile(r"(?<!\d)\d{4}-(\d\d)(?!\d)")

_OWN = "".join(f"(?<!{word} )" for word in "the The its Its his His her Her our Our heir".split())
_GONE = re.compile(
    rf"{_OWN}\b[Ll]ast (?:year\b|(?P<month>{_NAMES})\b)"
    r"|(?<![目以之此史当战])(?P<before>前年)(?![度产均])|(?<![过失减除])去年(?![均轻])"
)
_BESIDE = re.compile(
    r"\b(?:than|on|over|since|against|versus|as|(?:compared|relative) (?:with|to))"
    r"(?: (?:in|for|that of|those of))? last\b"
    r"|\b(?:up|down|rose|risen|fell|grew|grown|increased|decreased|dropped) from\b[^.;]*?\blast\b"
    r"|\b(?:this year|now|currently)\b"
    r"|比[去前]年|[与同和跟][去前]年[^，。；]{0,6}[相比]|[今本]年|目前|现在",
    re.IGNORECASE,
)


def years_gone(text: str, published: str) -> frozenset[int]:
    """The years that a text tells from its own date as gone by: "last year", "last May", "去年".

    Args:
        text: of a report.
        published: its date, as YYYY, YYYY-MM or YYYY-MM-DD; without one nothing can be told.

    Returns:
        Both years where either may be meant: "last March", written in May or who knows when.
    """
    dated = re.match(r"(\d{4})(?:-(\d\d)(?!\d))?", published)
    if dated is None:
        return frozenset()
    this, in_month = int(dated[1]), int(dated[2] or 12)
    found: set[int] = set()
    for match in _GONE.finditer(text):
        found.add(this - 1 - bool(match["before"]))
        if match["month"] and _NUMBERS[match["month"]] < in_month:
            found.add(this)
    return frozenset(found)


def speaks_of_now(text: str) -> bool:
    """Whether a text tells of its own year: "12 this year", "up from 9 last year"."""
    return _BESIDE.search(text) is not None


def months(text: str) -> frozenset[int]:
    """Numbers (1 to 12) of the months that are named in `text`, those of ISO dates among them."""
    named = {_NUMBERS[name] for name in _NAMED.findall(text)}
    numbered = {int(cn2an.cn2an(number, "smart")) for number in _NUMBERED.findall(text)}
    return frozenset(named | numbered | {int(number) for number in _ISO.findall(text)})


def day(text: str) -> str:
    """The only day that is told with its year in `text`, as YYYY-MM-DD; "" if there is none."""
    found = list(DAY.finditer(text))
    if len(found) != 1:
        return ""
    match = found[0]
    year = match["y"] or match["Y"] or match["year"]
    month = match["month"] or _NUMBERS[match["name"] or match["Name"]]
    number = match["d"] or match["D"] or match["day"]
    return f"{year}-{int(month):02}-{int(number):02}"


def month_name(number: int) -> str:
    """The English name of a month."""
    return calendar.month_name[number]
