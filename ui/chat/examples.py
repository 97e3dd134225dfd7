"""Questions to begin with, made from sentences of the reports, so that the library answers them.

A sentence of a plain shape is turned around: what it tells becomes what is asked ("Guangdong is
to build 20 parks" asks "How many parks is Guangdong to build?"). No shape is about any one
library; where none fits, a heading is asked about.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.domain import ParsedReport, Report
from ui.chat.shapes import SHAPES, Shape, sentences, turned

MOST = 5

_DIGEST = re.compile(r"\s*\((?:digest|summary)\)\s*$", re.IGNORECASE)
_NUMBERING = re.compile(
    r"^(?:[\d.]+\s*|(?:first|second|third|fourth|fifth)\b[\w\s]{0,12}:\s*)", re.I
)
# What begins with such a word is half of a title ("For the year ended May 2011").
_TOPIC = re.compile(
    r"(?!(?:for|of|and|or|with|by|to)\b)[^:;?!]{12,60}$|(?=.*[\u4e00-\u9fff])[^：；？！]{4,30}$",
    re.IGNORECASE,
)
_IMPRINT = re.compile(
    r"\b(?:about|rights?|contacts?|copyright|disclaimer|pictures|contents|references|annex|appendix)\b",
    re.IGNORECASE,
)
"""Headings that every report has and nobody asks about."""

FIRST: Mapping[str, Sequence[Shape]] = {"en": SHAPES}
TOPIC = "topic"
"""The kind of a question about a heading."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that a report answers.

    Attributes:
        kind: what it asks: "count", "who", or `TOPIC`.
        text: its words.
        start: in the stored text, where the sentence or the section begins that answers it.
        end: where that sentence or section ends.
    """

    kind: str
    text: str
    start: int
    end: int


def questions(
    library: Sequence[tuple[Report, ParsedReport]], besides: Collection[str] = ()
) -> tuple[str, ...]:
    """Return up to five questions, of each report in turn and of as many kinds as there are.

    Args:
        library: the reports that are to answer them.
        besides: questions not to be among them.
    """
    waiting = [list(candidates(report, parsed)) for report, parsed in library]
    asked: list[str] = []
    kinds: list[str] = []
    while len(asked) < MOST and any(waiting):
        for mine in waiting:
            mine[:] = [one for one in mine if one.text not in (*asked, *besides)]
            if not mine or len(asked) == MOST:
                continue
            taken = min(mine, key=_rarest(kinds))
            mine.remove(taken)
            asked.append(taken.text)
            kinds.append(taken.kind)
    return tuple(asked)


def _rarest(kinds: Sequence[str]) -> Callable[[Candidate], tuple[int, bool]]:
    """Order by how often a kind was taken; headings only where a report has nothing better."""
    return lambda one: (
        kinds.count(one.kind) + MOST * (one.kind == TOPIC),
        not re.search(r"[^?]\b[A-Z]", one.text[5:]),
    )


def candidates(
    report: Report, parsed: ParsedReport, shapes: Mapping[str, Sequence[Shape]] = FIRST
) -> Iterator[Candidate]:
    """Yield all the questions made from one report: of its sentences, then of its headings.

    Args:
        report: the report.
        parsed: its reading.
        shapes: by the language of a report; of another language only headings are asked about.
    """
    fitting = shapes.get(report.metadata.language, ())
    for start, sentence in sentences(parsed.text) if fitting else ():
        for kind, asked in turned(sentence, fitting):
            yield Candidate(kind, asked, start, start + len(sentence))
    for topic, start, end in _topics(report, parsed):
        yield Candidate(TOPIC, _about(topic, report), start, end)


def _topics(report: Report, parsed: ParsedReport) -> list[tuple[str, int, int]]:
    """Headings that name a topic, and what they govern, else the title."""
    title = _DIGEST.sub("", report.metadata.title)
    named = [
        (_NUMBERING.sub("", section.title).strip(" .:;"), section.start, section.end)
        for section in parsed.sections
    ]
    topics = [
        (name, start, end)
        for name, start, end in named
        if _TOPIC.match(name) and name not in title and not _IMPRINT.search(name)
    ]
    return topics or [(title, 0, len(parsed.text))]


def _about(topic: str, report: Report) -> str:
    if report.metadata.language == "zh":
        return f"关于“{topic}”，报告说了什么？"
    if topic in report.metadata.title:  # it may be a whole sentence
        return f"What do the reports say about “{topic}”?"
    named = re.match(r"(?!(?:The|A|An) )(?:\S*[A-Z]\S*[A-Z]|\S+ [A-Z])", topic)
    return f"What do the reports say about {topic if named else topic[:1].lower() + topic[1:]}?"
