"""Questions to go on with: what the reports tell near to an answer, and was not asked yet."""

import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock

from core.domain import Answer, Citation, ParsedReport, Report, Section
from rag.words import content_words
from ui.chat.examples import TOPIC, Candidate, candidates, questions
from ui.chat.shapes import HAN, NEARBY, SHAPES

MOST = 3
"""Below an answer; more would be read as a list of contents."""

ALIKE = 0.75
"""Share of the fewer words of two questions that makes them one question in other words."""

COMMON = 2
"""Words that a question to another report shares with the conversation, at least."""

KEPT = 256
"""Readings of reports whose questions are kept; each is some hundred short strings."""

SHAPES_NEAR = {"en": (*SHAPES, *NEARBY), "zh": HAN}
Library = Sequence[tuple[Report, ParsedReport]]


@dataclass(frozen=True, slots=True)
class _Ready:
    """A question of a report and what is costly to know of it.

    Attributes:
        words: what it is about.
        section: the innermost one that holds its sentence, as a place among the report's; -1
            where there is none.
    """

    candidate: Candidate
    words: frozenset[str]
    section: int


@dataclass(frozen=True, slots=True)
class _Near:
    """A question with how near it is to an answer; the smallest is the nearest.

    Attributes:
        place: 0 of the section that is cited, 1 of a report that is cited, 2 of another report
            on the same subject; 3 is added to a question about a heading.
    """

    place: int
    unlike: int
    distance: int
    ready: _Ready
    report_id: str


_kept: OrderedDict[Report, tuple[_Ready, ...]] = OrderedDict()
_lock = Lock()


def next_questions(answer: Answer, asked: Sequence[str], library: Library) -> tuple[str, ...]:
    """Return up to three questions that the reports answer, near to an answer.

    They come from sentences that stand near the cited ones; what is quoted already is not asked
    about. The last of three is put to another report, if one is on the same subject. A heading is
    asked about only where no sentence makes a question.

    Args:
        answer: its citations say where to look; without any, as of small talk, the questions are
            those that a conversation begins with.
        asked: all questions of the conversation, in any order.
        library: the reports as they are now, in any order.
    """
    before = [*asked, answer.question, answer.standalone_question]
    if not answer.citations:
        return _first(before, library)
    near = sorted(_all_near(answer, library), key=lambda n: (n.place, n.unlike, n.distance))
    cited = {citation.report_id for citation in answer.citations}
    chosen = _chosen(near, before, MOST)
    elsewhere = [n for n in near if n.report_id not in cited and n.ready.candidate.kind != TOPIC]
    if chosen and all(n.report_id in cited for n in chosen):
        kept = chosen[: MOST - 1]
        so_far = [*before, *(n.ready.candidate.text for n in kept)]
        chosen = [*kept, *(_chosen(elsewhere, so_far, 1) or chosen[MOST - 1 :])]
    return tuple(n.ready.candidate.text for n in chosen) or _first(before, library)


def _first(before: Sequence[str], library: Library) -> tuple[str, ...]:
    """The examples that were not asked yet."""
    known = set(map(_bare, before))
    told = {
        ready.candidate.text
        for report, parsed in library
        for ready in _ready(report, parsed)
        if _bare(ready.candidate.text) in known
    }
    return questions(library, besides=told)[:MOST]


def _all_near(answer: Answer, library: Library) -> Iterator[_Near]:
    about = content_words(f"{answer.standalone_question}\n{answer.text}")
    for report, parsed in library:
        cited = [c for c in answer.citations if c.report_id == report.report_id]
        sections = {_section(parsed.sections, citation.start) for citation in cited} - {-1}
        for ready in _ready(report, parsed):
            one = ready.candidate
            shared = len(ready.words & about)
            is_topic = one.kind == TOPIC
            if (cited and _is_told(one, cited)) or (not cited and shared < COMMON):
                continue
            place = 0 if ready.section in sections else 1 if cited else 2
            distance = min((_distance(one, citation) for citation in cited), default=one.start)
            yield _Near(place + 3 * is_topic, -shared, distance, ready, report.report_id)


def _is_told(one: Candidate, cited: Sequence[Citation]) -> bool:
    """Whether the reader has seen the sentence that answers it, or is in the section asked about.

    A heading further out than the cited section is asked about: it holds more than was cited.
    """
    return any(one.start < citation.end and citation.start < one.end for citation in cited)


def _distance(one: Candidate, citation: Citation) -> int:
    return max(one.start - citation.end, citation.start - one.end, 0)


def _chosen(near: Sequence[_Near], before: Sequence[str], most: int) -> list[_Near]:
    """The first ones that ask nothing again, of the conversation or of each other."""
    known = set(map(_bare, before))
    taken = [content_words(question) for question in before]
    chosen: list[_Near] = []
    for one in near:
        candidate, words = one.ready.candidate, one.ready.words
        if len(chosen) == most:
            break
        if _bare(candidate.text) in known or any(_alike(words, other) for other in taken):
            continue
        chosen.append(one)
        known.add(_bare(candidate.text))
        taken.append(words)
    return chosen


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    fewer = min(len(one), len(other))
    return bool(fewer) and len(one & other) >= max(2, ALIKE * fewer)


def _bare(question: str) -> str:
    """A question without what may be written otherwise: case, punctuation, blanks."""
    return re.sub(r"[\W_]+", " ", question).strip().casefold()


def _ready(report: Report, parsed: ParsedReport) -> tuple[_Ready, ...]:
    """The questions of one reading of a report, made once."""
    with _lock:
        if report in _kept:
            _kept.move_to_end(report)
            return _kept[report]
    made = tuple(
        _Ready(one, content_words(one.text), _section(parsed.sections, one.start))
        for one in candidates(report, parsed, SHAPES_NEAR)
    )
    with _lock:
        _kept[report] = made
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return made


def _section(sections: Sequence[Section], at: int) -> int:
    """Place of the innermost section that holds an offset, -1 where none does."""
    holding = [n for n, section in enumerate(sections) if section.start <= at < section.end]
    return max(holding, key=lambda n: sections[n].start, default=-1)
