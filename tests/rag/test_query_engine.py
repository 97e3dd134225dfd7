"""What LlamaIndex is given: passages as nodes, answers with their quotes as source nodes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.settings import Settings
from ingest.sync import sync
from rag.query_engine import ReportsQueryEngine, ReportsRetriever
from rag.service import AskService
from vectorstore.library import Library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("engine")
    reports = folder / "reports"
    reports.mkdir()
    (reports / "oslo.md").write_text("# Cranes\n\nThe harbour of Oslo has 44 cranes.\n")
    settings = Settings(data=folder / "data", llm="none")
    opened = Library(settings)
    sync(opened, [reports], settings)
    yield opened
    opened.close()


def test_a_retriever_gives_the_part_that_bears_on_the_query_and_where_it_stands(
    library: Library, tmp_path: Path
) -> None:
    (node,) = ReportsRetriever(library).retrieve("How many cranes has Oslo?")
    start, end = node.metadata["start"], node.metadata["end"]
    assert "44 cranes" in node.text
    assert library.parsed(node.metadata["report_id"]).text[start:end] == node.text


def test_an_engine_answers_with_its_quotes_as_source_nodes(library: Library) -> None:
    service = AskService(library, None, Settings(llm="none"))
    response = ReportsQueryEngine(service).query("How many cranes has Oslo?")
    assert response.metadata["answer"].status == "evidence_only"
    assert "44 cranes" in response.source_nodes[0].text
