"""LlamaIndex's CitationQueryEngine with its defaults, over the same texts and models."""

from pathlib import Path

import httpx
import openai
from llama_index.core.query_engine import CitationQueryEngine

from eval.peers.base import Reply
from eval.peers.llama_index import index_of, model_of
from rag.llm.endpoint import EndpointModel
from vectorstore.library import Library


class CitationPeer:
    """The engine as its documentation builds it.

    Its own defaults throughout: the node parser's 1,024 tokens, the two nearest nodes, citation
    chunks of 512 tokens overlapping by 20, its prompts and its compact synthesizer, an in-memory
    vector store.

    Args:
        library: its current reports' stored texts and titles are indexed here.
        embedding: folder of the verified weights of the embedding model.
        endpoint: the language model's.
    """

    name = "CitationQueryEngine"

    def __init__(self, library: Library, embedding: Path, endpoint: EndpointModel) -> None:
        index, self.index_bytes = index_of(library, embedding)
        self._engine = CitationQueryEngine.from_args(index, llm=model_of(endpoint))

    def ask(self, question: str) -> Reply:
        """See `eval.peers.base.System`."""
        try:
            return Reply(str(self._engine.query(question)))
        except (openai.OpenAIError, httpx.HTTPError, ValueError) as error:
            return Reply("", failed=f"{type(error).__name__}: {error}")
