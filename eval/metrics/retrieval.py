"""Rankings against gold ids (Manning, Raghavan, Schütze, 2008, chapter 8)."""

import math
from collections.abc import Collection, Sequence


def distinct(ranking: Sequence[str]) -> list[str]:
    """Keep each id at its best place."""
    return list(dict.fromkeys(ranking))


def hit(ranking: Sequence[str], gold: Collection[str], k: int) -> float:
    """1 if a gold id is among the first `k` distinct ids, else 0."""
    return float(any(item in gold for item in distinct(ranking)[:k]))


def recall(ranking: Sequence[str], gold: Collection[str], k: int) -> float:
    """Share of the gold ids that are among the first `k` distinct ids."""
    wanted = set(gold)
    return len(wanted.intersection(distinct(ranking)[:k])) / len(wanted) if wanted else 0.0


def reciprocal_rank(ranking: Sequence[str], gold: Collection[str], k: int) -> float:
    """1 / place of the first gold id among the first `k`, 0 where none is."""
    for place, item in enumerate(distinct(ranking)[:k], start=1):
        if item in gold:
            return 1.0 / place
    return 0.0


def ndcg(ranking: Sequence[str], gold: Collection[str], k: int) -> float:
    """Normalised discounted cumulative gain with binary relevance (Järvelin, Kekäläinen, 2002)."""
    gains = [1.0 if item in gold else 0.0 for item in distinct(ranking)[:k]]
    gained = sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))
    ideal = sum(1.0 / math.log2(place + 2) for place in range(min(k, len(set(gold)))))
    return gained / ideal if ideal else 0.0
