"""The few sentences that matter: selected best first under a token budget, ready to cite."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.domain import Citation, Passage, RankedPassage, RankedSentence, Report, Sentence
from core.tokens import count_tokens
from rag.verify.quantities import years
from rag.words import content_words

SHORT = 8
"""Sentences of fewer content words than this lean on the next one and take it along."""

LONGEST_LIST = 100
"""Tokens of a list that its lead-in takes along."""

HEADING = 2.0
"""Weight of a heading that holds all words of a broad question: more than a first place, so that
its sentences come before stray ones."""

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

REPORTS_DEPTH = 20
"""A report counts as found when it is among this many best sentences."""


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

    A short sentence takes the next one of its passage along, a lead-in its list. Headings,
    repeated and overlapping sentences are passed over; a long sentence that no longer fits is
    passed over for a shorter one behind it.
    """
    chosen: list[Evidence] = []
    seen: set[str] = set()
    left = budget
    for item in ranked:
        if _is_heading(item, reports[item.passage.report_id]):
            continue
        evidence = _extended(item, reports)
        key = _key(evidence.text)
        if not key or key in seen or _overlaps(evidence, chosen):
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
    so does an opening like "Second, ...", since that is how reports set out their points. Captions
    are left out. Where the question is put `across` reports, the best sentence of each report
    that comes near follows the first few.
    """
    asked = content_words(question)
    found = {(item.passage.passage_id, item.sentence.start): item for item in ranked}
    best: dict[str, float] = {}
    for item in ranked:
        best.setdefault(item.passage.passage_id, item.score)
    lifted = []
    for passage in (p.passage for p in passages):
        head = _about(asked, content_words(passage.section))
        for sentence in passage.sentences:
            known = found.pop((passage.passage_id, sentence.start), None)
            near = best.get(passage.passage_id, 0.0) / 2
            score = known.score if known else near
            score += HEADING * head * (head >= ABOUT) + near * bool(_POINT.match(sentence.text))
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


def is_statement(text: str) -> bool:
    """Whether a text says something by itself; captions and labels do not."""
    ends = re.search(r"[.!?。！？；;:：][”\"')\]]*$", text.strip())
    return bool(ends) or ": " in text or bool(re.search(r"\d", text) and len(text.split()) > 3)


def _is_heading(item: RankedSentence, report: Report) -> bool:
    key = _key(item.sentence.text)
    return key in (_key(item.passage.section), _key(report.metadata.title))


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def _extended(item: RankedSentence, reports: dict[str, Report]) -> Evidence:
    passage, sentence = item.passage, item.sentence
    after = [s for s in passage.sentences if s.start >= sentence.end]
    end = sentence.end
    if sentence.text.rstrip().endswith((":", "：")):
        end = _list_end(end, after)
    elif after and len(content_words(sentence.text)) < SHORT:
        end = after[0].end
    return Evidence(
        text=passage.text[sentence.start - passage.start : end - passage.start],
        start=sentence.start,
        end=end,
        page=passage.page,
        passage=passage,
        report=reports[passage.report_id],
        score=item.score,
    )


def _list_end(end: int, after: Sequence[Sentence]) -> int:
    """Where the list behind a lead-in ends, as far as it is short enough to quote whole."""
    spent = 0
    for sentence in after:
        spent += count_tokens(sentence.text)
        if spent > LONGEST_LIST:
            break
        end = sentence.end
        if sentence.text.rstrip().endswith("."):
            break
    return end


def _overlaps(evidence: Evidence, chosen: Iterable[Evidence]) -> bool:
    return any(
        other.report.report_id == evidence.report.report_id
        and other.start < evidence.end
        and evidence.start < other.end
        for other in chosen
    )


def years_of(item: Evidence) -> frozenset[int]:
    """The years a quote speaks of: its own, else its passage's before it, else its report's."""
    before = item.passage.text[: max(0, item.start - item.passage.start)]
    about = item.report.metadata
    if own := years(item.text):
        return own | years(item.passage.section)
    return years(f"{item.passage.section}\n{before}\n{about.published[:4]}\n{about.title}")


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
