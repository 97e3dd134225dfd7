"""What the peers made of LlamaIndex have in common."""

import tempfile
from pathlib import Path

import httpx
from llama_index.core import Document, VectorStoreIndex
from llama_index.core.constants import DEFAULT_NUM_OUTPUTS
from llama_index.core.node_parser import NodeParser
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.llms.openai_like import OpenAILike

from rag.llm.embedded import CONTEXT
from rag.llm.endpoint import EndpointModel
from vectorstore.library import Library

TIMEOUT = 900.0
"""Seconds. By its own 60 the client would give up a long prompt on a slow machine."""


def index_of(
    library: Library, embedding: Path, splitter: NodeParser | None = None
) -> tuple[VectorStoreIndex, int]:
    """Index the stored texts and titles of all reports in memory; tell its bytes when saved.

    Args:
        library: whose current reports are indexed.
        embedding: folder of the verified weights of the embedding model.
        splitter: LlamaIndex's default where none is given.
    """
    documents = [
        Document(
            id_=report.report_id,
            text=library.parsed(report.report_id).text,
            metadata={"title": report.metadata.title},
        )
        for report in library.reports()
    ]
    index = VectorStoreIndex.from_documents(
        documents,
        embed_model=HuggingFaceEmbedding(model_name=str(embedding)),
        transformations=[splitter] if splitter else None,
    )
    with tempfile.TemporaryDirectory() as folder:
        index.storage_context.persist(folder)
        return index, sum(file.stat().st_size for file in Path(folder).iterdir())


def model_of(endpoint: EndpointModel) -> OpenAILike:
    """Return LlamaIndex's client of the endpoint.

    Set for the peers' good: the chat endpoint (the weights are of a chat model), temperature 0,
    the server's true context, time enough, and replies no longer than the 256 tokens for which
    LlamaIndex keeps room. With no length set, its reply to the first question tried had not
    ended after 15 minutes on a busy machine.
    """
    return OpenAILike(
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
