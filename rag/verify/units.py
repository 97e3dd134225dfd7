"""Physical units and lengths of time by their names, English and Chinese."""

import re
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number measures.

    Attributes:
        measure: units of one measure can be turned into each other.
        size: how many of the measure's own unit one of these is.
    """

    measure: str
    size: Decimal


BARE = Unit("", Decimal(1))
"""Of a number that measures nothing: a count, a sum of money, a share."""

# measure | size | names; English ones in the singular. What turns into another only by a long
# fraction (a mile, a pound) is a measure of its own: nobody works it out from the other.
_ROWS = """
metre|0.001|mm millimetre 毫米
metre|0.01|cm centimetre 厘米
metre|1|m metre 米
metre|1000|km kilometre 公里 千米
mile|1|mi mile 英里
nautical mile|1|nautical_mile 海里
foot|1|ft foot feet 英尺
yard|1|yard 码
inch|1|inch inches 英寸
square metre|1|m2 m² sqm square_metre 平方米
square metre|10000|ha hectare 公顷
square metre|1000000|km2 km² sq_km square_kilometre 平方公里 平方千米
square mile|1|sq_mi square_mile 平方英里
square foot|1|sq_ft square_foot square_feet 平方英尺
acre|1|acre 英亩
mu|1|mu 亩
cubic metre|1|m3 m³ cubic_metre 立方米
cubic foot|1|cubic_foot cubic_feet 立方英尺
gram|1|g gram gramme 克
gram|1000|kg kilogram kilogramme kilo 公斤 千克
gram|1000000|t ton tonne metric_ton 吨 公吨
pound|1|lb lbs 磅
ounce|1|oz ounce 盎司
litre|0.001|ml millilitre 毫升
litre|1|litre 升
gallon|1|gallon 加仑
barrel|1|barrel 桶
watt|1|watt 瓦 瓦特
watt|1000|kw kilowatt 千瓦
watt|1000000|mw megawatt 兆瓦
watt|1000000000|gw gigawatt 吉瓦
watt hour|1000|kwh kilowatt_hour 千瓦时
watt hour|1000000|mwh megawatt_hour 兆瓦时
watt hour|1000000000|gwh gigawatt_hour 吉瓦时
kelvin|1|kelvin 开尔文
celsius|1|°c celsius degree_celsius 摄氏度
fahrenheit|1|°f fahrenheit degree_fahrenheit 华氏度
second|1|sec second 秒 秒钟
second|60|min mins minute 分钟
second|3600|h hr hrs hour 小时 个小时
second|86400|day 天
second|604800|week 周 星期 个星期
month|1|month 个月
month|12|yr year 年
month|120|decade
month|1200|century centuries 世纪 个世纪
pascal|100|hpa
pascal|1000|kpa 千帕
pascal|1000000|mpa 兆帕
bar|1|bar
volt|1|volt 伏特 伏
volt|1000|kv 千伏
hertz|1|hz hertz 赫兹
hertz|1000|khz 千赫
hertz|1000000|mhz 兆赫
hertz|1000000000|ghz 吉赫
byte|1000|kb
byte|1000000|mb
byte|1000000000|gb
byte|1000000000000|tb
horsepower|1|horsepower hp 马力
knot|1|knot 节
light year|1|light_year 光年
per mille|1|‰
mph|1|mph mile_per_hour
km/h|1|km/h kph kilometre_per_hour
calendar decade|1|年代
percentage point|1|pp percentage_point percent_point 百分点 个百分点
"""
_UNITS = {
    name: Unit(measure, Decimal(size))
    for measure, size, names in (row.split("|") for row in _ROWS.split("\n") if row)
    for name in names.split()
}
_NAMES = sorted(_UNITS, key=len, reverse=True)


def _words(measures: frozenset[str] | None) -> frozenset[str]:
    """English words in the names of units, singular and plural; of some measures or of all."""
    words = {
        word
        for name, unit in _UNITS.items()
        if name.isascii() and (measures is None or unit.measure in measures)
        for part in name.split("_")
        if len(part) > 2
        for word in (part, f"{part}s")
    }
    return frozenset(words | {re.sub(r"tre(s?)$", r"ter\1", word) for word in words})


TIMES = frozenset(("second", "month"))
"""Measures of a length of time."""

DURATIONS = _words(TIMES)
"""Words that tell a length of time."""

MEASURING = _words(None)
"""Words in the names of units."""

AREAS = frozenset(("square metre", "square mile", "square foot", "acre", "mu"))
"""Measures of an area."""

LENGTHS = frozenset(("metre", "mile", "nautical mile", "foot", "yard", "inch"))
"""Measures of a length."""


def _pattern(name: str) -> str:
    """One unit's name as a group: in the plural too, "meter" for "metre", "sq. km"."""
    if re.search(r"[\u4e00-\u9fff]", name):
        return rf"({name})(?!级|代)"
    words = re.escape(name).replace("_", r"(?:e?s)?\.?[\s-]+").replace("tre", "t(?:re|er)")
    plural = "(?:e?s)?" if len(name) > 3 or name in ("ton", "day") else ""
    return rf"({words}){plural}(?![\w²³])"


# "three more years", "20-odd miles", "20多年"
_BETWEEN = (
    r"[\s-]*(?:(?:odd|more|full|whole|further|additional|consecutive|successive|straight|long"
    r"|working|short)[\s-]+)?[多余来]?"
)
_NAME = re.compile(rf"{_BETWEEN}(?:{'|'.join(map(_pattern, _NAMES))})", re.IGNORECASE)


def unit_at(text: str, at: int) -> Unit:
    """The unit that stands at `at`, right behind a number; `BARE` if there is none."""
    match = _NAME.match(text, at)
    return _UNITS[_NAMES[match.lastindex - 1]] if match and match.lastindex else BARE
