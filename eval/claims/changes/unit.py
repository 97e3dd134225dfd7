"""One unit, scale or currency changed; the digits stay."""

import re
from random import Random

from eval.claims.changes.base import Scene

_NUMBER = r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty|sixty|several|few|hundred)"
_SWAPS = (
    ("million", "billion thousand"), ("billion", "million trillion"), ("trillion", "billion"),
    ("thousand", "million"), ("km", "miles"), ("kilometres", "metres miles"),
    ("kilometers", "meters miles"), ("miles", "kilometres metres feet"), ("mi", "km"),
    ("metres", "kilometres feet"), ("meters", "kilometers feet"), ("feet", "metres miles"),
    ("ft", "m"), ("kg", "tonnes"), ("kilograms", "tonnes"), ("tonnes", "kilograms"),
    ("tons", "kilograms pounds"), ("hectares", "acres"), ("acres", "hectares"),
    ("years", "months days"), ("months", "weeks years"), ("weeks", "months days"),
    ("days", "weeks hours"), ("hours", "days minutes"), ("minutes", "hours seconds"),
    ("seconds", "minutes"), ("decades", "years"), ("centuries", "decades"), ("dollars", "euros yuan"),
    ("euros", "dollars"), ("yuan", "dollars"), ("pounds", "dollars"), ("year", "month week"),
    ("month", "year"), ("minute", "hour"), ("hour", "day"), ("mile", "kilometre"),
    ("kilometer", "mile"), ("day", "week"), ("week", "month"),
    ("K", "°C"), ("kPa", "MPa"), ("MW", "GW kW"), ("GW", "MW"), ("mm", "cm"), ("cm", "mm"),
)  # fmt: skip
_HAN_SWAPS = (
    ("万", "亿"), ("亿", "万"), ("美元", "欧元 人民币"), ("欧元", "美元"), ("英镑", "美元"),
    ("元", "美元"), ("平方公里", "平方米 平方英里"), ("平方英里", "平方公里"), ("公里", "米 英里"),
    ("千米", "米 英里"), ("英里", "公里"), ("米", "公里 英尺"), ("英尺", "米"), ("吨", "公斤"),
    ("公斤", "吨"), ("公顷", "平方公里"), ("英亩", "公顷"), ("小时", "分钟 天"), ("分钟", "小时 秒"),
    ("秒", "分钟"), ("天", "周 个月"), ("个月", "年 周"), ("周", "天 个月"), ("%", "‰"),
    ("年", "个月"), ("码", "米 英尺"),
)  # fmt: skip
_RISE = re.compile(
    r"(?:rose|risen|grew|grown|fell|fallen|increased?|decreased?|declined|dropped|up|down|增长|增加|"
    r"上升|提高|下降|减少|降低)(?:了|\s|by|to|约|近|about|nearly|over)*$"
)
_MONEY = re.compile(r"(?:US\$|HK\$|RMB|\$|€|£)(?=\s?\d)")
_SYMBOLS = {"US$": "€", "HK$": "US$", "RMB": "US$", "$": "€", "€": "$", "£": "$"}
_SHARE = re.compile(r"(?P<share>\s?%|\s(?:percent|per cent)) of (?=(?:all )?[a-z]+s\b)")


def change(text: str, scene: Scene, rng: Random) -> str | None:
    """Put another unit behind (or before) one number."""
    made = list(_chinese(text) if scene.language == "zh" else _english(text))
    return rng.choice(made) if made else None


def _english(text: str) -> list[str]:
    made = []
    for old, news in _SWAPS:
        pattern = rf"(?<![\w.]){_NUMBER}(?:[\s-](?:square|cubic|US|nautical|million|billion))?[\s-]?(?P<unit>{old})\b"
        for match in re.finditer(pattern, text):
            made += [_put(text, match, new) for new in news.split()]
    for match in _MONEY.finditer(text):
        made.append(_put(text, match, _SYMBOLS[match.group()], 0))
    for match in _SHARE.finditer(text):
        # "12% of households" told as "12 households" is a share told as a count.
        made.append(text[: match.start()] + " " + text[match.end() :])
    for match in re.finditer(r"(?<=\d)(?P<unit>\s?%|\s(?:percent|per cent)\b)(?! point)", text):
        if _RISE.search(re.sub(r"[\d.,]+$", "", text[: match.start()])):
            made.append(_put(text, match, " percentage points"))
    return made


def _chinese(text: str) -> list[str]:
    made = []
    for old, news in _HAN_SWAPS:
        number = r"(?:\d[\d,.]*\s?|[一二两三四五六七八九十百千]+)(?:多|余)?(?:百|千)?(?:万|亿)?(?:多|余)?"
        if old in "万亿":
            number = r"(?:\d[\d,.]*\s?|[一二两三四五六七八九十百千]+)(?:多|余)?"
        if old == "年":
            number, old = (
                r"(?<!\d)(?:\d{1,2}|[二两三四五六七八九十]{1,3})\s?(?:多|余)?",
                "年(?=来|间|的|后|前|内|之|，|。)",
            )
        for match in re.finditer(rf"{number}(?P<unit>{old})(?!代|份|级)", text):
            if old in {"元", "米"} and text[match.start("unit") - 1] in "美欧港日千厘毫":
                continue
            made += [_put(text, match, new) for new in news.split()]
    for match in re.finditer(r"(?<=\d)(?P<unit>\s?%)", text):
        if _RISE.search(re.sub(r"[\d.,]+$", "", text[: match.start()])):
            made.append(_put(text, match, "个百分点"))
    return made


def _put(text: str, match: re.Match[str], new: str, group: str | int = "unit") -> str:
    return text[: match.start(group)] + new + text[match.end(group) :]
