"""What is said of a figure or a person: a quote may hold all of a claim's figures, told otherwise.

Read off the words around, without a parser: a count is followed by the plural that it counts, a
change has its direction beside it, whoever acts stands before the verb, an office is followed by
what it is an office of. What cannot be read so is not judged here.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from itertools import takewhile

from rag.verify.lexicon import OFFICES
from rag.verify.names import missing, names
from rag.verify.nouns import is_plural, noun_phrase
from rag.verify.numerals import resolve
from rag.verify.quantities import MARK, QUANTITY, years
from rag.verify.verbs import is_past
from rag.words import STOP_WORDS, content_words, is_han, same_stem, stem

_UP = frozenset(
    map(
        stem,
        "rise rises rose risen rising raise raised increase increased grow grows grew grown growth "
        "climb climbed gain gained expand expanded double doubled up".split(),
    )
)
_DOWN = frozenset(
    map(
        stem,
        "fall falls fell fallen falling drop dropped decline declined decrease decreased reduce "
        "reduced reduction shrink shrank shrunk cut cuts lower lowered halve halved down".split(),
    )
)
CHANGES = _UP | _DOWN
"""Stems of words that tell that something became more or less."""

DIRECTION_NEAR = 8
"""Words between a figure and the word that tells which way it went, at most."""

_OFFICE = re.compile(
    rf"\b({'|'.join(sorted(OFFICES))})\b(?:\s+executive\s+officer)?(?:\s+general)?\s+of\s+(?:the\s+)?"
    r"([A-Z][\w&-]*)",
    re.IGNORECASE,
)
# Whoever leads a body holds an office of it.
_LEADS = re.compile(
    r"\b(?:leads|led|heads|headed|chairs|chaired|governs|governed|runs)\s+"
    r"(?:(?:the|city|town|county|province|country|state|of)\s+)*([A-Z][\w&-]*)"
)
_LED = re.compile(
    r"\b(?!The\b)([A-Z][\w&-]*)(?:\s+(?:[A-Z][\w&-]*|of|and|for|the))*"
    r"\s+(?:is|was)\s+(?:led|headed|chaired|governed|run)\s+by\b"
)
# "Oslo is the capital of Norway": what something is to another is told like an office.
_IS_OF = re.compile(
    r"\b(?!What|Which|Who|Where|When|How)[A-Z][\w-]*\s+(?:is|was|became)\s+(?:the|an?)\s+"
    r"(?:[a-z-]+\s+){0,2}?([a-z]{4,})\s+of\s+"
    r"(?:the\s+)?([A-Z][\w&-]*)"
)
_ANY_OFFICE = (
    rf"\b(?:(?i:{'|'.join(sorted(OFFICES))})|leads|led|heads|headed|chairs|chaired|governs)\b"
)
_PART_OF = re.compile(
    r"\b(?:1|one) of (?:the |its |their )?$|\bamong (?:the |its |their )?$|\btop $",
    re.IGNORECASE,
)
"""Before a count of which the sentence's own subject is a part."""
_SHARE_OF = re.compile(
    r"(?:\d\s*%|\b(?:percent|percentage|share|proportion))\s+of\s+(?:(?:its|their|his|her|our|the|all|this|that|total|whole|entire|overall)\s+)*"
    r"(?=(?P<what>[a-z][\w’'-]*))"
)
_AUXILIARY = frozenset("has have had will would also already".split())
_PASSIVE = frozenset("is are was were be been being".split())
_INTO = frozenset("in into to for from of with at on across within inside towards".split())
_WORD = re.compile(r"[A-Za-zÀ-ɏ][\w'’-]*")


def counted(text: str, *, as_source: bool) -> tuple[tuple[Decimal, frozenset[str]], ...]:
    """Each bare count of `text` with the stems of the words behind it, if a plural is among them.

    Money, shares, ordinals and years count nothing and are left out; a count without a plural
    behind it ("rose to 12") comes with an empty set.
    """
    resolved = resolve(MARK.sub(" ", text), every_word=as_source)
    known = years(resolved)
    found = []
    for match in QUANTITY.finditer(resolved):
        value = Decimal(match["number"])
        if match["before"] or match["after"] or match["percent"] or match["ordinal"]:
            continue
        if value not in known:
            words = noun_phrase(resolved, match.end())
            held = any(map(is_plural, words))
            found.append((value, frozenset(map(same_stem, words)) if held else frozenset()))
    return tuple(found)


