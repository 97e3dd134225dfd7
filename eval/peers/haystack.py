"""Haystack, a complete system: its splitter, its BM25 retriever, its prompt and generator."""

import os
from pathlib import Path

from eval.peers.base import Reply
from eval.peers.plain import ask_plainly
from rag.llm.endpoint import EndpointModel
from vectorstore.library import Library

NEAREST = 5


class HaystackPeer:
    """Pieces of its default 200 words, the five best by BM25; arguments as `CitationPeer`'s.

    Its embedding retrievers are packages of their own; its core, which is what a user installs,
    finds by words.
    """

    name = "Haystack"

    def __init__(self, library: Library, embedding: Path, endpoint: EndpointModel) -> None:
        os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"
        from haystack import Document, Pipeline
        from haystack.components.preprocessors import DocumentSplitter
        from haystack.components.retrievers.in_memory import InMemoryBM25Retriever
        from haystack.components.writers import DocumentWriter
        from haystack.document_stores.in_memory import InMemoryDocumentStore

        store = InMemoryDocumentStore()
        indexing = Pipeline()
        indexing.add_component("split", DocumentSplitter())
        indexing.add_component("write", DocumentWriter(store))
        indexing.connect("split", "write")
        texts = [library.parsed(report.report_id).text for report in library.reports()]
        indexing.run({"split": {"documents": [Document(content=text) for text in texts]}})
        self.index_bytes = sum(len((d.content or "").encode()) for d in store.filter_documents())
        self._retriever = InMemoryBM25Retriever(store, top_k=NEAREST)
        self._endpoint = endpoint

    def ask(self, question: str) -> Reply:
        """See `eval.peers.base.System`."""
        found = self._retriever.run(question)["documents"]
        return ask_plainly(self._endpoint, question, [d.content or "" for d in found])
