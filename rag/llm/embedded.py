"""The default model: llama.cpp in this process, on a loopback port of its own."""

import os
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import ModelError
from rag.llm.base import Message
from rag.llm.endpoint import EndpointModel
from rag.prompts import prompt

if TYPE_CHECKING:
    import xllamacpp

CONTEXT = 4096
"""Tokens; the longest prompt is a tenth of it, and memory grows with it."""

PREFIX_CACHE_MIB = 0
"""The server's cache of old prompts in memory is off: it grew to 2 GB in 150 questions, and
the prefix that pays (the same question's checks) stands in the slot anyway."""

DRAFT_AFTER, DRAFT = 3, 12
"""Tokens: where the last three stand in the prompt already, the twelve that follow them there are
drafted and tried in one step (prompt lookup decoding, A. Saxena). An answer copies much from its
extracts, and a step over twelve tokens costs little more than one over one. The words stay the
same, a long answer is written about a third sooner."""


class EmbeddedModel:
    """Loads the weights at the first use, or at `start`, and then is an endpoint.

    Args:
        weights: GGUF file, already verified.
        timeout: seconds without a word before a call is given up.
    """

    def __init__(self, weights: Path, timeout: float) -> None:
        self.name = weights.stem
        self._weights = weights
        self._timeout = timeout
        self._starting = threading.Lock()
        self._server: xllamacpp.Server | None = None
        self._endpoint: EndpointModel | None = None

    def start(self) -> EndpointModel:
        """Load the weights (seconds) unless they are loaded.

        Raises:
            ModelError: llama.cpp cannot load them.
        """
        with self._starting:
            if self._endpoint is None:
                self._server = _serve(self._weights)
                self._endpoint = EndpointModel(
                    f"{self._server.listening_address}/v1",
                    self.name,
                    "none",
                    self._timeout,
                    extra_body={"cache_prompt": True},
                )
            return self._endpoint

    def stream(self, messages: Sequence[Message], max_tokens: int) -> Iterator[str]:
        """See `rag.llm.base.ChatModel`."""
        return self.start().stream(messages, max_tokens)

    def probability_of_yes(self, messages: Sequence[Message]) -> float | None:
        """See `rag.llm.base.ChatModel`."""
        return self.start().probability_of_yes(messages)

    def warm(self) -> None:
        """Load the weights and read the instructions, which every later prompt begins with."""
        for _ in self.stream([("system", prompt("answer")), ("user", "?")], max_tokens=1):
            pass

    def close(self) -> None:
        """Stop the server and free the weights."""
        with self._starting:
            if self._endpoint is not None:
                self._endpoint.close()
            self._endpoint = None
            self._server = None


def _serve(weights: Path) -> "xllamacpp.Server":
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(weights)
    params.model_alias = {weights.stem}
    params.n_ctx = CONTEXT
    params.n_parallel = 1
    params.cpuparams.n_threads = max(1, min(os.cpu_count() or 1, 8))
    params.cache_ram_mib = PREFIX_CACHE_MIB
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.verbosity = 0
    params.speculative.types = [
        xllamacpp.common_speculative_type.COMMON_SPECULATIVE_TYPE_NGRAM_SIMPLE
    ]
    params.speculative.ngram_simple.size_n = DRAFT_AFTER
    params.speculative.ngram_simple.size_m = DRAFT
    try:
        return xllamacpp.Server(params)
    except (RuntimeError, ValueError) as error:
        raise ModelError(
            f"llama.cpp cannot load {weights}: {error}; run `askreports models fetch`"
        ) from error
