"""Whether citations hold what is said, and whether they name the right page."""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pypdfium2

from core.domain import Answer, CheckedSentence, Citation, ParsedReport, Passage, Report
from eval.metrics.intervals import Pair
from ingest.passages import split
from rag.evidence import Evidence
from rag.verify.check import check
from rag.words import is_han
from vectorstore.library import Library

TELLING = 8
"""Letters and digits of a row's cells from which they are not found on any page by chance."""

_CELL = re.compile(r"([^;:]+): ([^;]+)")
"""Of "Context — Header: value; Header: value", as the readers tell a row."""

OPENING = 40
"""Letters and digits of a quote that are looked for on its page."""


@dataclass(frozen=True, slots=True)
class CitationScore:
    """(what holds, how many there are) of the statements, of the citations, of the pages."""

    recall: Pair
    precision: Pair
    page: Pair


class CitationJudge:
    """Judges the citations of answers over one library.

    Args:
        library: the one that was asked, as it was then.
        passage_tokens: as its reports were cut; a claim may take context from a whole passage.
    """

    def __init__(self, library: Library, passage_tokens: int) -> None:
        self._library = library
        self._passage_tokens = passage_tokens
        self._reports: dict[str, tuple[Report, ParsedReport, tuple[Passage, ...]]] = {}

    def judge(self, answer: Answer) -> CitationScore:
        """Score an answer's citations; a refusal has none to score.

        *Recall*: the share of statements that all their citations together support. *Precision*:
        the share of citations that are of use, which a citation is not that neither supports the
        statement alone nor is missed by the others, nor one of a statement without support. What
        supports is decided by the verifier. A statement in another script than its quotes was
        checked before it was translated, so it is not counted; one that cites what is not there
        is without support.

        Source: Gao, Yen, Yu and Chen, "Enabling Large Language Models to Generate Text with
        Citations" (ALCE), EMNLP 2023, with the verifier in place of its entailment model.
        """
        if answer.status == "refused":
            return CitationScore((0, 0), (0, 0), (0, 0))
        cited = {citation.n: citation for citation in answer.citations}
        recall, precision = [0, 0], [0, 0]
        for sentence in _statements(answer, cited):
            supported, useful = self._supported(sentence, cited)
            recall[0] += supported
            recall[1] += 1
            precision[0] += useful
            precision[1] += len(sentence.citations)
        return CitationScore(
            (recall[0], recall[1]), (precision[0], precision[1]), self._pages(answer.citations)
        )

    def _supported(self, sentence: CheckedSentence, cited: dict[int, Citation]) -> tuple[bool, int]:
        if not set(sentence.citations) <= set(cited):
            return False, 0
        quotes = [self._evidence(cited[n]) for n in sentence.citations]
        if not quotes or not _holds(sentence.text, quotes):
            return False, 0
        useful = sum(
            _holds(sentence.text, [quote])
            or not _holds(sentence.text, [other for other in quotes if other is not quote])
            for quote in quotes
        )
        return True, useful

    def _evidence(self, citation: Citation) -> Evidence:
        report, _, passages = self._read(citation.report_id)
        passage = max(
            (p for p in passages if p.start <= citation.start),
            key=lambda p: p.start,
            default=passages[0],
        )
        return Evidence(
            citation.quote, citation.start, citation.end, citation.page, passage, report, 0.0
        )

    def _read(self, report_id: str) -> tuple[Report, ParsedReport, tuple[Passage, ...]]:
        if report_id not in self._reports:
            report = self._library.report(report_id)
            parsed = self._library.parsed(report_id)
            passages = split(parsed, report_id, report.revision, self._passage_tokens)
            self._reports[report_id] = report, parsed, passages
        return self._reports[report_id]

    def _pages(self, citations: Sequence[Citation]) -> Pair:
        """(right, counted): the quote stands on the page of the PDF, which is read on its own."""
        right = counted = 0
        for citation in citations:
            if not self._is_pdf(citation.report_id):
                continue
            counted += 1
            if citation.page is None:
                continue
            page = page_text(self._library.original(citation.report_id), citation.page)
            right += _stands_on(citation.quote, page)
        return right, counted

    def _is_pdf(self, report_id: str) -> bool:
        return self._read(report_id)[0].media_type == "application/pdf"


def _statements(answer: Answer, cited: dict[int, Citation]) -> Iterator[CheckedSentence]:
    for sentence in answer.sentences:
        if sentence.verdict == "unsupported":
            continue
        quotes = [cited[n].quote for n in sentence.citations if n in cited]
        if all(is_han(quote) == is_han(sentence.text) for quote in quotes):
            yield sentence


def _holds(text: str, quotes: Sequence[Evidence]) -> bool:
    return bool(quotes) and check(text, quotes).verdict == "supported"


@lru_cache(maxsize=512)
def page_text(file: Path, number: int) -> str:
    """Return the letters and digits of a PDF's page, in the order in which they are drawn.

    Not by the product's own reader, which is what is judged.
    """
    with closing(pypdfium2.PdfDocument(file)) as document:
        if not 0 < number <= len(document):
            return ""
        with closing(document[number - 1]) as page, closing(page.get_textpage()) as text:
            return _bare(text.get_text_range())


def _stands_on(quote: str, page: str) -> bool:
    """Whether a quote begins on a page; the row of a table, told in words, by its cells."""
    if _bare(quote)[:OPENING] in page:
        return True
    cells = _CELL.findall(quote.rpartition("\n")[2].partition(" — ")[2])
    values = "".join(_bare(value) for _, value in cells)
    if len(values) < TELLING and not all(_bare(head) in page for head, _ in cells):
        return False
    return bool(values) and values in page


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
