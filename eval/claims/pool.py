"""The names of a corpus, each with what it seems to name, so that one can stand for another."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from babel import Locale

_NAME = re.compile(r"[A-Z][\w’'.-]*(?:(?: (?:of|de|van|von|al) (?=[A-Z])| )[A-Z][\w’'-]*)*")
_NO_NAMES = frozenset(
    "january february march april may june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday i mr mrs ms dr ad bc bce ce no the a an in on "
    "at by for from of to and or but as it its this that these those there both each since after "
    "before during under with we he she they his her their our not some many most all while when "
    "where although though however other another such if one two three four five six seven eight".split()
)
_PLACE_BEFORE = frozenset("in at near throughout across towards toward into within outside".split())
_PERSON_BEFORE = frozenset(
    "president king sir dr mr mrs mayor queen pope emperor duke prince general professor lord "
    "captain bishop chairman director saint st".split()
)
_SPEECH = frozenset("said says wrote argued told thought believed died married born".split())
_GROUPS = (
    "University College School Institute Academy",
    "Company Corporation Group Bank Ltd Inc Industries Airlines",
    "Council Committee Commission Parliament Assembly Senate Agency Ministry Department Court Board",
    "Party Church League Association Union Society Club Network Conference",
    "War Battle Revolution Rebellion Campaign",
    "River Sea Ocean Lake Bay Strait",
    "Street Avenue Road Boulevard Bridge Park Airport Station Square",
    "Act Treaty Convention Declaration Bill Edict",
)
_HEADS = {word: row.split()[0] for row in _GROUPS for word in row.split()}
_DEMONYM = re.compile(r"(?:ese|ians?|eans?|cans?|ish|nch|tch)$")

# Characters that foreign names are commonly written with; a run of them ends where a name ends.
_SOUNDS = (
    "阿埃艾爱安昂奥巴白班保鲍贝本比彼宾波伯勃博布查达戴丹道德登迪蒂丁顿多厄恩尔法范菲费芬佛弗福盖冈戈格古哈海汉"
    "汗豪赫黑亨洪胡华怀惠霍基吉加贾杰金卡凯坎康考柯科克肯库夸奎昆拉莱兰朗劳勒雷里理利莉列林琳留龙隆卢鲁路露伦罗洛吕"
    "马玛迈麦曼芒毛梅门蒙米密缪莫默姆穆拿纳娜南内尼妮宁纽诺欧帕潘佩彭皮珀普奇齐恰乔琼热日荣儒瑞若萨塞桑森瑟沙"
    "山尚舍申圣什施士舒斯苏索塔泰坦汤唐特滕提田廷图托瓦万旺威韦维魏温文翁沃乌伍武西希锡席夏香肖谢辛雄休许逊"
    "雅亚扬耶叶伊依英尤约泽扎詹佐兹"
)
_HAN_PERSON = re.compile(rf"[{_SOUNDS}]{{2,5}}(?:·[{_SOUNDS}]{{2,6}})+")
_HAN_HEADS = "市 省 州 县 郡 河 大学 公司 岛 湖 战争 条约 学院 教会 王朝".split()
_HAN_PLACE = re.compile(rf"(?<![{_SOUNDS}·])[{_SOUNDS}]{{2,5}}(?P<head>{'|'.join(_HAN_HEADS)})")
_HAN_TITLE = re.compile(r"《[^》]{2,14}》")
_HAN_LATIN = re.compile(r"(?<![A-Za-z(（])[A-Z][A-Za-z]{2,}(?: [A-Z][A-Za-z]+)*(?![A-Za-z)）])")


@dataclass(frozen=True, slots=True)
class Named:
    """A name as it stands in one text: its span and its words."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class NamePool:
    """Names by shape: the names that may stand for one another, in the order of the corpus."""

    shapes: dict[str, tuple[str, ...]]
    by_shape: dict[tuple[str, ...], tuple[str, ...]]

    def like(self, name: str) -> tuple[str, ...]:
        """All names of the corpus that have the same shape and seem to name the same kind."""
        return self.by_shape.get(self.shapes.get(name, ()), ())


