"""Chinese sentences reworded by rules that keep what is said true."""

import re
from random import Random

_WORDS = (
    ("坐落于", "位于"), ("(?<!坐落)位于", "坐落于"), ("大约", "约"),
    (r"(?<![大节条公合契预])约(?=\s?\d)", "大约"), ("许多", "很多"), ("很多", "许多"),
    ("众多", "许多"),
    ("因为", "由于"), ("例如", "比如"), ("比如", "例如"), ("目前", "现在"), ("但是", "不过"),
    ("如果", "假如"),
    ("(?<![，、；])以及", "和"), ("建立了", "创建了"), ("创建了", "建立了"), ("可以", "能够"),
    ("能够", "可以"),
    ("并且", "而且"), ("通常", "一般"), ("被称为", "被叫做"), ("购买", "买下"), ("几乎", "差不多"),
    (r"超过(?=\s?\d)", "多于"), ("经常", "常常"), ("拥有(?=\\d|一|两|三)", "有"),
    ("尤其是", "特别是"),
    ("特别是", "尤其是"), ("获得了", "取得了"), ("取得了", "获得了"), ("帮助", "协助"),
    ("逐渐", "渐渐"), ("全部", "所有"), ("如今", "现在"), ("当时", "那时"), ("之后", "以后"),
    ("之前", "以前"),
    ("包括(?!，)", "包含"), ("十分", "非常"), ("曾经", "曾"),
    ("出生于", "生于"), ("大部分", "大多数"), ("即使", "就算"),
)  # fmt: skip
_OPENINGS = re.compile(
    r"^(?:(?:此外|然而|因此|同时|另外|不过|但是|例如|于是|所以|总之|事实上|最后|而且|尽管如此|"
    r"与此同时)，|但(?!是))\s*(?P<rest>.+)$"
)
_BRACKETS = re.compile(r"(?<![A-Za-z])\s?[（(][^（）()]{1,60}[）)]")
_TAIL = re.compile(
    r"^(?P<kept>[^；。]{12,})(?:，(?:并|而|但|同时|其中|从而|因此|这|因为|由于|尽管|以便|并且|而且|"
    r"包括)[^，。；]{4,}|；[^；]{6,})。$"
)
_LEANS = re.compile(
    r"如果|虽然|尽管|不是|除了|当|为了|无论|只有|不仅|不但|既|由于|因为|随着|在[^，]*中，|不管"
)
_WHEN = re.compile(
    r"^(?P<at>在)?(?P<when>\d{3,4}\s?年(?:\s?\d{1,2}\s?月)?(?:\s?\d{1,2}\s?[日号])?)，"
)
_DROPPED = re.compile(
    r"(?<=[\u4e00-\u9fff])(?:非常|十分|特别(?!是)|极其|相当(?!于)|显著)(?=[\u4e00-\u9fff]{2})(?!的)"
)


def synonyms(text: str, rng: Random) -> str | None:
    """Put one neutral word in the place of another."""
    found = [(old, new) for old, new in _WORDS if re.search(old, text)]
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
