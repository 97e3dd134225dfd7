"""A plan told as a fact, or a fact as a plan: "will build" and "built"."""

import re
from collections.abc import Iterator
from itertools import pairwise
from random import Random

from eval.claims.changes.base import Scene, replaced
from eval.claims.verbs import (
    BY_BASE,
    BY_PARTICIPLE,
    BY_PAST,
    FINISHED,
    HAN_VERBS,
    in_progress,
    is_plural_subject,
    main_past,
)

_WILL_BE = re.compile(r"\bwill (?:also |soon |then )?be (?P<verb>[a-z]+)\b")
_WILL = re.compile(r"\bwill (?:also |soon |then )?(?P<verb>[a-z]+)\b")
_PLANS = re.compile(
    r"\b(?:plans?|intends?|aims?|hopes?|expects?|(?:is|are) (?:expected|planned|scheduled|set|due"
    r"|going))(?: also)? to (?:(?P<be>be) )?(?P<verb>[a-z]+)\b"
)
_WAS = re.compile(r"\b(?:was|were) (?P<verb>[a-z]+)\b(?! (?:to|by then)\b)")
_HAS_BEEN = re.compile(r"\b(?:has|have) (?:already |also |since )?been (?P<verb>[a-z]+)\b")
_HAS = re.compile(r"\b(?:has|have) (?:already |also |since )?(?P<verb>[a-z]+)\b")
_LONG_PAST = re.compile(
    r"\b(?:1\d{3}|200\d|201\d|\d{3}s?)\b|century|\bago\b|yesterday|\blast\b|\bformer|ancient|\bBC\b"
    r"|originally|previously|earlier|before|\bpast\b|recent|present day|[Aa]s it stands"
    r"|(?:1\d{3}|20[01]\d)\s*年|世纪|曾|以前|之前|当时"
)
_NO_CLAIM = re.compile(r"\b(?:[Ii]f|[Uu]nless|[Ww]hether|would)\b|^That\b|如果|假如")

_BEING = re.compile(r"\b(?P<be>is|are) (?:now |currently )?being (?P<verb>[a-z]+)\b")
_DOING = re.compile(r"\b(?P<be>is|are) (?:now |currently |also )?(?P<verb>[a-z]+ing)\b")
_FINISHING = {in_progress(base): BY_BASE[base] for base in FINISHED if base in BY_BASE}
# The verb of another clause than the one that was found to be plain.
_OTHER_CLAUSE = re.compile(
    r"\b(?:which|that|who|when|once|while|because|after|before|if|as|where|what|until|"
    r"since)\b[^,;]*$"
)
_BASES = "|".join(BY_BASE)
_ANOTHER = re.compile(
    rf"(?P<and>(?:,|\band)(?: and)?) (?P<verb>{_BASES})(?= (?:the|a|an|its|their|more|new|all|\d))"
)
_LEFT_OVER = re.compile(rf"\band (?:[a-z]+ly )?(?:{_BASES}) (?!and|or|of|in|for|with)[a-z]+")

_VERB = f"(?:{'|'.join(HAN_VERBS)})"
_AT = r"(?:[于在为从以对由与][^，。；、了的于在为从以对由与]{1,14})?"
_HAN_PLAN = re.compile(
    rf"(?<![即必可也])(?:计划|打算|预计|准备)?将(?:会|要)?(?P<rest>{_AT}(?:被)?{_VERB})"
)
_HAN_INTENT = re.compile(rf"(?:计划|打算|准备|预计)(?:会|要)?(?P<rest>{_AT}{_VERB})")
_HAN_DONE = re.compile(rf"(?:已经|已)(?P<rest>{_AT}(?:被)?{_VERB})了?")
_BEFORE_DEED = r"(?<![将会要为能以助过地并来使让其想因由])"
_HAN_LE = re.compile(rf"{_BEFORE_DEED}(?P<rest>{_AT}(?<![助过使让])(?:被)?{_VERB})了")
_HAN_PASSIVE = re.compile(rf"(?<![将会已经能以可要不未没者了并而中])(?P<rest>被{_VERB})(?!的)")
_HAN_FOUNDED = re.compile(r"(?<![将])(?P<rest>(?:始?建|成立|创建|创立|建造|建成|出版|发表)于)")


