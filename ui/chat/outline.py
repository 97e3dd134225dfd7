"""A kept answer put in order for a document, whatever the document is made of."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.domain import Answer, CheckedSentence, Citation, Figure
from rag.compose import QUOTED
from ui.words import Words
from ui.words.said import reason

_NONE = ("Cc", "Cs", "Cn")
_BULLET = re.compile(r"^(?:[•‣◦▪·*–-])\s+")


@dataclass(frozen=True, slots=True)
class Title:
    """What the document is called."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """What follows is called."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line or more of running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A point of a list.

    Attributes:
        notes: what is told of it, each on a line of its own.
        is_dropped: whether the answer leaves it out.
    """

    text: str
    notes: tuple[str, ...] = ()
    is_dropped: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as wide as the head; all cells are text."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a report, its paragraphs apart, and where they stand."""

    number: int
    source: str
    paragraphs: tuple[str, ...]


Block = Title | Heading | Paragraph | Item | Table | Quote


def printable(text: str) -> str:
    """A text without control characters and halves of characters, which no document may hold."""
    return "".join(c if c.isspace() or unicodedata.category(c) not in _NONE else " " for c in text)


def outline(answer: Answer, asked_at: datetime, words: Words, found: str = "") -> Iterator[Block]:
    """Yield all that is to be told of an answer, in the order in which it is read.

    Args:
        answer: as it was kept.
        asked_at: when it was asked.
        words: of the document's language; what was asked, answered and quoted stays in its own.
        found: what staff found of it, in words.
    """
    yield Title(answer.question)
    if found:
        yield Paragraph(found)
    yield from _about(answer, asked_at, words)
    yield Heading(words.answer)
    yield from _lines(answer.text)
    if answer.sentences:
        yield Heading(words.each_sentence)
        yield from (_sentence(sentence, words) for sentence in answer.sentences)
    if answer.figures:
        yield Heading(words.figures)
        cited = {citation.n: citation.title for citation in answer.citations}
        rows = tuple(
            _figure(figure, cited.get(figure.citation, ""), words) for figure in answer.figures
        )
        yield Table(words.figure_columns, rows)
    if answer.citations:
        headings = {"refused": words.nearest, "evidence_only": words.evidence}
        yield Heading(headings.get(answer.status, words.sources))
        yield from (_quote(citation, words) for citation in answer.citations)


def _about(answer: Answer, asked_at: datetime, words: Words) -> Iterator[Paragraph]:
    if answer.standalone_question not in ("", answer.question):
        yield Paragraph(f"{words.understood}: {answer.standalone_question}")
    yield Paragraph(words.asked_on.format(f"{asked_at:%Y-%m-%d %H:%M %Z}".strip()))
    yield Paragraph(f"{words.status}: {words.statuses[answer.status]}")
    yield Paragraph(words.made_by.format(answer.model, answer.index_version))


def _lines(text: str) -> Iterator[Paragraph | Item]:
    for line in filter(None, map(str.strip, text.splitlines())):
        yield Item(line[2:]) if line.startswith("- ") else Paragraph(line)


def _sentence(sentence: CheckedSentence, words: Words) -> Item:
    is_dropped = sentence.verdict == "unsupported"
    verdict = words.left_out if is_dropped else words.checked
    if QUOTED in sentence.reasons:
        verdict = words.quoted
    elif sentence.verdict == "partly":
        verdict = words.partly
    why = words.between.join(reason(told, words) for told in sentence.reasons)
    marks = "".join(f" [{n}]" for n in sentence.citations if f"[{n}]" not in sentence.text)
    return Item(
        " ".join(sentence.text.split()) + marks,
        (f"{words.verdict}: {verdict}{f' ({why})' if why else ''}",),
        is_dropped,
    )


def _figure(figure: Figure, title: str, words: Words) -> tuple[str, ...]:
    return figure.with_unit, figure.as_of or words.undated, f"[{figure.citation}] {title}".strip()


def _quote(citation: Citation, words: Words) -> Quote:
    page = words.on_page.format(citation.page) if citation.page else ""
    parts = (
        citation.title,
        citation.publisher,
        citation.published or words.undated,
        page,
        citation.section,
    )
    source = " · ".join(" ".join(part.split()) for part in parts if part)
    return Quote(citation.n, source, tuple(_paragraphs(citation.quote.splitlines())))


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """The paragraphs and the points of lists; other line breaks only come from the paper."""
    running: list[str] = []
    for line in [*map(str.strip, lines), ""]:
        if running and (not line or _BULLET.match(line)):
            yield " ".join(running)
            running = []
        if line:
            running.append(line)
