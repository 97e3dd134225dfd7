"""A plan told as a fact, or a fact as a plan: "will build" and "built"."""

import re
from collections.abc import Iterator
from random import Random

from eval.claims.changes.base import Scene, replaced
from eval.claims.verbs import (
    BY_BASE,
    BY_PARTICIPLE,
    BY_PAST,
    HAN_VERBS,
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
    r"|originally|previously|earlier|before|(?:1\d{3}|20[01]\d)\s*年|世纪|曾|以前|之前|当时"
)
_NO_CLAIM = re.compile(r"\b(?:if|unless|whether|would)\b|如果|假如", re.IGNORECASE)

_VERB = f"(?:{'|'.join(HAN_VERBS)})"
_HAN_PLAN = re.compile(
    rf"(?<![即必可也])(?:计划|打算|预计|准备)?将(?:会|要)?(?P<rest>(?:于[^，。]{{2,12}}|在[^，。]{{2,12}})?(?:被)?{_VERB})"
)
_HAN_INTENT = re.compile(
    rf"(?:计划|打算|准备|预计)(?:会|要)?(?P<rest>(?:在[^，。]{{2,12}})?{_VERB})"
)
_HAN_DONE = re.compile(rf"(?:已经|已)(?P<rest>(?:在[^，。]{{2,12}})?(?:被)?{_VERB})了?")
_HAN_LE = re.compile(rf"(?<![将会要为能以])(?P<rest>{_VERB})了")
_HAN_PASSIVE = re.compile(rf"(?<![将会已能以可要不未没])(?P<rest>被{_VERB})")


def change(text: str, scene: Scene, rng: Random) -> str | None:
    """Tell what is planned as done, else what is done as planned; dated deeds stay as they are."""
    if _NO_CLAIM.search(text):
        return None
    plans, facts = (_han_done, _han_planned) if scene.language == "zh" else (_done, _planned)
    made = list(plans(text))
    if not made and not _LONG_PAST.search(text):
        made = list(facts(text, rng))
    return rng.choice(made) if made else None


def _done(text: str) -> Iterator[str]:
    for pattern in (_WILL_BE, _PLANS, _WILL):
        for match in pattern.finditer(text):
            plural = is_plural_subject(text[: match.start()])
            if pattern is _WILL_BE or (pattern is _PLANS and match["be"]):
                if match["verb"] in BY_PARTICIPLE:
                    be = "have been" if plural else "has been"
                    yield replaced(text, match, f"{be} {match['verb']}")
            elif match["verb"] in BY_BASE:
                yield replaced(text, match, BY_BASE[match["verb"]].past)


def _planned(text: str, rng: Random) -> Iterator[str]:
    for match in _WAS.finditer(text):
        if match["verb"] in BY_PARTICIPLE:
            were = text[match.start() : match.start() + 4] == "were"
            plan = rng.choice(["will be", ("are" if were else "is") + " planned to be"])
            yield replaced(text, match, f"{plan} {match['verb']}")
    for match in _HAS_BEEN.finditer(text):
        if match["verb"] in BY_PARTICIPLE:
            yield replaced(text, match, f"will be {match['verb']}")
    for match in _HAS.finditer(text):
        if match["verb"] in BY_PARTICIPLE:
            yield replaced(text, match, f"will {BY_PARTICIPLE[match['verb']].base}")
    if verb := main_past(text):
        plural = is_plural_subject(text[: verb.start()])
        plan = rng.choice(["will", "plan to" if plural else "plans to"])
        yield replaced(text, verb, f"{plan} {BY_PAST[verb.group()].base}")


def _han_done(text: str) -> Iterator[str]:
    for pattern in (_HAN_PLAN, _HAN_INTENT):
        for match in pattern.finditer(text):
            yield replaced(text, match, "已" + match["rest"])


def _han_planned(text: str, rng: Random) -> Iterator[str]:
    plan = rng.choice(["将", "计划", "将会"])
    for pattern in (_HAN_DONE, _HAN_LE):
        for match in pattern.finditer(text):
            passive = match["rest"].startswith("被")
            yield replaced(text, match, ("将" if passive else plan) + match["rest"])
    for match in _HAN_PASSIVE.finditer(text):
        yield replaced(text, match, "将" + match["rest"])
