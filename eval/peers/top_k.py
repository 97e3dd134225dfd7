"""The least that a retrieval-augmented answer takes: the nearest passages in one prompt."""

from pathlib import Path

from llama_index.core.node_parser import SentenceSplitter

from eval.peers.base import Reply
from eval.peers.llama_index import index_of
from eval.peers.plain import ask_plainly
from rag.llm.endpoint import EndpointModel
from vectorstore.library import Library

NEAREST = 5
TOKENS = 200
"""Of a passage, as this product cuts them."""


class TopKPeer:
    """Five passages of 200 tokens by the embedding, one prompt; arguments as `CitationPeer`'s."""

    name = "plain top 5"

    def __init__(self, library: Library, embedding: Path, endpoint: EndpointModel) -> None:
        splitter = SentenceSplitter(chunk_size=TOKENS, chunk_overlap=0)
        index, self.index_bytes = index_of(library, embedding, splitter)
        self._retriever = index.as_retriever(similarity_top_k=NEAREST)
        self._endpoint = endpoint

    def ask(self, question: str) -> Reply:
        """See `eval.peers.base.System`."""
        found = self._retriever.retrieve(question)
        return ask_plainly(self._endpoint, question, [node.get_content() for node in found])
