"""From a question to its evidence: searched, put in order, selected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from core.domain import RankedSentence, Report
from core.language import detect
from core.settings import Settings
from core.tokens import count_tokens
from rag import figures
from rag.answer_type import wanted
from rag.broad import broadened
from rag.evidence import Evidence, alone, select
from rag.instructions import asks_nothing
from rag.parts import parts
from rag.question import asks_across, kind_of, over_time
from rag.rerank import latest, rerank
from rag.verify.rows import is_row
from rag.words import content_words
from vectorstore.library import Library

WIDE = 2
"""Times as much evidence for a broad question, or one put to all dates: it has many answers."""

ROWS = 3
"""Rows of tables that follow the best sentence where a number is asked for."""


@dataclass(frozen=True, slots=True)
class Retrieved:
    """Evidence in the order in which it is numbered and cited.

    Attributes:
        evidence: all that is shown.
        for_model: how many of them, from the first, the model is given to write from.
        for_retry: how many of those behind them it is given if it finds no answer in the first.
    """

    evidence: tuple[Evidence, ...]
    for_model: int
    for_retry: int


def retrieve(library: Library, question: str, settings: Settings) -> Retrieved:
    """Find the few sentences that matter for a question that stands alone.

    A question that asks for several things is searched for each of them too, and one put to all
    dates for what it is about; their sentences take turns, so that no part is crowded out. Orders
    to the machine alone ask for nothing that could be found.

    Raises:
        LibraryError: the index cannot be read.
    """
    if asks_nothing(question, detect(question)):
        return Retrieved((), 0, 0)
    reports = {report.report_id: report for report in library.reports()}
    found = library.search(question)
    ranked = rerank(question, found.sentences, reports)
    if wanted(question) == "number":
        ranked = _with_rows(question, ranked, reports)
    measure = over_time(question)
    asked = parts(question) or ((measure,) if measure else ())
    if broad := kind_of(question) == "broad":
        across = asks_across(question) or bool(asked)
        only = latest(question, reports) or reports.keys()
        ranked = broadened(
            question,
            [item for item in ranked if item.passage.report_id in only],
            [item for item in found.passages if item.passage.report_id in only],
            across=across,
        )
    if asked:
        each = [rerank(part, library.search(part).sentences, reports) for part in asked]
        ranked = _in_turns([*each, ranked])
    budget = settings.evidence_tokens * (WIDE if broad or measure else 1)
    return _model_first(select(ranked, reports, budget), settings.prompt_tokens)


def _with_rows(
    question: str, ranked: Sequence[RankedSentence], reports: Mapping[str, Report]
) -> tuple[RankedSentence, ...]:
    """Let the rows of tables that tell the asked number follow the best sentence.

    A row says little in few words, so that any prose about the same measure ranks before it.
    """
    rows = [item for item in ranked[1:] if is_row(item.sentence.text)]
    quotes = [alone(item, reports[item.passage.report_id]) for item in rows]
    read = [reading for reading in figures.read(question, quotes) if not reading.is_apart]
    most = max((len(reading.heads) for reading in read), default=0)
    told = dict.fromkeys(reading.index for reading in read if len(reading.heads) == most)
    asked = content_words(question)
    first = sorted(
        (rows[index] for index in told),
        key=lambda row: -len(asked & content_words(row.sentence.text)),
    )[:ROWS]
    return (*ranked[:1], *first, *(item for item in ranked[1:] if item not in first))


def _in_turns(rankings: Sequence[Sequence[RankedSentence]]) -> tuple[RankedSentence, ...]:
    """First ranks before second ranks; `select` passes over what it has seen."""
    return tuple(item for row in zip_longest(*rankings) for item in row if item is not None)


def _model_first(evidence: tuple[Evidence, ...], budget: int) -> Retrieved:
    """Put the best quotes that fit into `budget` tokens before the others, and then the next."""
    first = _fitting(evidence, budget)
    others = [item for item in evidence if item not in first]
    second = _fitting(others, budget)
    rest = (item for item in others if item not in second)
    return Retrieved((*first, *second, *rest), len(first), len(second))


def _fitting(evidence: Sequence[Evidence], budget: int) -> list[Evidence]:
    """The best quotes that fit into `budget` tokens; one at least, if there is one."""
    taken: list[Evidence] = []
    for item in evidence:
        cost = count_tokens(item.text)
        if cost <= budget or not taken:
            taken.append(item)
            budget -= cost
    return taken
