"""The few sentences that matter: selected best first under a token budget, ready to cite."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.domain import (
    SECTION_MARK,
    Citation,
    Passage,
    RankedSentence,
    Report,
    Sentence,
)
from core.tokens import count_tokens
from rag.antecedent import antecedent
from rag.statements import headings, stated, statements
from rag.verify.dates import speaks_of_now, years_gone
from rag.verify.quantities import years
from rag.words import content_words

SHORT = 8
"""Sentences of fewer content words than this lean on the next one and take it along."""

LONGEST_LIST = 100
"""Tokens of a list that its lead-in takes along."""

_ITEM = re.compile(r"^(?:[•·▪■◆●○◦–—*-]|\(?\w{1,3}[.)])\s")
_TITLE = re.compile(
    r"(?:note|table|figure|fig|box|exhibit|chapter|part|item|section|appendix|annex|form)\.? "
    r"[\w.-]+[^\d.;:]*",
    re.IGNORECASE,
)
"""What holds no number but its own: "Note 2 – Ways of the Trade"."""


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
            (about.title, about.original_title, about.publisher, headings(self.passage),
             stated(self.passage))
        )  # fmt: skip


def select(
    ranked: Sequence[RankedSentence], reports: dict[str, Report], budget: int
) -> tuple[Evidence, ...]:
    """Take sentences best first while they fit into `budget` cl100k tokens.

    A sentence that points back ("Its volume ...") takes the one before it along, a short one the
    next of its passage, a lead-in its list, as far as they fit. Headings, orders to the machine,
    repeated and overlapping sentences are passed over; a long sentence that no longer fits is
    passed over for a shorter one behind it.
    """
    chosen: list[Evidence] = []
    seen: set[str] = set()
    left = budget
    for item in ranked:
        if item.sentence not in statements(item.passage):
            continue
        if _is_heading(item, reports[item.passage.report_id]):
            continue
        evidence = _fitting(item, reports, chosen, left)
        if evidence is None or _key(evidence.text) in seen:
            continue
        seen.add(_key(evidence.text))
        chosen.append(evidence)
        left -= count_tokens(evidence.text)
        if left < SHORT:
            break
    return tuple(chosen)


def alone(item: RankedSentence, report: Report) -> Evidence:
    """Return a sentence as a quote by itself."""
    sentence = item.sentence
    return Evidence(
        sentence.text,
        sentence.start,
        sentence.end,
        sentence.page or item.passage.page,
        item.passage,
        report,
        item.score,
    )


def is_statement(text: str) -> bool:
    """Whether a text says something by itself; captions, titles and labels do not."""
    ends = re.search(r"[.!?。！？；;:：][”\"')\]]*$", text.strip())
    tells = re.search(r"\d", text) and len(text.split()) > 3 and not _TITLE.fullmatch(text.strip())
    return bool(ends or ": " in text or tells)


def _is_heading(item: RankedSentence, report: Report) -> bool:
    titles = [_key(title) for title in item.passage.section.split(SECTION_MARK)]
    # Bare headings over one another may be one sentence of the passage that they open.
    runs = {
        " ".join(titles[i:j]) for i in range(len(titles)) for j in range(i + 1, len(titles) + 1)
    }
    return _key(item.sentence.text) in {*runs, _key(report.metadata.title)}


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def _fitting(
    item: RankedSentence, reports: dict[str, Report], chosen: Sequence[Evidence], left: int
) -> Evidence | None:
    """The longest quote around a sentence that fits and repeats nothing, if there is one."""
    pointed_at = antecedent(item.sentence, item.passage)
    told = statements(item.passage)
    starts = [s.start for s in (pointed_at, item.sentence) if s in told]
    for quote in (_extended(item, reports, start) for start in starts):
        if _key(quote.text) and not _overlaps(quote, chosen) and count_tokens(quote.text) <= left:
            return quote
    return None


def _extended(item: RankedSentence, reports: dict[str, Report], start: int) -> Evidence:
    passage, sentence = item.passage, item.sentence
    after = list(_behind(passage, sentence))
    end = sentence.end
    if sentence.text.rstrip().endswith((":", "：")):
        end = _list_end(end, after)
    elif after and len(content_words(sentence.text)) < SHORT:
        between = passage.text[sentence.end - passage.start : after[0].start - passage.start]
        # A line by itself, such as a date of publication, leans on nothing.
        if "\n\n" not in between:
            end = after[0].end
    return Evidence(
        text=passage.text[start - passage.start : end - passage.start],
        start=start,
        end=end,
        page=next((s.page for s in passage.sentences if s.start == start), passage.page),
        passage=passage,
        report=reports[passage.report_id],
        score=item.score,
    )


def _behind(passage: Passage, sentence: Sentence) -> Iterator[Sentence]:
    """The sentences behind one, up to the first that is no statement."""
    told = statements(passage)
    for other in passage.sentences:
        if other.start >= sentence.end:
            if other not in told:
                return
            yield other


def _list_end(end: int, after: Sequence[Sentence]) -> int:
    """Where the list behind a lead-in ends, as far as it is short enough to quote whole."""
    spent = 0
    marked = bool(after and _ITEM.match(after[0].text))
    for sentence in after:
        spent += count_tokens(sentence.text)
        if spent > LONGEST_LIST or (marked and not _ITEM.match(sentence.text)):
            break
        end = sentence.end
        # Without marks the list is taken to be one sentence over several lines.
        if not marked and sentence.text.rstrip().endswith("."):
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
    """The years a quote speaks of: its own, else its passage's before it, else its report's.

    A year that it tells from its report's date ("last year") is its own, unless it compares that
    with the report's year, which then is.
    """
    before = "\n".join(s.text for s in statements(item.passage) if s.end <= item.start)
    about = item.report.metadata
    over = headings(item.passage)
    own = years(item.text)
    if not speaks_of_now(item.text):
        own |= years_gone(item.text, about.published)
    elif own:
        own |= years(about.published[:4])
    if own:
        return own | years(over)
    return years(f"{over}\n{before}\n{about.published[:4]}\n{about.title}")


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
        section=headings(evidence.passage),
        quote=evidence.text,
        start=evidence.start,
        end=evidence.end,
        sha256=evidence.report.sha256,
    )
