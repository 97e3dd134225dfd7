"""LlamaIndex's CitationQueryEngine with its defaults, over the same texts and models."""

from pathlib import Path

import httpx
import openai
from llama_index.core import Document, VectorStoreIndex
from llama_index.core.constants import DEFAULT_NUM_OUTPUTS
from llama_index.core.query_engine import CitationQueryEngine
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.llms.openai_like import OpenAILike

from eval.peers.base import Reply
from rag.llm.embedded import CONTEXT
from rag.llm.endpoint import EndpointModel
from vectorstore.library import Library

TIMEOUT = 900.0
"""Seconds. By its own 60 the client would give up a long prompt on a slow machine."""


class CitationPeer:
    """The engine as its documentation builds it.

    Its own defaults throughout: the node parser's 1,024 tokens, the two nearest nodes, citation
    chunks of 512 tokens overlapping by 20, its prompts and its compact synthesizer, an in-memory
    vector store. Set for its good: the chat endpoint (the weights are of a chat model),
    temperature 0, the server's true context, time enough, and replies no longer than the 256
    tokens for which LlamaIndex keeps room. With no length set, its reply to the
    first question tried had not ended after 15 minutes on a busy machine.

    Args:
        library: its current reports' stored texts and titles are indexed here.
        embedding: folder of the verified weights of the embedding model.
        endpoint: the language model's.
    """

    name = "CitationQueryEngine"

    def __init__(self, library: Library, embedding: Path, endpoint: EndpointModel) -> None:
        documents = [
            Document(
                id_=report.report_id,
                text=library.parsed(report.report_id).text,
                metadata={"title": report.metadata.title},
            )
            for report in library.reports()
        ]
        index = VectorStoreIndex.from_documents(
            documents, embed_model=HuggingFaceEmbedding(model_name=str(embedding))
        )
        llm = OpenAILike(
            model=endpoint.name,
            api_base=endpoint.url,
            api_key="none",
            is_chat_model=True,
            temperature=0.0,
            context_window=CONTEXT,
            max_tokens=DEFAULT_NUM_OUTPUTS,
            timeout=TIMEOUT,
            max_retries=0,
            # The loopback server is not asked through the proxy that the environment names.
            http_client=httpx.Client(timeout=TIMEOUT, trust_env=False),  # type: ignore[call-arg]
        )
        self._engine = CitationQueryEngine.from_args(index, llm=llm)

    def ask(self, question: str) -> Reply:
        """See `eval.peers.base.System`."""
        try:
            return Reply(str(self._engine.query(question)))
        except (openai.OpenAIError, httpx.HTTPError, ValueError) as error:
            return Reply("", failed=f"{type(error).__name__}: {error}")
