"""Opens the library and a language model for each system, and asks."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rich.progress import track

from core.errors import InputError
from core.settings import Settings
from eval.peers.base import System
from eval.peers.citation_query_engine import CitationPeer
from eval.peers.compare import ask_in_turn, questions, summary
from eval.peers.ours import Ours
from models.weights import EMBEDDING_MODEL, LANGUAGE_MODEL, verified
from rag.llm.embedded import CONTEXT, EmbeddedModel
from rag.service import AskService
from vectorstore.library import Library


def run_peers(settings: Settings, limit: int | None, out: Path | None) -> dict[str, Any]:
    """Ask all systems; `out` takes one question a line, as soon as all have answered it.

    Returns:
        What was run with, and the scores of `eval.peers.compare.summary`.

    Raises:
        InputError: the library is empty.
        LibraryError, ModelError: with what to do.
    """
    facts = questions(limit)
    rows = []
    with ExitStack() as stack:
        file = stack.enter_context(out.open("w", encoding="utf-8")) if out else None
        systems = stack.enter_context(all_systems(settings))
        for row in ask_in_turn(track(facts, description="peers", transient=True), systems):
            rows.append(row)
            if file is not None:
                file.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
                file.flush()
    return {
        "model": LANGUAGE_MODEL.name,
        "context_tokens": CONTEXT,
        "llama_index_core": version("llama-index-core"),
        **summary(rows, Ours.name),
    }


@contextmanager
def all_systems(settings: Settings) -> Iterator[tuple[System, ...]]:
    """Make all systems ready, this product first, each with an embedded server of its own.

    On one server each question of one system would put the other's instructions out of the
    prefix cache, which neither meets in use.

    Raises:
        InputError: the library is empty.
        ModelError: weights are missing or cannot be loaded.
        LibraryError: the library cannot be read.
    """
    weights = verified(settings.models, LANGUAGE_MODEL)
    embedding = verified(settings.models, EMBEDDING_MODEL).parent
    library = Library(settings)
    model = EmbeddedModel(weights, settings.llm_timeout)
    peer_model = EmbeddedModel(weights, settings.llm_timeout)
    try:
        if not library.reports():
            raise InputError("the library is empty; run `askreports ingest` first")
        service = AskService(library, model, settings)
        service.warm()
        yield Ours(service), CitationPeer(library, embedding, peer_model.start())
    finally:
        peer_model.close()
        model.close()
        library.close()