def miscounted(claim: str, quotes: Sequence[str], around: str) -> list[str]:
    """Say which counts and shares of a claim its quotes tell of another thing.

    Args:
        claim: one sentence.
        quotes: what it rests on, in the same language.
        around: what is printed around them; a count without a noun may count what stands there.
    """
    if is_han(claim):
        return []
    told: dict[Decimal, list[frozenset[str]]] = {}
    for quote in quotes:
        for value, words in counted(quote, as_source=True):
            told.setdefault(value, []).append(words)
    near = content_words(around)
    reasons = of_another_whole(claim, quotes) + _of_a_part(claim, quotes)
    for value, words in counted(claim, as_source=False):
        if not words or value not in told:
            continue
        if not any(words & (other or near) for other in told[value]):
            reasons.append(f"the quoted words count something else with {value.normalize():f}")
    return reasons


def _of_a_part(claim: str, quotes: Sequence[str]) -> list[str]:
    """Say which counts are told of a claim's subject that is but one of so many in its quotes."""
    told = [pair for quote in quotes for pair in _parted(quote)]
    return [
        f"the quoted words tell of one among {value.normalize():f}"
        for value, parted in _parted(claim)
        if not parted and {p for v, p in told if v == value} == {True}
    ]


def _parted(text: str) -> list[tuple[Decimal, bool]]:
    """Each figure of a text, and whether it counts those of which something is one."""
    resolved = resolve(MARK.sub(" ", text), every_word=True)
    return [
        (Decimal(match["number"]), is_part(resolved, match.start("number")))
        for match in QUANTITY.finditer(resolved)
    ]


def is_part(text: str, at: int) -> bool:
    """Whether the number at `at` counts those of which something is one: "one of the four"."""
    return _PART_OF.search(text[:at]) is not None


def of_another_whole(claim: str, quotes: Sequence[str]) -> list[str]:
    """Say which shares of a claim are shares of what its quotes do not speak of at all.

    "It spends 3% of its budget on waste" is not what "waste fell by 3%" says.
    """
    source = content_words("\n".join(quotes))
    resolved = resolve(MARK.sub(" ", claim), every_word=False)
    reasons = []
    for match in _SHARE_OF.finditer(resolved):
        # In a question the one who has it follows: "what share of its budget Oslo spends".
        own = takewhile(str.islower, noun_phrase(resolved, match.end()))
        whole = frozenset(map(same_stem, own))
        if whole and not whole & source:
            reasons.append(f"the quoted words tell no share of {match['what']}")
    return reasons


DID_IT = "did it"
"""How the reason ends that someone is not told to have acted."""


def reversed_roles(claim: str, quotes: Sequence[str]) -> list[str]:
    """Say so if a claim lets someone do what its quotes say was done by or to another.

    "Oslo has invested 5 million" is not what "firms invested 5 million in Oslo" says, nor what
    "Bergen invested 5 million" does.
    """
    if is_han(claim):
        return []
    actor, verb = _actor(MARK.sub(" ", claim))
    if not actor:
        return []
    seen = [_acts(actor, verb, quote) for quote in quotes]
    if False in seen and True not in seen:
        return [f"the quoted words do not say that {actor[-1]} {DID_IT}"]
    # Another quote that happens to name the actor does not make up for it.
    main = max(quotes, key=lambda quote: len(content_words(quote) & content_words(claim)))
    other = _actor(main)[0]
    if other and missing(actor, main) == tuple(word for word in actor if word != "of"):
        return [f"the quoted words say it of {other[-1]}"]
    return []


def _actor(claim: str) -> tuple[tuple[str, ...], str]:
    """The name that opens a claim, in its words, and the stem of the active verb behind it."""
    words = _WORD.findall(claim)
    named = set(names(claim)) | set(names(" ".join(["In", *words])))
    at = 1 if words and words[0].casefold() == "the" else 0
    start = at
    # "Exports of Norway" name nobody: only that they open the sentence gives them a capital.
    is_name = at < len(words) and words[at] in names(claim)
    while at < len(words) and (_bare(words[at]) in named or (is_name and _joins(words, at, named))):
        if words[at].endswith(("'s", "’s")):
            return (), ""
        at += 1
    actor = tuple(words[start:at])
    helped = at
    while at < len(words) and words[at].casefold() in _AUXILIARY:
        at += 1
    if not actor or at >= len(words) or words[at].casefold() in STOP_WORDS | _PASSIVE:
        return (), ""
    # "The Norwick yard has ..." tells a deed of no Norwick.
    is_verb = at > helped or is_past(words[at]) or words[at].casefold().endswith("s")
    return (actor, stem(words[at])) if is_verb else ((), "")


