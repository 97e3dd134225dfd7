"""Over the bundled reports and their originals, a quote is the stored text to the letter.

Whatever is found must be quoted rightly, so cheap vectors stand in for the embedding models:
the keyword index finds real sentences, the vectors add arbitrary ones.
"""

import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from core.domain import Turn
from core.settings import load_settings
from ingest.sync import sync
from rag.service import AskService
from tests.conftest import ROOT
from vectorstore import library as library_module
from vectorstore.library import Library

QUESTIONS = (
    "How many consulates are there in Guangzhou?",
    "What was the GDP of Guangzhou in 2018?",
    "Which measures does the plan list?",
    "Compare the reports on innovation.",
    "Tell me about the metro.",
    "Who is the mayor?",
    "What share do the services have?",
    "How far is it to Hong Kong?",
    "What happened in 1887 on the moon?",
    "广州有多少个领事馆？",
    "广州的科技创新措施有哪些？",
)


class CheapVectors:
    """A bag of hashed letters' triples; no weights, no meaning."""

    dimensions = 64

    def __init__(self, *_: object, name: str = "minilm") -> None:
        self.name = name

    def documents(self, texts):
        return np.stack([self.query(text) for text in texts])

    def query(self, text):
        row = np.full(64, 1e-3, dtype=np.float32)
        for at in range(0, len(text) - 2, 3):
            row[zlib.crc32(text[at : at + 3].encode()) % 64] += 1
        return row / np.linalg.norm(row)

    def load(self):
        pass


@pytest.fixture(params=["bundled", "originals"])
def library(request, tmp_path, monkeypatch) -> Iterator[Library]:
    if request.param == "bundled":
        folder = ROOT / "reports"
    else:
        folder = request.getfixturevalue("shared") / "reports"
    monkeypatch.setattr(library_module, "MiniLM", CheapVectors)
    monkeypatch.setattr(library_module, "Multilingual", lambda: CheapVectors(name="use"))
    settings = load_settings(data=tmp_path / "data", llm="none")
    library = Library(settings)
    result = sync(library, [Path(folder)], settings)
    assert result.failed == ()
    assert result.added >= 5
    yield library
    library.close()


def test_every_quote_is_the_stored_text_from_start_to_end(library):
    settings = load_settings(llm="none")
    service = AskService(library, None, settings)
    reports = {report.report_id: report for report in library.reports()}
    texts = {report_id: library.parsed(report_id).text for report_id in reports}
    quotes = 0
    for question in QUESTIONS:
        answer = service.ask([Turn("user", question)])
        for cited in answer.citations:
            assert texts[cited.report_id][cited.start : cited.end] == cited.quote
            assert cited.quote.strip()
            assert cited.sha256 == reports[cited.report_id].sha256
        assert [cited.n for cited in answer.citations] == sorted({c.n for c in answer.citations})
        quotes += len(answer.citations)
    assert quotes > len(QUESTIONS)


def test_every_passage_and_sentence_is_a_span_of_the_stored_text(library):
    for report in library.reports():
        text = library.parsed(report.report_id).text
        found = library.search(report.metadata.title, k=1000)
        for item in found.passages:
            passage = item.passage
            if passage.report_id != report.report_id:
                continue
            assert text[passage.start : passage.end] == passage.text
            for sentence in passage.sentences:
                assert text[sentence.start : sentence.end] == sentence.text
                assert passage.start <= sentence.start < sentence.end <= passage.end
