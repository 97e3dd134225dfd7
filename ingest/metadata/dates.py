"""Dates as reports write them, to ISO dates that may be cut short ("2014-10")."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache

_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_MONTH = r"(?P<month>" + "|".join(rf"{m[:3]}(?:{m[3:]})?" for m in _MONTHS) + r"|sept)\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}\s*年\s*(?:(?P<m>\d{{1,2}})\s*月\s*(?:(?P<day>\d{{1,2}})\s*[日号])?)?",
        rf"(?<!\d){_YEAR}[-/.](?P<m>\d{{1,2}})(?:[-/.](?P<day>\d{{1,2}}))?(?!\d)",
        rf"(?<![\w])(?:{_DAY}\s+(?:of\s+)?)?{_MONTH}\s*,?\s+{_YEAR}(?!\d)",
        rf"(?<![\w]){_MONTH}\s+{_DAY}\s*,?\s+{_YEAR}(?!\d)",
    )
)
_LABEL = re.compile(
    r"(?:^|[|｜·(（\[]|\s)\s*(?:last\s+)?(?:updated?|published|posted|released?|issued|date(?:d)?|"
    r"publication date|date of publication|发布日期|发布时间|更新时间|更新日期|日期|时间)"
    r"(?:\s+on)?\s*[:：]?\s*(?=\S)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    rf"(?:[,，|·–—]|\s-)\s*((?:\d{{1,2}}\s+)?{_MONTH}(?:\s+\d{{1,2}})?,?\s+(?:19|20)\d\d)\.?$", re.I
)
_CLOSING_LINE = 90
_LABELLED_LINE = 200
_LABELLED_REST = 40
_YEAR_ALONE = re.compile(r"(?<![\d.,$¥€£/-])(?:19|20)\d\d(?![\d%]|[.,]\d)")


def parse_date(text: str) -> str:
    """Return the first date in a short text as "2014-10-03", "2014-10" or "2014", or ""."""
    found = [match for form in _FORMS if (match := form.search(text))]
    for match in sorted(found, key=lambda m: (m.start(), -len(m.group()))):
        parts = match.groupdict()
        month = _month(parts)
        iso = _iso(int(parts["year"]), month, int(parts["day"]) if parts.get("day") else None)
        if iso:
            return iso
    return ""


def _month(parts: dict[str, str | None]) -> int | None:
    if name := parts.get("month"):
        return next(i for i, m in enumerate(_MONTHS, 1) if m.startswith(name[:3].lower()))
    return int(number) if (number := parts.get("m")) else None


def _iso(year: int, month: int | None, day: int | None) -> str:
    try:
        whole = date(year, month or 1, day or 1).isoformat()
    except ValueError:
        return ""
    return whole if day else whole[:7] if month else whole[:4]


@cache
def parse_any_date(text: str) -> str:
    """Return a date in any language that dateparser knows, or ""; slow, for short texts."""
    if iso := parse_date(text):
        return iso
    if re.fullmatch(r"\s*(?:19|20)\d\d\s*", text):
        return text.strip()
    if len(text) > _LABELLED_REST or not re.search(r"(?:19|20)\d\d", text):
        return ""
    from dateparser import parse  # type: ignore[import-untyped]  # half a second to import
    # its import alone takes half a second

    settings = {"REQUIRE_PARTS": ["month", "year"], "PREFER_DAY_OF_MONTH": "first"}
    found: datetime | None = parse(text, settings=settings)
    if found is None:
        return ""
    has_day = bool(re.search(r"(?<!\d)\d{1,2}(?!\d)", text))
    return found.date().isoformat() if has_day else found.date().isoformat()[:7]


def parse_pdf_date(text: str) -> str:
    """Return the day of a PDF date ("D:20220729060321-04'00'", ISO 32000-1, 7.9.4), or ""."""
    match = re.match(r"D?:?(\d{4})(\d\d)(\d\d)", text)
    return _iso(*map(int, match.groups())) if match else ""


def labelled_date(text: str) -> str:
    """Return the date after a label such as "Updated:" in a short line, or ""."""
    if len(text) > _LABELLED_LINE:
        return ""
    for match in _LABEL.finditer(text):
        rest = text[match.end() : match.end() + _LABELLED_REST]
        if any(form.match(rest) for form in _FORMS):
            return parse_date(rest)
    return ""


def bare_date(text: str) -> str:
    """Return the date of a line that is nothing but a date of at least month and year, or ""."""
    bare = text.strip(" ()[]（）【】.,。")
    if any((m := form.match(bare)) and m.end() == len(bare) for form in _FORMS):
        iso = parse_date(bare)
        return iso if len(iso) > 4 else ""
    return ""


def closing_date(text: str) -> str:
    """Return the date a short line closes with, as in "Harbour Office, October 2014", or ""."""
    if len(text) > _CLOSING_LINE or not (match := _CLOSING.search(text)):
        return ""
    return bare_date(match.group(1))


def is_dateline(text: str) -> bool:
    """Tell whether a short line's business is the date: "Update: 2019-01-25 Source: x.com"."""
    return bool(bare_date(text) or (_LABEL.match(text) and labelled_date(text)))


def frequent_year(texts: Iterable[str]) -> str:
    """Return the year that stands most often in `texts`, not after today; ties go to the later."""
    today = date.today().year
    years = Counter(y for text in texts for y in _YEAR_ALONE.findall(text) if int(y) <= today)
    return max(years, key=lambda y: (years[y], y), default="")
