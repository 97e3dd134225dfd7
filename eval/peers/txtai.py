"""txtai, a complete system: its hybrid index over paragraphs, and its RAG pipeline."""

import tempfile
from pathlib import Path
from typing import Any

from eval.peers.base import Reply
from eval.peers.plain import ask_plainly
from rag.llm.endpoint import EndpointModel
from vectorstore.library import Library

CONTEXT = 5
"""Passages in the prompt; its default of 3 answered less."""


class TxtaiPeer:
    """Its RAG pipeline over its hybrid search (vectors and BM25); arguments as `CitationPeer`'s.

    Its own extractor's unit, the paragraph, is what it indexes; the model is called by a function
    of ours, as its documentation allows, since it speaks to endpoints through another package.
    """

    name = "txtai"

    def __init__(self, library: Library, embedding: Path, endpoint: EndpointModel) -> None:
        from txtai import RAG, Embeddings

        self._failed = ""
        self._endpoint = endpoint
        paragraphs = [
            paragraph
            for report in library.reports()
            for paragraph in library.parsed(report.report_id).text.split("\n\n")
            if paragraph.strip()
        ]
        index = Embeddings(path=str(embedding), content=True, hybrid=True)
        index.index(paragraphs)
        with tempfile.TemporaryDirectory() as folder:
            index.save(folder)
            files = [file for file in Path(folder).rglob("*") if file.is_file()]
            self.index_bytes = sum(file.stat().st_size for file in files)
        self._rag = RAG(
            index,
            self._generate,
            template="{question}\0{context}",
            separator="\0",
            context=CONTEXT,
            output="flatten",
        )

    def ask(self, question: str) -> Reply:
        """See `eval.peers.base.System`."""
        self._failed = ""
        return Reply(str(self._rag(question)), failed=self._failed)

    def _generate(self, prompts: list[str], **_: Any) -> list[str]:
        said = []
        for prompt in prompts:
            question, *passages = prompt.split("\0")
            reply = ask_plainly(self._endpoint, question, passages)
            self._failed = reply.failed
            said.append(reply.text)
        return said
