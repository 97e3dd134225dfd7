"""One answer against one known fact."""

import re
from dataclasses import dataclass

from core.domain import Answer
from eval.metrics.figures import DatedValue, FigureScore, score_figures
from eval.normalise import loose, stands
from rag.compose import QUOTED
from rag.verify import quantities
from rag.verify.sums import worked_out

_MARK = re.compile(r"\[\d+\]")


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
    figures: tuple[DatedValue, ...] = ()
    trait: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """What an answer did; None where it does not apply.

    Attributes:
        correct: answerable: told with all parts it needs; else refused or corrected.
        refused: the answer is a refusal.
        cited: an answered text carries citations.
        right_report: a cited report is among those that hold the fact, where these are known.
        loose_figures: figures in sentences that no quote of theirs holds.
        parts: how many of the expected parts are told; none by a refusal.
        figures: how the dated values are told, where the fact gives them.
    """

    correct: bool
    refused: bool
    cited: bool | None
    right_report: bool | None
    loose_figures: int
    parts: int
    figures: FigureScore | None


def parts_told(fact: Fact, text: str) -> int:
    """How many expected parts stand in the text, by any of their alternatives."""
    said = loose(text)
    return sum(any(stands(loose(choice), said) for choice in part) for part in fact.expected)


def shown(answer: Answer) -> str:
    """What counts as told: the text without its citation marks, "[1]".

    Without a model it is all quotes that are shown.
    """
    if answer.status == "evidence_only":
        return "\n".join(citation.quote for citation in answer.citations)
    return _MARK.sub("", answer.text)


def parts_needed(fact: Fact) -> int:
    """How many of the expected parts an answer must tell."""
    return fact.min_parts or len(fact.expected)


def is_correct(fact: Fact, text: str, own: str, refused: bool) -> bool:
    """Say whether an answer is correct; one rule for every system.

    A refusal is right for what cannot be answered; a question with a false premise may also
    be corrected, by telling what `corrects` names. An answer that says a forbidden thing in
    its own words is wrong whatever else it says.

    Args:
        fact: what was asked.
        text: all that counts as told.
        own: what it says in its own words.
        refused: whether it says that it cannot answer.
    """
    if any(stands(loose(word), loose(own)) for word in fact.forbidden):
        return False
    if fact.answerable:
        return not refused and parts_told(fact, text) >= parts_needed(fact)
    return refused or (bool(fact.corrects) and _corrected(fact, text))


def _corrected(fact: Fact, text: str) -> bool:
    said = loose(text)
    return all(any(loose(word) in said for word in part) for part in fact.corrects)


def score(fact: Fact, answer: Answer) -> Score:
    """Judge an answer of this product, whose state and citations are known."""
    refused = answer.status == "refused"
    own = " ".join(
        _MARK.sub("", s.text)
        for s in answer.sentences
        if s.verdict != "unsupported" and QUOTED not in s.reasons
    )
    cited = None if refused else bool(answer.citations)
    reports = {citation.report_id for citation in answer.citations}
    right_report = None
    if fact.answerable and fact.reports and not refused:
        right_report = any(_same_report(r, gold) for r in reports for gold in fact.reports)
    return Score(
        correct=is_correct(fact, shown(answer), own, refused),
        refused=refused,
        cited=cited,
        right_report=right_report,
        loose_figures=loose_figures(answer),
        parts=0 if refused else parts_told(fact, shown(answer)),
        figures=score_figures(fact.figures, answer, shown(answer)) if fact.figures else None,
    )


def _same_report(report_id: str, gold: str) -> bool:
    return re.sub(r"\W|_", "", report_id) == re.sub(r"\W|_", "", gold)


def loose_figures(answer: Answer) -> int:
    """Count figures of told sentences that stand in no quote the sentence cites.

    A figure that two quoted ones give, and that is shown with its sum, stands there.
    """
    if answer.status == "refused":
        return 0
    quotes = {citation.n: citation.quote for citation in answer.citations}
    return sum(
        _loose(s.text, "\n".join(quotes.get(n, "") for n in s.citations))
        for s in answer.sentences
        if s.verdict != "unsupported"
    )


def _loose(sentence: str, quotes: str) -> int:
    return len(quantities.missing(sentence, quotes)) - len(worked_out(sentence, quotes))
