"""Chinese sentences reworded by rules that keep what is said true."""

import re
from random import Random

_WORDS = (
    ("坐落于", "位于"), ("(?<!坐落)位于", "坐落于"), ("大约", "约"), ("(?<![大节条公合契预])约(?=\\s?\\d)", "大约"),
    ("许多", "很多"), ("很多", "许多"), ("众多", "许多"), ("因为", "由于"), ("由于", "因为"), ("例如", "比如"),
    ("目前", "现在"), ("但是", "不过"), ("如果", "假如"), ("以及", "和"), ("建立了", "创建了"), ("创建了", "建立了"),
    ("可以", "能够"), ("能够", "可以"), ("并且", "而且"), ("通常", "一般"), ("被称为", "被叫做"), ("称为", "叫做"),
    ("购买", "买下"), ("使用", "采用"), ("几乎", "差不多"), ("超过(?=\\s?\\d)", "多于"), ("经常", "常常"),
    ("拥有", "有"), ("需要", "须要"), ("期间", "其间"), ("尤其", "特别"), ("特别是", "尤其是"), ("开始", "着手"),
    ("整个", "全"), ("获得", "取得"), ("取得", "获得"), ("帮助", "协助"), ("逐渐", "渐渐"), ("主要", "大多"),
    ("全部", "所有"), ("如今", "现在"), ("当时", "那时"), ("之后", "以后"), ("之前", "以前"), ("原因", "缘由"),
    ("包括", "包含"), ("不同", "有别"), ("重要", "要紧"), ("成立", "创立"), ("增加", "增多"), ("减少", "减低"),
)  # fmt: skip
_UNSURE = {
    "开始",
    "须要",
    "主要",
    "不同",
    "重要",
    "期间",
    "整个",
    "需要",
    "使用",
    "减少",
    "增加",
    "成立",
    "原因",
}
_OPENINGS = re.compile(
    r"^(?:此外|然而|因此|同时|另外|不过|但是|但|例如|于是|所以|总之|事实上|最后|而且|尽管如此|与此同时)，?(?P<rest>.+)$"
)
_BRACKETS = re.compile(r"\s?[（(][^（）()]{1,60}[）)]")
_TAIL = re.compile(
    r"^(?P<kept>[^；。]{12,})(?:，(?:并|而|但|同时|其中|从而|因此|这|因为|由于|尽管|以便|并且|而且|包括)[^，。；]{4,}|；[^；]{6,})。$"
)
_LEANS = re.compile(
    r"如果|虽然|尽管|不是|除了|当|为了|无论|只有|不仅|不但|既|由于|因为|随着|在[^，]*中，|不管"
)
_WHEN = re.compile(
    r"^(?P<at>在)?(?P<when>\d{3,4}\s?年(?:\s?\d{1,2}\s?月)?(?:\s?\d{1,2}\s?[日号])?)，"
)
_DROPPED = re.compile(
    r"(?<=[\u4e00-\u9fff])(?:非常|十分|特别(?!是)|极其|相当(?!于)|显著|大大)(?=[\u4e00-\u9fff]{2})(?!的)"
)


def synonyms(text: str, rng: Random) -> str | None:
    """Put one neutral word in the place of another."""
    found = [(old, new) for old, new in _WORDS if old not in _UNSURE and re.search(old, text)]
    if not found:
        return None
    old, new = rng.choice(found)
    return re.sub(old, new, text, count=1)


def opening_dropped(text: str, rng: Random) -> str | None:
    """Leave out 此外, 然而 and the like."""
    match = _OPENINGS.match(text)
    return match["rest"] if match and len(match["rest"]) > 12 else None


def brackets_dropped(text: str, rng: Random) -> str | None:
    """Leave out what stands in brackets."""
    new = _BRACKETS.sub("", text)
    return new if new != text else None


def tail_dropped(text: str, rng: Random) -> str | None:
    """Leave out a last clause that only adds."""
    match = _TAIL.match(text)
    return match["kept"] + "。" if match and not _LEANS.search(match["kept"]) else None


def dated(text: str, rng: Random) -> str | None:
    """Write "2012年，" as "在2012年，" or the other way round."""
    match = _WHEN.match(text)
    if not match:
        return None
    return ("" if match["at"] else "在") + match["when"] + "，" + text[match.end() :]


def adverb_dropped(text: str, rng: Random) -> str | None:
    """Leave out one adverb that only strengthens."""
    new = _DROPPED.sub("", text, count=1)
    return new if new != text else None


RULES = (synonyms, opening_dropped, brackets_dropped, tail_dropped, dated, adverb_dropped)