@cache
def _countries(language: str) -> frozenset[str]:
    territories = Locale.parse(language).territories
    return frozenset(name for code, name in territories.items() if len(code) == 2)


def names_in(text: str, language: str) -> Iterator[Named]:
    """Yield the names of one sentence, longest first from the left.

    A single capitalised word that opens an English sentence is left out: it may be no name.
    """
    if language == "zh":
        yield from _chinese(text)
        return
    for match in _NAME.finditer(text):
        words = match.group().split()
        start = match.start()
        while words and words[0].casefold().rstrip(".") in _NO_NAMES:
            start += len(words[0]) + 1
            words = words[1:]
        name = re.sub(r"['’]s?$|[.'’-]+$", "", text[start : match.end()])
        opens = start == 0 or text[:start].rstrip()[-1:] in ".!?:"
        if words and len(name) > 2 and not (opens and len(words) == 1):
            if not any(word.casefold() in _NO_NAMES - {"of", "no"} for word in words):
                yield Named(start, start + len(name), name)


def _chinese(text: str) -> Iterator[Named]:
    spans: list[tuple[int, int]] = []
    for pattern in (_HAN_TITLE, _HAN_PERSON, _HAN_PLACE, _HAN_LATIN):
        spans += [match.span() for match in pattern.finditer(text)]
    for country in _countries("zh"):
        if len(country) >= 2 and country in text:
            at = text.index(country)
            spans.append((at, at + len(country)))
    taken = -1
    for start, end in sorted(spans, key=lambda s: (s[0], -s[1])):
        if start >= taken:
            yield Named(start, end, text[start:end])
            taken = end


def make_pool(texts: Iterable[str], language: str) -> NamePool:
    """Read the names of a corpus and tell their shapes by the words around all their uses."""
    uses: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for named in names_in(text, language):
            uses[named.text][_cue(text, named)] += 1
    shapes = {name: _shape(name, cues, language) for name, cues in uses.items()}
    by_shape: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, shape in shapes.items():
        by_shape[shape].append(name)
    return NamePool(shapes, {shape: tuple(names) for shape, names in by_shape.items()})


def _cue(text: str, named: Named) -> str:
    before = re.findall(r"[\w’'-]+(?=\.? $)", text[: named.start])
    after = re.match(r" ([a-z]\w+)", text[named.end :])
    last = before[-1].casefold() if before else ""
    first = after[1] if after else ""
    if last in _PERSON_BEFORE or first in _SPEECH or "·" in named.text:
        return "person"
    if last in _PLACE_BEFORE:
        return "place"
    return "the" if last == "the" else ""


def _shape(name: str, cues: Counter[str], language: str) -> tuple[str, ...]:
    if language == "zh":
        return _han_shape(name)
    words = name.split()
    if words[-1] in _HEADS:
        return ("head", _HEADS[words[-1]])
    if len(words) == 1 and _DEMONYM.search(name):
        return ("demonym", "s" if name.endswith("s") else "")
    if name in _countries("en"):
        return ("place", "")
    length = "1" if len(words) == 1 else "2" if len(words) == 2 else "more"
    if name.isupper():
        return ("capitals", "")
    counted = Counter({cue: n for cue, n in cues.items() if cue})
    kind = counted.most_common(1)[0][0] if counted else ""
    plural = "s" if name.endswith("s") and kind == "the" else ""
    return (kind, "" if kind in {"place", "person"} else length + plural)


def _han_shape(name: str) -> tuple[str, ...]:
    if name.startswith("《"):
        return ("title",)
    if "·" in name:
        return ("person",)
    if re.match(r"[A-Z]", name):
        return ("latin", str(name.isupper()))
    for head in _HAN_HEADS:
        if name.endswith(head):
            return ("head", head)
    return ("country",)