def change(text: str, scene: Scene, rng: Random) -> str | None:
    """Tell what is planned as done, else what is done as planned; dated deeds stay as they are."""
    if _NO_CLAIM.search(text):
        return None
    han = scene.language == "zh"
    made = list(_han_done(text) if han else [*_done(text), *_finished(text)])
    if not made and not _LONG_PAST.search(text):
        made = list(_han_planned(text) if han else _planned(text, rng))
    return rng.choice(made) if made else None


def _done(text: str) -> Iterator[str]:
    for pattern in (_WILL_BE, _PLANS, _WILL):
        for match in _plain(pattern, text):
            plural = is_plural_subject(text[: match.start()])
            if pattern is _WILL_BE or (pattern is _PLANS and match["be"]):
                if match["verb"] in BY_PARTICIPLE:
                    be = "have been" if plural else "has been"
                    yield replaced(text, match, f"{be} {match['verb']}")
            elif match["verb"] in BY_BASE:
                rest = _ANOTHER.sub(_also_past, text[match.end() :])
                if not _LEFT_OVER.search(rest):
                    yield text[: match.start()] + BY_BASE[match["verb"]].past + rest


def _finished(text: str) -> Iterator[str]:
    """What is being done told as done."""
    for match in _plain(_BEING, text):
        if match["verb"] in BY_PARTICIPLE:
            yield replaced(text, match, f"{_HAVE[match['be']]} been {match['verb']}")
    for match in _plain(_DOING, text):
        if match["verb"] in _FINISHING:
            verb = _FINISHING[match["verb"]]
            yield replaced(text, match, f"{_HAVE[match['be']]} {verb.participle}")


_HAVE = {"is": "has", "are": "have"}


def _also_past(match: re.Match[str]) -> str:
    return f"{match['and']} {BY_BASE[match['verb']].past}"


def _plain(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Matches that stand in a main clause."""
    for match in pattern.finditer(text):
        if not _OTHER_CLAUSE.search(text[: match.start()]):
            yield match


def _planned(text: str, rng: Random) -> Iterator[str]:
    for match in _plain(_WAS, text):
        if match["verb"] in BY_PARTICIPLE and not _tells_more(text[match.end() :]):
            were = text[match.start() : match.start() + 4] == "were"
            planned = BY_PARTICIPLE[match["verb"]].base in FINISHED and rng.random() < 0.5
            be = ("are" if were else "is") + " planned to be" if planned else "will be"
            yield replaced(text, match, f"{be} {match['verb']}")
    for match in _plain(_HAS_BEEN, text):
        if match["verb"] in BY_PARTICIPLE:
            yield replaced(text, match, f"will be {match['verb']}")
    for match in _plain(_HAS, text):
        if match["verb"] in BY_PARTICIPLE:
            yield replaced(text, match, f"will {BY_PARTICIPLE[match['verb']].base}")
    if verb := main_past(text):
        base = BY_PAST[verb.group()].base
        plural = is_plural_subject(text[: verb.start()])
        planned = base in FINISHED and rng.random() < 0.5
        plan = ("plan to" if plural else "plans to") if planned else "will"
        rest = text[verb.end() :]
        if not _tells_more(rest):
            yield f"{text[: verb.start()]}{plan} {base}{rest}"


def _tells_more(rest: str) -> bool:
    """Whether the words behind a verb hold another verb of the past, which would stay behind."""
    words = re.findall(r"[a-z]+", rest)
    after = {b for a, b in pairwise(words) if a in {"and", "he", "it", "she", "they", "but", "who"}}
    return bool(after & set(BY_PAST) or {"was", "were", "had", "did"} & set(words))


def _han_done(text: str) -> Iterator[str]:
    for pattern in (_HAN_PLAN, _HAN_INTENT):
        for match in pattern.finditer(text):
            yield replaced(text, match, "已" + match["rest"])


def _han_planned(text: str) -> Iterator[str]:
    for pattern in (_HAN_DONE, _HAN_LE):
        for match in pattern.finditer(text):
            yield replaced(text, match, "将" + match["rest"])
    for pattern in (_HAN_PASSIVE, _HAN_FOUNDED):
        for match in pattern.finditer(text):
            yield replaced(text, match, "将" + match["rest"])
