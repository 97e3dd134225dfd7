"""Lengths in cl100k tokens, counted without the network."""

import importlib.util
import os
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock

import tiktoken

from core.errors import LibraryError

_CACHE_VARIABLE = "TIKTOKEN_CACHE_DIR"
_lock = Lock()

REMEMBERED = 1000
"""Characters of a text whose length is remembered: sentences are counted for each question."""


@cache
def encoding() -> tiktoken.Encoding:
    """Return the cl100k encoding, read from the copy that llama-index-core carries.

    Raises:
        LibraryError: llama-index-core is not installed.
    """
    spec = importlib.util.find_spec("llama_index.core")
    if spec is None or spec.origin is None:
        raise LibraryError("llama-index-core is not installed; run `make setup`")
    folder = Path(spec.origin).parent / "_static" / "tiktoken_cache"
    # tiktoken knows its cache by this variable alone, and without it asks the network.
    with _lock:
        before = os.environ.get(_CACHE_VARIABLE)
        os.environ[_CACHE_VARIABLE] = str(folder)
        try:
            return tiktoken.get_encoding("cl100k_base")
        finally:
            if before is None:
                del os.environ[_CACHE_VARIABLE]
            else:
                os.environ[_CACHE_VARIABLE] = before


def count_tokens(text: str) -> int:
    """Return the length of `text` in cl100k tokens; special marks count as plain text."""
    return _counted(text) if len(text) <= REMEMBERED else len(encoding().encode_ordinary(text))


@lru_cache(maxsize=8192)
def _counted(text: str) -> int:
    return len(encoding().encode_ordinary(text))


def usually_capitalised(word: str) -> bool | None:
    """Whether a capitalised English word is mostly met so inside sentences, as names are.

    Byte-pair tokens are numbered by how often they were met, so that the commoner of "London" and
    "london" has the lower number. None where neither is one token.

    Source: Sennrich et al., "Neural Machine Translation of Rare Words with Subword Units", 2016.
    """
    capital, lower = (encoding().encode_ordinary(f" {form}") for form in (word, word.casefold()))
    if len(capital) > 1 and len(lower) > 1:
        return None
    return len(capital) == 1 and (len(lower) > 1 or capital[0] < lower[0])
