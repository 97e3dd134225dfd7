"""Months of a text, by name or by number, English and Chinese."""

import calendar
import re

import cn2an

_NUMBERS = {
    name: number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"Sept": 9}
_NAMED = re.compile(rf"\b({'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\b")
_NUMBERED = re.compile(
    r"(?<![\d个])(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s*月(?!亮|球|票)"
)
_ISO = re.compile(r"(?<!\d)\d{4}-(\d\d)(?!\d)")


def months(text: str) -> frozenset[int]:
    """Numbers (1 to 12) of the months that are named in `text`, those of ISO dates among them."""
    named = {_NUMBERS[name] for name in _NAMED.findall(text)}
    numbered = {int(cn2an.cn2an(number, "smart")) for number in _NUMBERED.findall(text)}
    return frozenset(named | numbered | {int(number) for number in _ISO.findall(text)})


def month_name(number: int) -> str:
    """The English name of a month."""
    return calendar.month_name[number]
