"""Names in Chinese text: those that can be told without cutting it into words."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from babel import Locale

# Characters that foreign names are commonly written with; a run of them ends where a name ends.
_SOUNDS = (
    "阿埃艾爱安昂奥巴白班保鲍贝本比彼宾波伯勃博布查达戴丹道德登迪蒂丁顿多厄恩尔法范菲费芬佛弗福盖冈戈格古哈海汉"
    "汗豪赫黑亨洪胡华怀惠霍基吉加贾杰金卡凯坎康考柯科克肯库夸奎昆拉莱兰朗劳勒雷里理利莉列林琳留龙隆卢鲁路露伦罗洛吕"
    "马玛迈麦曼芒毛梅门蒙米密缪莫默姆穆拿纳娜南内尼妮宁纽诺欧帕潘佩彭皮珀普奇齐恰乔琼热日荣儒瑞若萨塞桑森瑟沙"
    "山尚舍申圣什施士舒斯苏索塔泰坦汤唐特滕提田廷图托瓦万旺威韦维魏温文翁沃乌伍武西希锡席夏香肖谢辛雄休许逊"
    "雅亚扬耶叶伊依英尤约泽扎詹佐兹周夫"
)
_PERSON = re.compile(rf"(?<![·A-Za-z])[{_SOUNDS}]{{2,5}}(?:·[{_SOUNDS}]{{2,6}})+(?!·)")
_HEADS = "市 省 州 县 郡 河 大学 公司 岛 湖 战争 条约 学院 教会 王朝".split()
_PLACE = re.compile(rf"(?<![{_SOUNDS}·])[{_SOUNDS}]{{2,4}}(?P<head>{'|'.join(_HEADS)})")
_TITLE = re.compile(r"《[^》\d]{2,14}》")
_LATIN = re.compile(
    r"(?<![A-Za-z(（\d+/-])[A-Z][A-Za-z]{2,}(?: [A-Z][A-Za-z]+)*(?![A-Za-z)）\d+/-])"
)


@cache
def _countries() -> tuple[str, ...]:
    codes = Locale.parse("zh").territories
    names = {name for code, name in codes.items() if len(code) == 2 and len(name) >= 2}
    names.discard("海地")  # stands inside "沿海地区"
    return tuple(sorted({*names, "英格兰", "苏格兰"}))


@cache
def _country() -> re.Pattern[str]:
    """Countries, not as a part of a longer name in sounds."""
    longest_first = sorted(_countries(), key=len, reverse=True)
    return re.compile(rf"(?<![·{_SOUNDS}])(?:{'|'.join(longest_first)})(?![·{_SOUNDS}])")


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where names stand, the longest of those that begin at one place."""
    found = [
        m.span() for pattern in (_TITLE, _PERSON, _PLACE, _LATIN) for m in pattern.finditer(text)
    ]
    found += [match.span() for match in _country().finditer(text)]
    taken = -1
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if start >= taken:
            yield start, end
            taken = end


def cue(text: str, start: int, end: int) -> str:
    """Chinese names tell their kind by themselves."""
    return ""


def shape(name: str, cues: Counter[str]) -> tuple[str, ...]:
    """What kind of name may stand for a name; () if none may."""
    if name.startswith("《"):
        return ("title",)
    if "·" in name:
        return ("person",)
    if re.match(r"[A-Z]", name):
        return ("latin", "capitals" if name.isupper() else "more" if " " in name else "one")
    if name in _countries():
        return ("country",)
    head = next((head for head in _HEADS if name.endswith(head)), "")
    return ("head", head) if head else ()
