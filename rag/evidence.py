"""The few sentences that matter: selected best first under a token budget, ready to cite."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.domain import Citation, Passage, RankedSentence, Report
from core.tokens import count_tokens
from rag.words import content_words

SHORT = 8
"""Sentences of fewer content words than this lean on the next one and take it along."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One quoted run of sentences with the report it stands in.

    Attributes:
        text: the stored text from `start` to `end`, to the letter.
        score: fused rank score of its best sentence.
    """

    text: str
    start: int
    end: int
    page: int | None
    passage: Passage
    report: Report
    score: float

    @property
    def context(self) -> str:
        """What a claim may take from around the quote: title, publisher, section, passage."""
        about = self.report.metadata
        return "\n".join(
            (about.title, about.original_title, about.publisher, self.passage.section,
             self.passage.text)
        )  # fmt: skip


def select(
    ranked: Sequence[RankedSentence], reports: dict[str, Report], budget: int
) -> tuple[Evidence, ...]:
    """Take sentences best first while they fit into `budget` cl100k tokens.

    A short sentence or a lead-in takes the next one of its passage along. Repeated and
    overlapping sentences are taken once; a long sentence that no longer fits is passed over
    for a shorter one behind it.
    """
    chosen: list[Evidence] = []
    seen: set[str] = set()
    left = budget
    for item in ranked:
        evidence = _extended(item, reports)
        key = _key(evidence.text)
        if evidence is None or not key or key in seen or _overlaps(evidence, chosen):
            continue
        cost = count_tokens(evidence.text)
        if cost > left:
            continue
        seen.add(key)
        chosen.append(evidence)
        left -= cost
        if left < SHORT:
            break
    return tuple(chosen)


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def _extended(item: RankedSentence, reports: dict[str, Report]) -> Evidence:
    passage, sentence = item.passage, item.sentence
    start, end = sentence.start, sentence.end
    if len(content_words(sentence.text)) < SHORT or sentence.text.rstrip().endswith(":"):
        after = [s for s in passage.sentences if s.start >= sentence.end]
        if after:
            end = after[0].end
    return Evidence(
        text=passage.text[start - passage.start : end - passage.start],
        start=start,
        end=end,
        page=passage.page,
        passage=passage,
        report=reports[passage.report_id],
        score=item.score,
    )


def _overlaps(evidence: Evidence, chosen: Iterable[Evidence]) -> bool:
    return any(
        other.report.report_id == evidence.report.report_id
        and other.start < evidence.end
        and evidence.start < other.end
        for other in chosen
    )


def cite(evidence: Evidence, n: int) -> Citation:
    """Number an evidence as citation `n`."""
    about = evidence.report.metadata
    return Citation(
        n=n,
        report_id=evidence.report.report_id,
        title=about.title,
        publisher=about.publisher,
        published=about.published,
        page=evidence.page,
        section=evidence.passage.section,
        quote=evidence.text,
        start=evidence.start,
        end=evidence.end,
        sha256=evidence.report.sha256,
    )
