"""A sentence denied: a "not" put in or taken out, or a word turned into its opposite."""

import re
from collections.abc import Iterator
from random import Random

from eval.claims.changes.base import Scene, replaced
from eval.claims.verbs import BY_BASE, BY_PARTICIPLE, BY_PAST, HAN_VERBS, main_past

_OPPOSITES = (
    "increase decrease|increases decreases|rise fall|rose fell|growth decline|higher lower|"
    "highest lowest|larger smaller|largest smallest|greater smaller|greatest smallest|"
    "biggest smallest|longer shorter|longest shortest|older younger|oldest youngest|"
    "more_than less_than|at_least at_most|before after|above below|first last|majority minority|"
    "maximum minimum|many few|early late|earlier later|stronger weaker|best worst|"
    "northern southern|eastern western|north south|east west|inside outside|upper lower|"
    "faster slower|easy difficult|always never|often rarely|usually rarely|common rare|"
    "important unimportant|possible impossible|illegal legal|public private|victory defeat|"
    "with_the_help without_the_help|with_support without_support|success failure"
)
_VERB_OPPOSITES = (
    "increased decreased|gained lost|won lost|supported opposed|accepted rejected|allowed forbade|"
    "included excluded|includes excludes|succeeded failed|strengthened weakened|improved worsened|"
    "expanded reduced|joined left|closed opened|began ended"
)
_HAN_OPPOSITES = (
    "增加 减少|上升 下降|增长 下降|提高 降低|高于 低于|大于 小于|多于 少于|最大 最小|最高 最低|"
    "最多 最少|"
    "较高 较低|较大 较小|之前 之后|以上 以下|支持 反对|允许 禁止|成功 失败|赢得 输掉|加入 退出|"
    "北部 南部|"
    "东部 西部|南方 北方|早期 晚期|扩大 缩小|优势 劣势|至少 至多|胜利 失败|常见 少见|经常 很少|"
    "大多数 少数|"
    "内部 外部|超过 不到|增强 减弱|公立 私立|合法 非法|包括 不包括|属于 不属于|知道 不知道|首次 "
    "最后一次|"
    "主要 次要|第一个 最后一个"
)
_ONE_WAY = frozenset({"few", "rare", "smaller", "smallest", "late", "never", "rarely"})
_APART = r"(?<![\w/-])(?<!\band )(?<!\bor )(?<!\bat )(?<!\bas )(?<!\bso )(?<!\btoo )(?<!\bno )"
_FIXED = re.compile(r" (?:and|or|to|century|name|day|years?|decades?|weeks?|as)\b|(?:,| that) ")
_OBJECT = r" (?:the|a|an|its|their|his|her|by|in|on|to|that|from|two|three|[A-Z]\w+|\d)\b"
_AUX = re.compile(
    r"\b(?P<aux>is|are|was|were|will|can|could|would|should|has|have|had)\b"
    r"(?! (?:not|never|no|to|n't|neither|nor|been not|also not|only|a few|few|rarely)\b)",
)
_HYPOTHETIC = re.compile(
    r"\b(?:if|unless|whether|while|although|though|because|as|when|where|since|who|which|that|whose"
    r"|what|than|how|not|never|no|neither)\b",
    re.IGNORECASE,
)
_HAN_HYPOTHETIC = re.compile("如果|虽然|尽管|无论|不仅|不但|除了|假如|即使")
_NOT = re.compile(r"\b(?P<aux>is|are|was|were|will|could|would|should|has|have|had|can) not (?=\w)")
_DID_NOT = re.compile(r"\b(?:did|does|do) not (?P<base>[a-z]+)")
_REMOVED = (
    (re.compile(r"\bcannot\b"), "can"), (re.compile(r"\bno longer\b"), "still"),
    (re.compile(r"(?<= )never (?!been)"), "always "), (re.compile(r"\bunable to\b"), "able to"),
)  # fmt: skip
# A character before or behind that makes another word of the verb, or only a guess of it.
_HAN_DENIED = (
    (
        re.compile(
            r"(?<![但于还其而就也否总凡只要若不可都正即既算说或尤特更并便仍能先别])是(?![否因由，])"
        ),
        "不是",
    ),
    (
        re.compile(
            r"(?<![所拥具没只还含富享占原现私公国持稀])有(?=\d|一|两|三|四|五|六|许多|很多|权)"
        ),
        "没有",
    ),
    (re.compile(r"(?<![不可功性职技智才势万未动机])能够?(?=[在使将把够被为])"), "不能"),
    (re.compile(r"(?<!不)可以"), "不可以"),
    (
        re.compile(r"(?<![不未没将会能可而并必须要经])被(?=[\u4e00-\u9fff]{2})(?![^，。]{1,10}的)"),
        "没有被",
    ),
    (re.compile(r"(?<![不未没是])位于"), "不位于"),
    (re.compile(r"(?<![不未没否])包括(?!，)"), "不包括"),
)
_HAN_REMOVED = tuple(
    (re.compile(old), new)
    for old, new in (
        ("并?不是(?!很|非常)", "是"), ("并没有(?=[一任])", "有"),
        ("(?<!并)没有(?=[一任\\d]|迹象|证据)", "有"),
        (f"并?没有(?={'|'.join(HAN_VERBS)})", "已经"), ("并?没有被", "被"),
        ("(?<!可)不能(?!不)", "能"),
        ("不会", "会"), ("未能", "得以"), ("无法", "能够"),
        ("不可(?=[\u4e00-\u9fff]{2})(?!能|避)", "可以"),
        ("并未", "已"), ("不再", "仍然"), ("从未", "曾经"), ("不属于", "属于"), ("不包括", "包括"),
        ("不允许", "允许"), ("不需要", "需要"),
    )
)  # fmt: skip


