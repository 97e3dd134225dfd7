"""All scores of one answer to a known fact, as what it adds to each score."""

import re
from collections.abc import Mapping

from core.domain import Citation
from core.tokens import count_tokens
from eval.metrics.citations import CitationScore
from eval.metrics.facts import Fact, Score, parts_told, shown
from eval.metrics.intervals import Pair
from eval.normalise import loose, stands
from eval.record import Record
from rag.verify import quantities

BUDGETS = (50, 100, 200, 350)
"""cl100k tokens of evidence read, best quote first."""

UNSUPPORTED = "unsupported_figures"
"""The one score that is a sum and no share."""

Measures = Mapping[str, Pair]


def measures(fact: Fact, record: Record, score: Score, citations: CitationScore) -> Measures:
    """Return what an answer adds to each score; a score that does not apply is left out.

    `refusal_precision` is the share of refusals that were due; its recall is `rightly_refused`, the
    share of what cannot be answered that is refused or, where a false premise can be, corrected.
    """
    right = float(score.correct)
    found: dict[str, Pair | None] = {
        "correct": (right, 1),
        "cited": _told(score.cited),
        "citation_right": _told(score.right_report),
        "citation_recall": citations.recall,
        "citation_precision": citations.precision,
        "page_right": citations.page,
        "answerable_correct": (right, 1) if fact.answerable else None,
        "wrongly_refused": (float(score.refused), 1) if fact.answerable else None,
        "rightly_refused": None if fact.answerable else (right, 1),
        "refusal_precision": (float(not fact.answerable), 1) if score.refused else None,
        "numbers_right": _numbers(fact, record, score),
    }
    if fact.kind == "broad":
        found["points_told"] = score.parts, len(fact.expected)
        found["points_told_macro"] = score.parts / len(fact.expected), 1
    if score.figures is not None:
        found["figures_told"] = score.figures.told, score.figures.known
        found["figures_right"] = score.figures.right, score.figures.shown
        found["newest_first"] = _told(score.figures.newest_first)
    if fact.answerable and fact.expected:
        for budget in BUDGETS:
            told = parts_told(fact, within(record.evidence, budget))
            found[f"coverage@{budget}"] = told, len(fact.expected)
    counted = {name: pair for name, pair in found.items() if pair is not None and pair[1]}
    return {**counted, UNSUPPORTED: (score.loose_figures, 0)}


def times(record: Record) -> dict[str, float]:
    """Return the seconds of an answer's stages; what did not happen is left out."""
    timings = record.answer.timings
    stages = {
        "evidence_seconds": timings.first_evidence_ms,
        "first_token_seconds": timings.first_token_ms,
        "seconds": timings.total_ms,
    }
    return {name: round(ms / 1000, 4) for name, ms in stages.items() if ms is not None}


def within(evidence: tuple[Citation, ...], budget: int) -> str:
    """Return the quotes, best first, that fit into so many tokens together."""
    taken: list[str] = []
    for citation in evidence:
        budget -= count_tokens(citation.quote)
        if budget < 0:
            break
        taken.append(citation.quote)
    return "\n".join(taken)


def _numbers(fact: Fact, record: Record, score: Score) -> Pair | None:
    """(told, expected) of the expected parts that are figures, scale and unit and all."""
    with_digit = [[way for way in part if re.search(r"\d", way)] for part in fact.expected]
    wanted = [part for part in with_digit if part]
    if not fact.answerable or not wanted:
        return None
    text = "" if score.refused else shown(record.answer)
    said = loose(text)
    told = sum(
        any(stands(loose(way), said) or _is_measured(way, text) for way in part) for part in wanted
    )
    return told, len(wanted)


def _is_measured(way: str, text: str) -> bool:
    """Whether a figure with scale or unit stands in the text, however it is written there."""
    figures = quantities.quantities(way, as_source=False)
    return any(f.unit or f.measured.measure for f in figures) and not quantities.missing(way, text)


def _told(value: bool | None) -> Pair | None:
    return None if value is None else (float(value), 1)
