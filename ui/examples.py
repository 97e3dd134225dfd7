"""Questions to begin with, made from sentences of the reports, so that the library answers them.

A sentence of a plain shape is turned around: what it tells becomes what is asked ("Guangdong is
to build 20 parks" asks "How many parks is Guangdong to build?"). No shape is about any one
library; where none fits, a heading is asked about.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from core.domain import ParsedReport, Report

MOST = 5
LENGTH = range(30, 96)
"""Characters of a question that is quick to read and says what it is about."""

_DIGEST = re.compile(r"\s*\((?:digest|summary)\)\s*$", re.IGNORECASE)
_NUMBERING = re.compile(
    r"^(?:[\d.]+\s*|(?:first|second|third|fourth|fifth)\b[\w\s]{0,12}:\s*)", re.I
)
_TOPIC = re.compile(r"[^:;?!]{12,60}$|(?=.*[\u4e00-\u9fff])[^：；？！]{4,30}$")
_IMPRINT = re.compile(
    r"\b(?:about|rights?|contacts?|copyright|disclaimer|pictures|contents|references|annex|appendix)\b",
    re.IGNORECASE,
)
"""Headings that every report has and nobody asks about."""
_BULLET = re.compile(r"^[•‣▪·*–-]\s+")
_END = re.compile(r"(?<=[.!?:])\s+(?=[A-Z“\"])")
_LEANING = re.compile(
    r"\b(?:it|its|they|their|them|he|she|his|her|this|these|those|such|there|other|also|both)\b|"
    r"[\"“”():;|©@]|www",
    re.IGNORECASE,
)
"""A question with one of these needs the text around its sentence to be understood."""

_NAME = r"(?P<who>(?:The )?[A-Za-z][\w'’-]*(?: (?!will\b|is\b|has\b)[\w'’-]+){0,5})"
_WHEN = r"(?:In [^,]{0,15}\d{4},? )?"
_COUNT = r"(?:more than |over |about |around |nearly |almost )?\d[\d,]* "
_THINGS = r"(?P<what>(?!(?:percent|million|billion|trillion)\b)(?:[a-z-]+ ){0,5}[a-z-]+[^s\W]s)"
_PLACE = r"(?P<rest>(?: (?:in|of|for|from|to|at|on|with|by) [^,;:.]{2,45})?)"
_FEW = r"(?P<few>two|three|four|five|six|seven|eight) "

_SHAPES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    (
        "which",
        re.compile(rf"^{_NAME} (?P<aux>will|can) (?P<verb>[a-z]+) {_FEW}{_THINGS}{_PLACE}[:.]"),
        "Which {few} {what} {aux} {who} {verb}{rest}?",
    ),
    (
        "which",
        re.compile(
            rf"^{_NAME} (?P<present>names|sets|covers|lists|faces|has|proposes|offers|serves"
            rf"|includes|combines) {_FEW}{_THINGS}{_PLACE}:"
        ),
        "Which {few} {what} does {who} {present}{rest}?",
    ),
    (
        "count",
        re.compile(rf"^{_WHEN}{_NAME} is to (?P<verb>[a-z]+) {_COUNT}{_THINGS}{_PLACE}[,.]"),
        "How many {what} is {who} to {verb}{rest}?",
    ),
    (
        "count",
        re.compile(rf"^{_WHEN}{_NAME} will (?P<verb>[a-z]+) {_COUNT}{_THINGS}{_PLACE}[,.]"),
        "How many {what} will {who} {verb}{rest}?",
    ),
    (
        "count",
        re.compile(rf"^{_WHEN}{_NAME} (?P<present>has) {_COUNT}{_THINGS}{_PLACE}(?:[,.]| and)"),
        "How many {what} does {who} {present}{rest}?",
    ),
    (
        "count",
        re.compile(
            rf"^(?i:{_COUNT}){_THINGS} (?P<aux>will|are|were|have|had)(?P<rest> [^,;:.]{{4,45}})\."
        ),
        "How many {what} {aux}{rest}?",
    ),
    (
        "who",
        re.compile(
            r"^(?:[A-Z][\w'’-]+)(?: [A-Z][\w'’-]+){1,2}(?:, [^,]{3,50},)? "
            r"(?P<verb>leads|heads|chairs|directs|founded|signed|wrote)(?P<rest> [^,;:]{8,75})\."
        ),
        "Who {verb}{rest}?",
    ),
    (
        "when",
        re.compile(
            rf"^{_NAME}(?:, [^,]{{3,50}},)? (?P<aux>was|were) (?P<verb>(?:first |last )?[a-z]+)"
            r"(?P<rest>(?: (?:in|at) (?:the )?[A-Z][A-Za-z]+)?) in (?:[A-Z][a-z]+ )?[12]\d{3}\b"
        ),
        "When {aux} {who} {verb}{rest}?",
    ),
)  # fmt: skip

Candidate = tuple[str, str]
"""Kind of a question and its words."""


def questions(library: Sequence[tuple[Report, ParsedReport]]) -> tuple[str, ...]:
    """Return up to five questions, of each report in turn and of as many kinds as there are."""
    waiting = [list(_of(report, parsed)) for report, parsed in library]
    asked: list[str] = []
    kinds: list[str] = []
    while len(asked) < MOST and any(waiting):
        for mine in waiting:
            mine[:] = [(kind, text) for kind, text in mine if text not in asked]
            if not mine or len(asked) == MOST:
                continue
            kind, text = min(mine, key=_rarest(kinds))
            mine.remove((kind, text))
            asked.append(text)
            kinds.append(kind)
    return tuple(asked)


def _rarest(kinds: Sequence[str]) -> Callable[[Candidate], tuple[int, bool]]:
    """Order by how often a kind was taken; headings only where a report has nothing better."""
    return lambda candidate: (
        kinds.count(candidate[0]) + MOST * (candidate[0] == "topic"),
        not re.search(r"[^?]\b[A-Z]", candidate[1][5:]),
    )


def _of(report: Report, parsed: ParsedReport) -> Iterator[Candidate]:
    if report.metadata.language == "en":
        for sentence in _sentences(parsed.text):
            yield from _turned(sentence)
    for topic in _topics(report, parsed):
        yield "topic", _about(topic, report.metadata.language)


def _sentences(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield from _END.split(_BULLET.sub("", line.strip()))


def _turned(sentence: str) -> Iterator[Candidate]:
    for kind, shape, question in _SHAPES:
        match = shape.match(sentence)
        if match is None:
            continue
        parts = {name: value or "" for name, value in match.groupdict().items()}
        if "present" in parts:
            parts["present"] = _infinitive(parts["present"])
        if parts.get("who", "").startswith("The "):
            parts["who"] = "the " + parts["who"][4:]
        asked = question.format(**parts)
        if len(asked) in LENGTH and not _LEANING.search(asked) and _names_something(parts):
            yield kind, asked
            return


def _names_something(parts: dict[str, str]) -> bool:
    """Whether whoever is asked about is called by a name ("the essay" is not)."""
    return "who" not in parts or bool(re.search(r"[A-Z]", parts["who"]))


def _infinitive(verb: str) -> str:
    return "have" if verb == "has" else verb.removesuffix("s")


def _topics(report: Report, parsed: ParsedReport) -> list[str]:
    """Headings that name a topic, else the title."""
    title = _DIGEST.sub("", report.metadata.title)
    named = [_NUMBERING.sub("", section.title).strip(" .:;") for section in parsed.sections]
    topics = [
        name
        for name in named
        if _TOPIC.match(name) and name not in title and not _IMPRINT.search(name)
    ]
    return topics or [title]


def _about(topic: str, language: str) -> str:
    if language == "zh":
        return f"关于“{topic}”，报告说了什么？"
    named = re.match(r"(?!(?:The|A|An) )(?:\S*[A-Z]\S*[A-Z]|\S+ [A-Z])", topic)
    return f"What do the reports say about {topic if named else topic[:1].lower() + topic[1:]}?"