def change(text: str, scene: Scene, rng: Random) -> str | None:
    """Deny the sentence in one place; half of the time by an opposite where it holds one."""
    ways = (_han_turned, _han_denied) if scene.language == "zh" else (_turned, _denied)
    for way in rng.sample(ways, 2):
        made = list(way(text))
        if made:
            return rng.choice(made)
    return None


def _pairs(table: str) -> Iterator[tuple[str, str]]:
    for row in table.split("|"):
        a, b = (part.replace("_", " ") for part in row.split(" "))
        yield a, b
        yield b, a


def _turned(text: str) -> Iterator[str]:
    for word, opposite in _pairs(_OPPOSITES):
        for match in re.finditer(rf"{_APART}{word}(?![\w/-])(?! [A-Z])", text):
            if word not in _ONE_WAY and not _FIXED.match(text, match.end()):
                yield replaced(text, match, opposite)
        opening = re.match(rf"{word.capitalize()}(?= [a-z])", text)
        if opening and word not in _ONE_WAY:
            yield replaced(text, opening, opposite.capitalize())
    for word, opposite in _pairs(_VERB_OPPOSITES):
        for match in re.finditer(rf"{_APART}{word}(?={_OBJECT})", text):
            if word not in {"left"}:
                yield replaced(text, match, opposite)


def _denied(text: str) -> Iterator[str]:
    for match in _NOT.finditer(text):
        yield replaced(text, match, match["aux"] + " ")
    for match in _DID_NOT.finditer(text):
        if match["base"] in BY_BASE:
            yield replaced(text, match, BY_BASE[match["base"]].past)
    for pattern, new in _REMOVED:
        for match in pattern.finditer(text):
            yield replaced(text, match, new)
    yield from _put_in(text)


def _put_in(text: str) -> Iterator[str]:
    """A "not" behind the first auxiliary of a plain main clause, or "did not" before its verb."""
    match: re.Match[str] | None = _AUX.search(text)
    if match and not _HYPOTHETIC.search(text[: match.start()]):
        follows = re.match(r" (?:also |already |been |since )?(\w+)", text[match.end() :])
        word = follows[1] if follows else ""
        perfect = match["aux"] in {"has", "have", "had"}
        participle = word == "been" or word in BY_PARTICIPLE or re.search(r"(?:ed|wn)$", word)
        if follows and (not perfect or participle or " been " in follows.group()):
            aux = match["aux"]
            yield replaced(text, match, "cannot" if aux == "can" else f"{aux} not")
    elif verb := main_past(text):
        yield replaced(text, verb, f"did not {BY_PAST[verb.group()].base}")


def _han_turned(text: str) -> Iterator[str]:
    for word, opposite in _pairs(_HAN_OPPOSITES):
        one_way = (word, opposite) in {("下降", "增长"), ("失败", "胜利")}
        for match in re.finditer(rf"(?<![不没否])(?<!如果){word}", text):
            if not one_way:
                yield replaced(text, match, opposite)


def _han_denied(text: str) -> Iterator[str]:
    for pattern, new in _HAN_REMOVED:
        for match in pattern.finditer(text):
            yield replaced(text, match, new)
    for pattern, new in _HAN_DENIED:
        denied = pattern.search(text)
        if denied and not _HAN_HYPOTHETIC.search(text[: denied.start()]):
            yield replaced(text, denied, new)
