"""The peer is LlamaIndex's engine as it comes, over the stored texts and the model it is given."""

from pathlib import Path

import pytest

from core.settings import Settings
from eval.peers.citation_query_engine import CitationPeer
from ingest.sync import sync
from models.weights import EMBEDDING_MODEL, verified
from rag.llm.embedded import CONTEXT
from rag.llm.endpoint import EndpointModel
from tests.rag.llm import server
from vectorstore.library import Library

JSON = "application/json"


@pytest.fixture
def library(settings: Settings, tmp_path: Path):
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "oslo.md").write_text("# Cranes of Oslo\n\nThe harbour of Oslo has 44 cranes.\n")
    opened = Library(settings)
    sync(opened, [folder], settings, None)
    yield opened
    opened.close()


def peer(library: Library, settings: Settings, url: str) -> CitationPeer:
    embedding = verified(settings.models, EMBEDDING_MODEL).parent
    return CitationPeer(library, embedding, EndpointModel(url, "m", "none", 5.0))


def test_the_stored_text_is_its_source_and_its_reply_comes_back_whole(library, settings):
    said = "There are 44 cranes [1]."
    with server.serving(server.answers(200, JSON, server.reply_of(said))) as endpoint:
        reply = peer(library, settings, endpoint.url).ask("How many cranes has Oslo?")
    assert (reply.text, reply.answer, reply.failed) == (said, None, "")
    (body,) = endpoint.bodies
    (message,) = body["messages"]
    assert "Source 1:" in message["content"]
    assert "The harbour of Oslo has 44 cranes." in message["content"]
    assert body["temperature"] == 0.0
    assert body["max_tokens"] < CONTEXT


def test_a_broken_endpoint_is_told_as_failed(library, settings):
    with server.serving(server.answers(500, JSON, '{"error": {"message": "no"}}')) as endpoint:
        reply = peer(library, settings, endpoint.url).ask("How many cranes has Oslo?")
    assert reply.text == ""
    assert reply.failed
