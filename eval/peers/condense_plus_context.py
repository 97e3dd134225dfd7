"""LlamaIndex's CondensePlusContextChatEngine with its defaults, over the same texts and models."""

from pathlib import Path

import httpx
import openai
from llama_index.core.chat_engine import CondensePlusContextChatEngine

from eval.peers.base import Reply
from eval.peers.llama_index import index_of, model_of
from rag.llm.endpoint import EndpointModel
from vectorstore.library import Library


class CondensePeer:
    """The engine as its documentation builds it; what was said is forgotten at each question.

    Its own defaults throughout: nodes of 1,024 tokens, the two nearest, its prompts. Arguments as
    `CitationPeer` has them.
    """

    name = "CondensePlusContextChatEngine"

    def __init__(self, library: Library, embedding: Path, endpoint: EndpointModel) -> None:
        index, self.index_bytes = index_of(library, embedding)
        self._engine = CondensePlusContextChatEngine.from_defaults(
            retriever=index.as_retriever(), llm=model_of(endpoint)
        )

    def ask(self, question: str) -> Reply:
        """See `eval.peers.base.System`."""
        self._engine.reset()
        try:
            return Reply(str(self._engine.chat(question)))
        except (openai.OpenAIError, httpx.HTTPError, ValueError) as error:
            return Reply("", failed=f"{type(error).__name__}: {error}")
