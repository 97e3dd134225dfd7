"""One unit, scale or currency changed; the digits stay."""

import re
from collections.abc import Iterator
from random import Random

from eval.claims.changes.base import Scene, replaced

_ROWS = """
million: billion, thousand | billion: million, trillion | trillion: billion | thousand: million
km: miles, m | kilometres: metres, miles | kilometers: meters, miles | miles: kilometres, metres
mi: km | metres: kilometres, feet | meters: kilometers, feet | feet: metres, miles | ft: m
kg: tonnes | kilograms: tonnes | tonnes: kilograms | tons: kilograms, pounds | hectares: acres
acres: hectares | years: months, days | months: weeks, years | weeks: months, days
days: weeks, hours | hours: days, minutes | minutes: hours, seconds | seconds: minutes
decades: years | centuries: decades | dollars: euros, yuan | euros: dollars | yuan: dollars
pounds: dollars | year: month, week | month: year | minute: hour | hour: day | day: week
week: month | mile: kilometre | kPa: MPa | MW: GW, kW | GW: MW | mm: cm | cm: mm | mph: knots
"""
_HAN_ROWS = """
万: 亿 | 亿: 万 | 美元: 欧元, 人民币 | 欧元: 美元 | 英镑: 美元 | 元: 美元
平方公里: 平方米, 平方英里 | 平方英里: 平方公里 | 公里: 米, 英里 | 千米: 米, 英里 | 英里: 公里
米: 公里, 英尺 | 英尺: 米 | 吨: 公斤 | 公吨: 公斤 | 公斤: 吨 | 公顷: 平方公里 | 英亩: 公顷
小时: 分钟, 天 | 分钟: 小时, 秒 | 秒: 分钟 | 天: 周, 个月 | 个月: 年, 周 | 周: 天, 个月 | %: ‰
码: 米, 英尺 | 个世纪: 年
"""
_RATES = (
    ("per year", "per month"), ("a year", "a month"), ("each year", "each month"),
    ("every year", "every month"), ("per hour", "per minute"), ("per day", "per week"),
    ("each day", "each week"), ("every day", "every week"), ("annually", "monthly"),
    ("daily", "weekly"), ("a day", "a week"), ("per minute", "per hour"), ("weekly", "daily"),
)  # fmt: skip
_HAN_RATES = (
    ("每年", "每月"), ("每天", "每周"), ("每月", "每年"), ("每日", "每周"), ("每小时", "每分钟"),
    ("每周", "每天"), ("每分钟", "每小时"),
)  # fmt: skip

_NUMBER = (
    r"(?:(?<![\w.])|(?<=RMB))(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|twelve|"
    r"twenty"
    r"|thirty|fifty|sixty|hundred)(?:[\s-](?:square|cubic|US|million|billion|hundred))?[\s-]?"
)
# An amount in two units would contradict itself, which no one writes: "20 km (32 km)".
_TWICE = re.compile(r"(?:\s?/| ?[(（](?:\d|about|约|US|\$)| (?:one|two|three|four|five|six) )")
_HAN_NUMBER = (
    r"(?<![\d,.–—月每同第前后有某几(（-])(?<![-–分] )(?:\d[\d,.]*\s?|[一二两三四五六七八九十百千]+)"
    r"(?:多|余)?(?:百|千)?(?:万|亿)?(?:多|余)?"
)
_HAN_SCALED = r"(?<![\d,.–—-])(?:\d[\d,.]*\s?|[一二两三四五六七八九十百千]+)(?:多|余)?"
_HAN_YEARS = re.compile(
    r"(?<![\d,.–—至-])(?<![-–] )(?:\d{1,2}|[二两三四五六七八九十]{1,3})\s?(?:多|余)?"
    r"(?P<unit>年)(?=来|间|的|后|前|内|之|，|。)"
)
_HAN_OTHER_WORD = re.compile(r"(?:代|份|级|组|素|老|帅|朝|岁|富翁|次方|线)")
_RISE = re.compile(
    r"(?:rose|risen|grew|grown|fell|fallen|increased?|decreased?|declined|dropped|up|down|增长|"
    r"增加|"
    r"上升|提高|下降|减少|降低)(?:了|\s|by|to|约|近|about|nearly|over)*$"
)
_SHARE_UNIT = re.compile(r"(?<=\d)(?P<unit>\s?%|\s(?:percent|per cent)\b)(?! point)")
_MONEY = re.compile(r"(?:US\$|HK\$|RMB|\$|€|£)(?=\s?\d)(?!.{2,24}(?:[Yy]uan|[Dd]ollars|元))")
_SYMBOLS = {"US$": "€", "HK$": "US$", "RMB": "US$", "$": "€", "€": "$", "£": "$"}
_SHARE_OF = re.compile(r"(?:\s?%|\s(?:percent|per cent)) of (?=(?:all )?[a-z]+s\b)")


def change(text: str, scene: Scene, rng: Random) -> str | None:
    """Put another unit behind, or before, one number."""
    made = list(_chinese(text) if scene.language == "zh" else _english(text))
    return rng.choice(made) if made else None


def _rows(table: str) -> Iterator[tuple[str, list[str]]]:
    for row in re.split(r"[|\n]", table.strip()):
        old, news = row.split(":")
        yield old.strip(), [new.strip() for new in news.split(",")]


def _english(text: str) -> Iterator[str]:
    for old, news in _rows(_ROWS):
        for match in re.finditer(rf"{_NUMBER}(?P<unit>{old})\b", text):
            if not _told_twice(text, match):
                yield from (replaced(text, match, new, "unit") for new in news)
    for old, new in _RATES:
        if re.search(r"\d|\b(?:two|three|five|ten|hundred|thousand|million)\b", text):
            for match in re.finditer(rf"\b{old}\b(?!-)", text):
                if not _told_twice(text, match):
                    yield replaced(text, match, new)
    for match in _MONEY.finditer(text):
        yield replaced(text, match, _SYMBOLS[match.group()])
    for match in _SHARE_OF.finditer(text):
        # "12% of households" told as "12 households" is a share told as a count.
        yield replaced(text, match, " ")
    yield from _points(text, " percentage points")


def _chinese(text: str) -> Iterator[str]:
    for old, news in _rows(_HAN_ROWS):
        number = _HAN_SCALED if old in "万亿" else _HAN_NUMBER
        for match in re.finditer(rf"{number}(?P<unit>{old})", text):
            whole = not (old in "元米吨" and text[match.start("unit") - 1] in "美欧港日千厘毫公")
            other = _HAN_OTHER_WORD.match(text, match.end())
            if whole and not (other or _told_twice(text, match)):
                yield from (replaced(text, match, new, "unit") for new in news)
    for match in _HAN_YEARS.finditer(text):
        yield replaced(text, match, "个月", "unit")
    for old, new in _HAN_RATES:
        for match in re.finditer(old, text):
            yield replaced(text, match, new)
    yield from _points(text, "个百分点")


def _told_twice(text: str, match: re.Match[str]) -> bool:
    """Whether the amount stands in brackets, or is followed by itself in another unit."""
    before = text[: match.start()].replace("（", "(").replace("）", ")")
    return bool(_TWICE.match(text, match.end())) or before.count("(") > before.count(")")


def _points(text: str, points: str) -> Iterator[str]:
    """A change in percent told in percentage points."""
    for match in _SHARE_UNIT.finditer(text):
        if _RISE.search(re.sub(r"[\d.,]+$", "", text[: match.start()])):
            yield replaced(text, match, points, "unit")
