"""The sentences of the passages that a question found, ranked by meaning and by words."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from vectorstore.catalogue import Found
from vectorstore.embedding import Vectors
from vectorstore.keys import PassageKey, SentenceKey

# The constants of SQLite's FTS5.
_K1, _B = 1.2, 0.75


class Pool:
    """Sentences of some passages, in the order of the passages.

    Args:
        stored: the passages, by their keys.
    """

    def __init__(self, stored: Mapping[PassageKey, Found]) -> None:
        self._sizes = {key: len(item.terms) for key, item in stored.items()}
        self._keys = [sentence for key in stored for sentence in self.sentences(key)]
        self._terms = [terms.split() for item in stored.values() for terms in item.terms]
        self._vectors = np.concatenate([item.vectors for item in stored.values()])
        sizes = list(self._sizes.values())
        self._passages = np.repeat(np.arange(len(sizes)), sizes)

    def sentences(self, key: PassageKey) -> list[SentenceKey]:
        """Return the keys of a passage's sentences, in order."""
        return [(*key, place) for place in range(self._sizes[key])]

    def by_meaning(
        self, vector: Vectors, columns: slice, numbers: Collection[int], limit: int
    ) -> list[SentenceKey]:
        """Return the sentences nearest to a vector, best first.

        Args:
            vector: of length 1.
            columns: where its embedding stands among those side by side.
            numbers: the writings that count.
            limit: at most so many.
        """
        counts = np.array([key[0] in numbers for key in self._keys])
        near = self._vectors[:, columns] @ vector
        return self._best(np.where(counts, near, -np.inf), limit)

    def by_words(
        self, weights: Mapping[str, float], numbers: Collection[int], limit: int
    ) -> tuple[list[SentenceKey], list[SentenceKey]]:
        """Return the sentences that hold any of the terms, best first: alone, and with neighbours.

        Args:
            weights: of each term, what it tells.
            numbers: the writings that count.
            limit: at most so many.
        """
        counts = np.zeros((len(self._keys), len(weights)), dtype=np.float32)
        columns = {term: column for column, term in enumerate(weights)}
        lengths = np.zeros(len(self._keys), dtype=np.float32)
        for row, (key, terms) in enumerate(zip(self._keys, self._terms, strict=True)):
            if key[0] not in numbers:
                continue
            lengths[row] = len(terms)
            if columns.keys().isdisjoint(terms):
                continue
            for term in terms:
                if (column := columns.get(term)) is not None:
                    counts[row, column] += 1
        told = np.fromiter(weights.values(), dtype=np.float32, count=len(weights))
        alone = _bm25(counts, lengths, told)
        around = _bm25(self._with_neighbours(counts), self._with_neighbours(lengths), told)
        return self._best(alone, limit, least=0.0), self._best(around, limit, least=0.0)

    def _with_neighbours(self, values: Vectors) -> Vectors:
        """Add to each sentence's values those of the sentences around it in its passage."""
        total = values.copy()
        same = self._passages[1:] == self._passages[:-1]
        total[1:][same] += values[:-1][same]
        total[:-1][same] += values[1:][same]
        return total

    def _best(self, scores: Vectors, limit: int, least: float = -np.inf) -> list[SentenceKey]:
        order: NDArray[np.intp] = np.argsort(-scores, kind="stable")[:limit]
        return [self._keys[i] for i in order if scores[i] > least]


def _bm25(counts: Vectors, lengths: Vectors, told: Sequence[float] | Vectors) -> Vectors:
    """Score rows of term counts.

    Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009.
    """
    there = lengths[lengths > 0]
    average = float(there.mean()) if len(there) else 1.0
    damped = counts + _K1 * (1 - _B + _B * lengths / average)[:, None]
    return np.asarray((counts * (_K1 + 1) / damped) @ np.asarray(told), dtype=np.float32)
