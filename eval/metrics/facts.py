"""One answer against one known fact."""

import re
from dataclasses import dataclass

from core.domain import Answer
from eval.normalise import loose
from rag.compose import QUOTED
from rag.verify import quantities


@dataclass(frozen=True, slots=True)
class Fact:
    """A question whose answer is known; see eval/facts/README.md for the form."""

    id: str
    turns: tuple[str, ...]
    language: str
    kind: str
    split: str
    expected: tuple[tuple[str, ...], ...]
    answerable: bool
    reports: tuple[str, ...]
    min_parts: int
    forbidden: tuple[str, ...]
    corrects: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Score:
    """What an answer did; None where it does not apply.

    Attributes:
        correct: answerable: told with all parts it needs; else refused or corrected.
        refused: the answer is a refusal.
        cited: an answered text carries citations.
        right_report: a cited report is among those that hold the fact.
        loose_figures: figures in sentences that no quote of theirs holds.
    """

    correct: bool
    refused: bool
    cited: bool | None
    right_report: bool | None
    loose_figures: int


def parts_told(fact: Fact, text: str) -> int:
    """How many expected parts stand in the text, by any of their alternatives."""
    said = loose(text)
    return sum(any(_stands(loose(choice), said) for choice in part) for part in fact.expected)


def _stands(choice: str, said: str) -> bool:
    """A number must stand alone: "44" is not in "144" or "44.5"."""
    if re.fullmatch(r"[\d.]+%?", choice):
        return re.search(rf"(?<![\d.]){re.escape(choice)}(?!\d|\.\d)", said) is not None
    return choice in said


def shown(answer: Answer) -> str:
    """What counts as told: the text, or without a model all quotes that are shown."""
    if answer.status == "evidence_only":
        return "\n".join(citation.quote for citation in answer.citations)
    return answer.text


def score(fact: Fact, answer: Answer) -> Score:
    """Judge an answer.

    A refusal is right for what cannot be answered; a question with a false premise may also
    be corrected, by telling what `corrects` names. An answer that says a forbidden thing in
    its own words is wrong whatever else it says.
    """
    refused = answer.status == "refused"
    own = " ".join(
        s.text for s in answer.sentences if s.verdict != "unsupported" and QUOTED not in s.reasons
    )
    forbidden = any(_stands(loose(word), loose(own)) for word in fact.forbidden)
    if fact.answerable:
        needed = fact.min_parts or len(fact.expected)
        right = not refused and parts_told(fact, shown(answer)) >= needed
    else:
        right = refused or (bool(fact.corrects) and _corrected(fact, answer))
    cited = None if refused else bool(answer.citations)
    reports = {citation.report_id for citation in answer.citations}
    right_report = None
    if fact.answerable and not refused:
        right_report = any(_same_report(r, gold) for r in reports for gold in fact.reports)
    return Score(right and not forbidden, refused, cited, right_report, loose_figures(answer))


def _corrected(fact: Fact, answer: Answer) -> bool:
    said = loose(answer.text)
    return all(any(loose(word) in said for word in part) for part in fact.corrects)


def _same_report(report_id: str, gold: str) -> bool:
    return re.sub(r"\W|_", "", report_id) == re.sub(r"\W|_", "", gold)


def loose_figures(answer: Answer) -> int:
    """Count figures of told sentences that stand in no quote the sentence cites."""
    if answer.status == "refused":
        return 0
    quotes = {citation.n: citation.quote for citation in answer.citations}
    return sum(
        len(quantities.missing(s.text, "\n".join(quotes.get(n, "") for n in s.citations)))
        for s in answer.sentences
        if s.verdict != "unsupported"
    )
