"""The same measure at several dates or in several reports, each figure with its date.

A figure belongs to the question's measure when a head word of the question (a content word
that is no name and no year) stands near the number, nearer than to any other number of the
sentence. Two dates of one measure are two facts; two values of one date are a conflict.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.domain import Figure
from rag.answer_type import wanted
from rag.evidence import Evidence
from rag.verify.names import names
from rag.verify.numerals import resolve
from rag.verify.quantities import QUANTITY, Quantity, quantities, years
from rag.words import content_words, is_han, stem

NEAR = 9
"""Words between a number and the head word it counts, at most."""

_ASKS_NUMBER = re.compile(
    r"\b(how (many|much|large|big|high|long|far|fast)|number|total|volume|amount|value|size|"
    r"population|area|gdp|share|percent(age)?|rate|ratio|rank|figures?|cost|budget|revenue)\b|"
    r"多少|几|数量|总额|规模|人口|面积|占比|比例|排名",
    re.IGNORECASE,
)
# "Fortune 500", "Global 500": the number is part of a name.
_IN_A_NAME = re.compile(r"\w\W+[A-Z][a-z]+ $")
_TOKEN = re.compile(r"\d+(?:\.\d+)?|[A-Za-zÀ-ɏ]+(?:['’][a-z]+)?")


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of the asked measure in one quote (`index` counts the evidence from 0)."""

    index: int
    quantity: Quantity
    as_of: str
    heads: frozenset[str]
    distance: int


def asks_for_number(question: str) -> bool:
    """Whether the question wants a number."""
    return bool(_ASKS_NUMBER.search(question))


def head_words(question: str) -> frozenset[str]:
    """Content words of the question that are neither names, numbers nor measuring words."""
    named = {stem(part) for name in names(question) for part in re.findall(r"\w+", name)}
    measuring = content_words("number total amount value figure size year")
    return frozenset(
        word
        for word in content_words(question) - measuring
        if not word.isdigit() and (word not in named or word.isupper())
    ) or (content_words(question) & frozenset(named))


def read(question: str, evidence: Sequence[Evidence]) -> tuple[Reading, ...]:
    """Read the asked measure out of each quote, best quote first; none where it is not told."""
    heads = head_words(question)
    readings = []
    for index, item in enumerate(evidence):
        reading = _nearest(index, item, heads)
        if reading is not None:
            readings.append(reading)
    return tuple(readings)


def not_counted(question: str, quotes: Sequence[Evidence]) -> tuple[str, ...]:
    """Say so if a number is asked for and no quote speaks of what it should count."""
    heads = head_words(question)
    if wanted(question) != "number" or not heads or all(map(is_han, heads)):
        return ()
    if any(heads & content_words(quote.text) for quote in quotes):
        return ()
    return ("the quoted words do not count what was asked for",)


def _nearest(index: int, item: Evidence, heads: frozenset[str]) -> Reading | None:
    text = resolve(item.text, every_word=False)
    tokens = [(m.start(), m.group()) for m in _TOKEN.finditer(text)]
    places = {
        position: stem(token) for position, (_, token) in enumerate(tokens) if stem(token) in heads
    }
    if not places:
        return None
    best: tuple[int, int, re.Match[str]] | None = None
    known = years(text)
    for match in QUANTITY.finditer(text):
        if not match["percent"] and match["number"].isdigit() and int(match["number"]) in known:
            continue
        if _IN_A_NAME.search(text[: match.start("number")]):
            continue
        at = next((p for p, (start, _) in enumerate(tokens) if start >= match.start("number")), 0)
        distance = min(abs(at - place) for place in places)
        if distance <= NEAR and (best is None or distance < best[0]):
            best = (distance, at, match)
    if best is None:
        return None
    quantity = next(iter(quantities(best[2].group(), as_source=True)), None)
    if quantity is None:
        return None
    return Reading(index, quantity, _as_of(item), frozenset(places.values()), best[0])


def _as_of(item: Evidence) -> str:
    told = years(item.text)
    if len(told) == 1:
        return str(next(iter(told)))
    return item.report.metadata.published


def same_measure(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Keep the readings that match half as many head words as the best one, newest first.

    Half, since reports name one measure differently: "consulates of 46 countries" and
    "44 consulates".
    """
    if not readings:
        return ()
    most = max(len(reading.heads) for reading in readings)
    kept = [r for r in readings if 2 * len(r.heads) >= most and _alike(r, readings)]
    return tuple(sorted(kept, key=lambda r: r.as_of, reverse=True))


def _alike(reading: Reading, readings: Sequence[Reading]) -> bool:
    best = readings[0]
    return (reading.quantity.unit == "%") == (best.quantity.unit == "%")


def as_figures(
    measure: str, readings: Sequence[Reading], evidence: Sequence[Evidence]
) -> tuple[Figure, ...]:
    """Turn readings into the Answer's figures; equal values of one date are told once."""
    told: dict[tuple[str, str], Figure] = {}
    for reading in readings:
        figure = Figure(
            measure=measure,
            value=_written(reading, evidence[reading.index]),
            unit=reading.quantity.unit,
            as_of=reading.as_of,
            citation=reading.index + 1,
        )
        told.setdefault((str(reading.quantity.value), reading.as_of), figure)
    return tuple(told.values())


def _written(reading: Reading, item: Evidence) -> str:
    """The number as the report writes it, so that the reader finds it in the quote."""
    for match in re.finditer(
        r"\d[\d,.]*\d|\d|\b[a-z-]+\b", item.text, re.IGNORECASE
    ):  # fmt: skip
        for end in _scale_ends(item.text, match.end()):
            words = item.text[match.start() : end]
            found = quantities(words, as_source=True)
            if len(found) == 1 and found[0].value == reading.quantity.value:
                return words
    return str(reading.quantity.value)


def _scale_ends(text: str, end: int) -> tuple[int, ...]:
    scale = re.match(r"\s*(?:thousand|million|billion|trillion|万亿|亿|万)", text[end:])
    return (end + scale.end(), end) if scale else (end,)
