"""A fault that is planted in the product fails the gate, by the score that is made to tell it."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from core.domain import CheckedSentence
from core.settings import Settings
from eval.gate import failures
from eval.known_facts import ask_all, load_facts, run_facts
from eval.metrics.citations import CitationJudge
from eval.run import Run
from eval.store import open_run
from ingest.sync import sync
from rag import evidence, service
from rag.llm.base import Message
from rag.service import AskService
from vectorstore.library import Library, SearchResult

HEADER = {
    "what": "facts",
    "model": "scripted",
    "library": "l",
    "questions": "q",
    "options": {"limit": 24},
}


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The digests, indexed by the product as it is."""
    settings = Settings(data=tmp_path_factory.mktemp("planted") / "data", llm="none")
    library = Library(settings)
    sync(library, [Path("reports")], settings)
    library.close()
    return settings


@pytest.fixture
def evidence_of_the_digests(settled: Settings) -> Callable[[], list[str]]:
    return lambda: failures(run_facts(settled))


def names(lines: Sequence[str]) -> set[str]:
    return {line.split(" is ")[0] for line in lines if " is " in line}


def test_shuffled_retrieval(evidence_of_the_digests, monkeypatch) -> None:
    search = Library.search
    asked: list[str] = []

    def shuffled(self: Library, query: str, k: int = 10) -> SearchResult:
        """What another question finds."""
        asked.append(query)
        return search(self, random.Random(len(asked)).choice(asked), k)

    monkeypatch.setattr(Library, "search", shuffled)
    assert {"answerable_correct", "coverage@100"} <= names(evidence_of_the_digests())


def test_a_wrong_page(evidence_of_the_digests, monkeypatch) -> None:
    cite = evidence.cite

    def beside(item, n):
        cited = cite(item, n)
        return replace(cited, page=cited.page + 1 if cited.page else None)

    monkeypatch.setattr("rag.compose.cite", beside)
    assert names(evidence_of_the_digests()) == {"page_right"}


def test_always_refusing(evidence_of_the_digests, monkeypatch) -> None:
    monkeypatch.setattr(service, "unmet", lambda *_, **__: ("no",))
    assert "wrongly_refused" in names(evidence_of_the_digests())


def test_always_answering(evidence_of_the_digests, monkeypatch) -> None:
    monkeypatch.setattr(service, "unmet", lambda *_, **__: ())
    found = names(evidence_of_the_digests())
    assert "rightly_refused" in found
    assert "wrongly_refused" not in found


class Inventor:
    """A model that answers everything with a quote's opening and a figure that no report holds."""

    name = "scripted"

    def stream(self, messages: Sequence[Message], max_tokens: int) -> Iterator[str]:
        yield "There are 987,654,321 of them in the city."

    def probability_of_yes(self, messages: Sequence[Message]) -> float:
        return 1.0

    def warm(self) -> None:
        pass

    def close(self) -> None:
        pass


def with_model(settled: Settings, runs: Path) -> Run:
    library = Library(settled)
    try:
        asked = AskService(library, Inventor(), settled)
        with open_run(runs, HEADER, lambda _: None) as kept:
            return ask_all(
                asked, load_facts(limit=24), CitationJudge(library, settled.passage_tokens), kept
            )
    finally:
        library.close()


def test_the_verifier_switched_off(settled: Settings, tmp_path: Path, monkeypatch) -> None:
    assert "unsupported_figures" not in names(failures(with_model(settled, tmp_path / "on")))

    def believing(text, known):
        return CheckedSentence(text, (1,), "supported")

    monkeypatch.setattr(service, "check", believing)
    monkeypatch.setattr(service, "plainly", lambda *_: True)
    monkeypatch.setattr(service, "measured_as_asked", lambda *_: True)
    monkeypatch.setattr(service, "resting_on_what_is_asked", lambda asked, written, known: written)
    found = names(failures(with_model(settled, tmp_path / "off")))
    assert {"unsupported_figures", "citation_recall"} <= found


def test_a_wrong_date_of_every_figure(evidence_of_the_digests, monkeypatch) -> None:
    monkeypatch.setattr("rag.figures.Dating.of", lambda *_: "1999")
    assert {"figures_told", "figures_right"} <= names(evidence_of_the_digests())
