"""Retrieval at character level (Smith and Troynikov, Evaluating Chunking Strategies, 2024)."""

from collections.abc import Sequence
from dataclasses import dataclass

Span = tuple[str, int, int]
"""(document, start, end), half open."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Recall, precision and IoU of what was retrieved, as fractions."""

    recall: float
    precision: float
    iou: float


def _union(spans: Sequence[Span]) -> dict[str, list[tuple[int, int]]]:
    merged: dict[str, list[tuple[int, int]]] = {}
    for document, start, end in sorted(spans):
        runs = merged.setdefault(document, [])
        if runs and start <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
        else:
            runs.append((start, end))
    return merged


def overlap(retrieved: Sequence[Span], gold: Sequence[Span]) -> Overlap:
    """Compare retrieved spans with gold excerpts.

    The intersection counts each character once; the length of what was retrieved counts
    overlaps twice, as the authors' code does.
    """
    found, wanted = _union(retrieved), _union(gold)
    common = sum(
        max(0, min(end, gold_end) - max(start, gold_start))
        for document, runs in found.items()
        for start, end in runs
        for gold_start, gold_end in wanted.get(document, ())
    )
    gold_length = sum(end - start for runs in wanted.values() for start, end in runs)
    length = sum(end - start for _, start, end in retrieved)
    missed = gold_length - common
    return Overlap(
        recall=common / gold_length if gold_length else 0.0,
        precision=common / length if length else 0.0,
        iou=common / (length + missed) if length + missed else 0.0,
    )
