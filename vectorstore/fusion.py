"""Several rankings made into one."""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)

K = 60


def ranks(items: Iterable[Item]) -> dict[Item, int]:
    """Return the rank of each item, from 1; an item met twice keeps its better rank."""
    return {item: rank for rank, item in enumerate(dict.fromkeys(items), start=1)}


def reciprocal_rank(
    rankings: Iterable[tuple[Mapping[Item, int], float]], k: int = K
) -> list[tuple[Item, float]]:
    """Fuse rankings: each gives an item weight / (k + rank).

    Args:
        rankings: (rank of each item from 1, weight of the ranking); an item that a ranking
            does not hold gets nothing from it.
        k: how little the very first ranks stand out.

    Returns:
        (item, score), best first; ties keep the order in which items were first met.

    Source: Cormack, Clarke and Buettcher, "Reciprocal Rank Fusion outperforms Condorcet and
    individual Rank Learning Methods", SIGIR 2009.
    """
    scores: dict[Item, float] = {}
    for ranking, weight in rankings:
        for item, rank in ranking.items():
            scores[item] = scores.get(item, 0.0) + weight / (k + rank)
    return sorted(scores.items(), key=lambda pair: -pair[1])
