"""A broad question's ranking: whole passages and sections that are about it."""

import re
from collections.abc import Sequence

from core.domain import SECTION_MARK, RankedPassage, RankedSentence
from rag.evidence import is_statement
from rag.words import content_words

HEADING = 2.0
"""Weight of a heading that holds all words of a broad question: more than a first place, so that
its sentences come before stray ones."""

PLAN = 1.0
"""Weight of a plan among sentences when the question asks for plans: as much as a first place."""

OPENING = 3
"""Sentences of a broad answer that come before one of each report is made sure of."""

NEARLY = 0.6
"""Share of the best score from which a report's best sentence is worth telling."""

ABOUT = 0.5
"""Share of the question's, or its own, words from which a heading is about a question."""

_POINT = re.compile(
    r"^\W*(?:(?:first|second|third|fourth|fifth|sixth|last)(?:ly)?|finally|moreover|in addition|"
    r"\(?\d{1,2}[.)]|[一二三四五六]是|首先|其次|最后|第[一二三四五六])\b",
    re.IGNORECASE,
)

_ASKS_PLAN = re.compile(
    r"\b(plan(s|ned|ning)?|intend\w*|want(s|ed)?|will|going to|aim(s|ed)?|propos\w+|commit\w*|"
    r"future|goals?|targets?)\b|计划|规划|打算|将",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(will|shall|plan(s|ned)? to|intend\w*|wants? to|aims? to|(is|are) to|going to|"
    r"propos\w+|should|strives? to)\b|计划|将|拟|力争",
    re.IGNORECASE,
)

REPORTS_DEPTH = 20
"""A report counts as found when it is among this many best sentences."""


def broadened(
    question: str,
    ranked: Sequence[RankedSentence],
    passages: Sequence[RankedPassage],
    *,
    across: bool,
) -> tuple[RankedSentence, ...]:
    """Rank for a broad question: whole passages and sections about it.

    A broad question is answered by a run of sentences most of which share none of its words;
    what they share is their heading, or a passage of which one sentence was found. So all
    sentences of the passages found compete: one that was not found itself counts half of its
    passage's best, a heading that holds the question's words lifts what stands under it, and
    so does an opening like "Second, ...", since that is how reports set out their points, and
    a plan where plans are asked for. Captions are left out. Where the question is put
    `across` reports, the best sentence of each report that comes near follows the first few.
    """
    asked = content_words(question)
    plans = bool(_ASKS_PLAN.search(question))
    found = {(item.passage.passage_id, item.sentence.start): item for item in ranked}
    best: dict[str, float] = {}
    for item in ranked:
        best.setdefault(item.passage.passage_id, item.score)
    lifted = []
    for passage in (p.passage for p in passages):
        titles = passage.section.split(SECTION_MARK)
        head = max(_about(asked, content_words(title)) for title in titles)
        for sentence in passage.sentences:
            known = found.pop((passage.passage_id, sentence.start), None)
            near = best.get(passage.passage_id, 0.0) / 2
            score = known.score if known else near
            score += HEADING * head * (head >= ABOUT) + near * bool(_POINT.match(sentence.text))
            score += PLAN * (plans and bool(_PLANNED.search(sentence.text)))
            lifted.append(RankedSentence(sentence, passage, score))
    lifted += found.values()
    lifted = [item for item in lifted if is_statement(item.sentence.text)]
    lifted.sort(key=lambda item: -item.score)
    first: dict[str, RankedSentence] = {}
    for item in ranked[:REPORTS_DEPTH]:
        if across and item.score >= NEARLY * ranked[0].score and is_statement(item.sentence.text):
            first.setdefault(item.passage.report_id, item)
    return (*lifted[:OPENING], *first.values(), *lifted[OPENING:])


def _about(asked: frozenset[str], heading: frozenset[str]) -> float:
    """How far a heading and a question speak of the same: two words at least, share of either."""
    shared = len(asked & heading)
    return shared / max(1, min(len(asked), len(heading))) if shared > 1 else 0.0
