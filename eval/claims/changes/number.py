"""One number changed: figures and number words; years, ordinals and numbered names stay."""

import re
from collections.abc import Iterator
from random import Random

from eval.claims.changes.base import Scene, replaced, stands_in, told_elsewhere

DIGITS = re.compile(
    r"(?<![\w.,/:–—-])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?![A-Za-z\d]|[.,:/–—-]\d|½|¼|-)"
)
HAN_DIGITS = re.compile(
    r"(?<![A-Za-z\d.,/:–—第图表-])(?<!图 )(?<!- )(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|"
    r"\d+(?:\.\d+)?)"
    r"(?![A-Za-z\d]|[.,:/–—-]\s?\d|½|¼|\s*(?:年|月|日|号|世纪|至|到|-|–))"
)
WORDS = "two three four five six seven eight nine ten eleven twelve".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_EITHER_CASE = "|".join(f"{word}|{word.capitalize()}" for word in (*WORDS, *TENS))
_WORD = re.compile(
    rf"(?<![\w-])(?P<number>{_EITHER_CASE})(?= [a-z]+)(?! (?:or|to|and|other|million|billion)\b)"
)
_NOT_AFTER = re.compile(r"(?:\b(?:or|to|other|every|chapter|point)|\d) $", re.IGNORECASE)
HAN_NUMBERS = "二三四五六七八九"
_HAN = re.compile(
    r"(?<![第零〇一二两三四五六七八九十百千万亿几数之星期])(?P<number>[两三四五六七八九])"
    r"(?=个|名|次|支|位|座|家|种|倍|天|小时|分钟|公里|所|艘|架|部|条|项|十|百|千|万|亿|大|场|篇|岁|"
    r"类|级|层|组|颗|枚|本|届)"
)
_ALIKE = {word: str(n) for n, word in enumerate(WORDS, 2)}
_ALIKE |= {digits: word for word, digits in _ALIKE.items()}
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
_AT_LEAST = re.compile(
    r"(?:more than|over|at least|above|exceed\w*|(?<!不)超过|(?<!不)多于"
    r"|至少|逾|不少于|不低于|不小于)\s*\$?$"
)
_AT_MOST = re.compile(
    r"(?:less than|fewer than|under|below|up to|at most|(?<!不)少于|不到|最多"
    r"|(?<!不)低于|不超过|不多于)\s*\$?$"
)
_ABOUT = re.compile(
    r"(?:about|around|approximately|nearly|almost|some|roughly|约|大约|近|接近)\s*\$?$"
)


def change(text: str, scene: Scene, rng: Random) -> str | None:
    """Put another value in the place of one number.

    One time in three the value is one that the evidence tells of something else.
    """
    found = list(_found(text, scene.language))
    rng.shuffle(found)
    for match in found:
        for _ in range(8):
            new = _other(text, match, scene, rng)
            claim = replaced(text, match, new, "number") if new else ""
            if new and _is_new(new, match["number"], scene) and not told_elsewhere(
                claim, new, scene
            ):  # fmt: skip
                return claim
    return None


def _is_new(new: str, old: str, scene: Scene) -> bool:
    truth = scene.truth.casefold()
    forms = {new.casefold(), _ALIKE.get(new.casefold(), new)}
    return old.casefold() not in forms and not any(stands_in(form, truth) for form in forms)


def _found(text: str, language: str) -> Iterator[re.Match[str]]:
    if language == "zh":
        yield from HAN_DIGITS.finditer(text)
        yield from _HAN.finditer(text)
        return
    for match in DIGITS.finditer(text):
        before = re.findall(r"[\w'.]+(?= $)", text[: match.start()])
        numbered = bool(before) and before[-1][:1].isupper() and match.start() > len(before[-1]) + 1
        year = re.fullmatch(r"1\d{3}|20\d\d", match["number"])
        if not year and not (numbered and before[-1].casefold() not in _MONTHS):
            yield match
    for match in _WORD.finditer(text):
        if not _NOT_AFTER.search(text[: match.start()]):
            yield match


def _other(text: str, match: re.Match[str], scene: Scene, rng: Random) -> str | None:
    old, before = match["number"], text[: match.start()].casefold()
    if not old[0].isdigit():
        return _other_word(old, rng)
    if rng.random() < 1 / 3:
        pattern = HAN_DIGITS if scene.language == "zh" else DIGITS
        shown = [m["number"] for s in scene.others for m in pattern.finditer(s)]
        near = [n for n in shown if len(n) == len(old) and not re.fullmatch(r"1\d{3}|20\d\d", n)]
        new = rng.choice(near) if near else None
    else:
        new = _other_digits(old, rng)
    day = bool(re.search(rf"\b(?:{'|'.join(_MONTHS)}) $", before))
    share = bool(re.match(r"\s*(?:%|percent|per cent|％)", text[match.end() :]))
    return new if new and _fits(old, new, before, 31 if day else 100 if share else None) else None


def _fits(old: str, new: str, before: str, most: int | None) -> bool:
    """Whether the new value is false even as a bound or an estimate, and possible at all."""
    a, b = float(old.replace(",", "")), float(new.replace(",", ""))
    if most is not None and b > most >= a:
        return False
    if _AT_LEAST.search(before):
        return b > 1.2 * a
    if _AT_MOST.search(before):
        return b < a / 1.2
    return abs(a - b) > 0.2 * a if _ABOUT.search(before) else a != b


def _other_word(old: str, rng: Random) -> str:
    if old in "两三四五六七八九":
        return rng.choice(HAN_NUMBERS.replace("二", "两").replace(old, ""))
    kind = TENS if old.casefold() in TENS else WORDS
    new = rng.choice([word for word in kind if word != old.casefold()])
    return new.capitalize() if old[0].isupper() else new


def _other_digits(old: str, rng: Random) -> str:
    """Another number of the same look: small counts anew, longer ones in one digit."""
    if re.fullmatch(r"\d|1[0-2]", old):
        return str(rng.choice([n for n in range(2, 13) if str(n) != old]))
    places = [i for i, c in enumerate(old) if c in "123456789"][:2]
    at = rng.choice(places or [len(old) - 1])
    digit = rng.choice([d for d in "123456789" if d != old[at]])
    return old[:at] + digit + old[at + 1 :]
