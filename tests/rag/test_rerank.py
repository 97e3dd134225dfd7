"""Shared words, the kind of thing asked for, and the year decide between close ranks."""

from dataclasses import replace

import pytest

from rag.rerank import rerank
from tests.rag.build import passage, ranked, report

REPORTS = {"harbour": report(published="2015"), "coast": report("coast", published="2018")}


def first(question: str, *texts: str) -> str:
    sentences = ranked(*(passage(text, start=i * 500) for i, text in enumerate(texts)))
    close = tuple(type(s)(s.sentence, s.passage, 1.0 - i / 100) for i, s in enumerate(sentences))
    return rerank(question, close, REPORTS)[0].sentence.text


def test_a_sentence_with_a_number_comes_first_where_one_is_asked_for() -> None:
    assert first("How many ferries?", "Ferries are old.", "There are 12 ferries.").endswith(
        "12 ferries."
    )


def test_the_year_asked_for_comes_first() -> None:
    told = first("Ferries in 2012?", "In 2011 ferries sailed.", "In 2012 ferries sailed.")
    assert told.startswith("In 2012")


def test_nothing_ranked_is_nothing_reranked() -> None:
    assert rerank("?", (), REPORTS) == ()


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("What does the latest report say of ferries?", "coast"),
        ("最新报告怎么说渡轮？", "coast"),
        ("What of ferries in the first quarter of 2016?", "harbour"),
        ("What of ferries in the second quarter of 2016?", ""),
        ("What are the latest ferries?", ""),
    ],
)
def test_the_report_that_a_question_names_by_its_date_comes_first(
    question: str, meant: str
) -> None:
    reports = {**REPORTS, "harbour": replace(REPORTS["harbour"], path="/2016_Q1 harbour.pdf")}
    texts = [passage("Ferries are old.", report_id=name) for name in reports]
    for behind in reports:
        items = tuple(
            replace(item, score=0.99 if item.passage.report_id == behind else 1.0)
            for item in ranked(*texts)
        )
        first = rerank(question, items, reports)[0].passage.report_id
        assert first == (meant or next(name for name in reports if name != behind))
