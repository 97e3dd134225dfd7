"""Passages on their way into the indexes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from core.domain import Passage
from vectorstore.catalogue import Catalogue, Stored
from vectorstore.embedding import Embedders
from vectorstore.keyword import KeywordIndex
from vectorstore.terms import terms

if TYPE_CHECKING:
    from vectorstore.dense import DenseIndex

SLICE = 128
"""Passages embedded and written at a time."""


@dataclass(frozen=True, slots=True)
class Writing:
    """One revision of a report on its way into the index.

    Attributes:
        number: its number, unique over all time.
        title: title of the report.
        language: ISO 639-1 code of the report.
    """

    number: int
    title: str
    language: str


class Writer:
    """Embeds passages and puts them into every index.

    Args:
        catalogue: keeps the passages and the vectors of their sentences.
        keyword: keeps their terms.
        embedders: make the vectors.
    """

    def __init__(self, catalogue: Catalogue, keyword: KeywordIndex, embedders: Embedders) -> None:
        self._catalogue = catalogue
        self._keyword = keyword
        self._embedders = embedders

    def write(self, dense: "DenseIndex", writing: Writing, part: Sequence[Passage]) -> None:
        """Embed and keep some passages of a writing; `dense` keeps the vectors of the whole ones.

        Raises:
            LibraryError: an index cannot be written.
            ModelError: an embedding model cannot be loaded.
        """
        texts = to_embed(writing.title, part)
        sentences = []
        for embedder in self._embedders:
            vectors = embedder.documents(texts)
            dense.add(embedder.name, writing, part, vectors[: len(part)])
            sentences.append(vectors[len(part) :])
        ends = np.cumsum([len(passage.sentences) for passage in part])[:-1]
        rows = np.split(np.concatenate(sentences, axis=1), ends)
        stored = [
            Stored(
                passage, [" ".join(terms(s.text, writing.language)) for s in passage.sentences], of
            )
            for passage, of in zip(part, rows, strict=True)
        ]
        self._catalogue.keep(writing.number, stored)
        self._keyword.add(
            (
                (writing.number, item.passage.ordinal),
                " ".join([*terms(item.passage.section, writing.language), *item.terms]),
            )
            for item in stored
        )


def to_embed(title: str, passages: Sequence[Passage]) -> list[str]:
    """Return the texts of passages, each with what it stands under, and then of their sentences."""
    wholes = ["\n".join(filter(None, (title, p.section, p.text))) for p in passages]
    return wholes + [sentence.text for passage in passages for sentence in passage.sentences]