def _bare(word: str) -> str:
    return re.sub(r"['’]s$", "", word)


def _joins(words: Sequence[str], at: int, named: AbstractSet[str]) -> bool:
    """Whether the word at `at` stands within a name: "the Bank of Norway"."""
    behind = words[at + 1] if at + 1 < len(words) else ""
    return words[at] == "of" and at > 0 and words[at - 1] in named and _bare(behind) in named


def _acts(actor: Sequence[str], verb: str, quote: str) -> bool | None:
    """Whether the actor does the verb in the quote; None where the two do not meet.

    An actor is found by the last word of its name, or where that may be another's ("the Bank of
    Norway") by all of them, since what stands before tells whose deed it is.
    """
    words = _WORD.findall(quote)
    verbs = [i for i, word in enumerate(words) if stem(word) == verb]
    sought = [same_stem(word) for word in (actor if "of" in actor else actor[-1:])]
    stems = [same_stem(word) for word in words]
    places = [i for i in range(len(stems)) if stems[i : i + len(sought)] == sought]
    if not verbs or not places:
        return None
    return not all(_is_into(words, place, any(v < place for v in verbs)) for place in places)


def _is_into(words: Sequence[str], place: int, behind_verb: bool) -> bool:
    """Whether a name is where something is done, not who does it: "in Oslo", "to all of Oslo"."""
    before = [word.casefold() for word in words[max(0, place - 3) : place]]
    if before[-1:] == ["by"] or before[-2:] == ["by", "the"]:
        return False
    if behind_verb:
        return bool(_INTO & set(before))
    return bool(_INTO & set([word for word in before if word != "the"][-1:]))


def turned(claim: str, quotes: Sequence[str]) -> list[str]:
    """Say which figures of a claim rise where its quotes let them fall, or the other way round."""
    told = [direction for quote in quotes for direction in _directions(quote, as_source=True)]
    reasons = []
    for value, way in _directions(claim, as_source=False):
        ways = {other for known, other in told if known == value and other}
        if way and ways and way not in ways:
            reasons.append(f"the quoted words say the opposite of {value.normalize():f}")
    return reasons


def _directions(text: str, *, as_source: bool) -> list[tuple[Decimal, str]]:
    """Each figure of a text with "up", "down" or "" by the nearest word that tells it."""
    resolved = resolve(MARK.sub(" ", text), every_word=as_source)
    known = years(resolved)
    ways = [
        (len(resolved[: m.start()].split()), "up" if stem(m.group()) in _UP else "down")
        for m in _WORD.finditer(resolved)
        if stem(m.group()) in CHANGES
    ]
    found = []
    for match in QUANTITY.finditer(resolved):
        value = Decimal(match["number"])
        if value in known and not match["percent"]:
            continue
        at = len(resolved[: match.start("number")].split())
        near = min(ways, key=lambda w: abs(w[0] - at), default=(at + DIRECTION_NEAR + 1, ""))
        found.append((value, near[1] if abs(near[0] - at) <= DIRECTION_NEAR else ""))
    return found


def misplaced_offices(claim: str, source: str) -> list[str]:
    """Say which offices of a claim ("president of Norway") its source does not hold together.

    Whoever leads a body ("she heads the bank") must be told as its head or by another office.

    Args:
        claim: one sentence.
        source: the quotes with what is printed around them.
    """
    bare = MARK.sub(" ", claim)
    held = [
        (rf"\b(?i:{re.escape(match[1])})\b", match[2], f"{match[1]} of {match[2]}")
        for pattern in (_OFFICE, _IS_OF)
        for match in pattern.finditer(bare)
        if pattern is _OFFICE or match[1] in source
    ]
    held += [
        (_ANY_OFFICE, match[1], f"who leads {match[1]}")
        for pattern in (_LEADS, _LED)
        for match in pattern.finditer(bare)
    ]
    reasons = []
    for office, name, told in held:
        body = rf"\b{re.escape(name)}\b"
        if not re.search(body, source):
            continue  # a missing name is told as one
        # Between the two stand small words and names alone, or the body stands before.
        behind = rf"{office}(?:\W+(?:of|the|for|at|and|[A-Z]\w*))*?\W+{body}"
        before = rf"{body}(?:\W+\w+){{0,3}}?\W+{office}"
        if not re.search(f"{behind}|{before}", source):
            reasons.append(f"{told} is not told there")
    return reasons
