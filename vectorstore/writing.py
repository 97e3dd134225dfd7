"""Passages on their way into the indexes."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from core.domain import Passage
from vectorstore.catalogue import Catalogue, Stored
from vectorstore.embedding import Embedders, Vectors
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

    def write(
        self,
        dense: "DenseIndex",
        writing: Writing,
        passages: Sequence[Passage],
        progress: Callable[[int], None] | None = None,
    ) -> None:
        """Embed and keep the passages of a writing, each slice while the next is embedded.

        Args:
            dense: keeps the vectors of whole passages.
            writing: what they belong to.
            passages: all of them.
            progress: told how many are embedded so far.

        Raises:
            LibraryError: an index cannot be written.
            ModelError: an embedding model cannot be loaded.
        """
        with ThreadPoolExecutor(1) as beside:
            keeping: Future[None] | None = None
            for start in range(0, len(passages), SLICE):
                part = passages[start : start + SLICE]
                texts = to_embed(writing.title, part)
                vectors = [embedder.documents(texts) for embedder in self._embedders]
                if keeping is not None:
                    keeping.result()
                keeping = beside.submit(self._keep, dense, writing, part, vectors)
                if progress is not None:
                    progress(start + len(part))
            if keeping is not None:
                keeping.result()

    def _keep(
        self,
        dense: "DenseIndex",
        writing: Writing,
        part: Sequence[Passage],
        vectors: Sequence[Vectors],
    ) -> None:
        count = len(part)
        for embedder, rows in zip(self._embedders, vectors, strict=True):
            dense.add(embedder.name, writing, part, rows[:count])
        ends = np.cumsum([len(passage.sentences) for passage in part])[:-1]
        of_sentences = np.concatenate([rows[count:] for rows in vectors], axis=1)
        worded = [
            [" ".join(terms(sentence.text, writing.language)) for sentence in passage.sentences]
            for passage in part
        ]
        stored = [
            Stored(*of) for of in zip(part, worded, np.split(of_sentences, ends), strict=True)
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
