"""`bench retrieval`: what is found, by document or page and by character."""

import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.progress import track

from core.domain import RankedPassage
from core.settings import Settings
from eval.bench.sets import Bench, BenchQuestion, indexed
from eval.metrics import characters, retrieval

DEPTH = 50
"""Passages asked for, so that ten distinct documents are among them."""

TOP = 5
"""Passages whose characters count."""


def bench_retrieval(
    folder: Path, settings: Settings, limit: int | None
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Measure retrieval on a question set, over its answerable questions.

    Returns:
        The scores as fractions, and one row a question.
    """
    with indexed(folder, settings, limit) as bench:
        asked = [question for question in bench.questions if question.answerable]
        rows = [_ask(bench, q) for q in track(asked, description="asking", transient=True)]
        return _scores(bench, rows), rows


def _ask(bench: Bench, question: BenchQuestion) -> dict[str, Any]:
    started = time.perf_counter()
    found = bench.library.search(question.question, k=DEPTH).passages
    took = (time.perf_counter() - started) * 1000
    by_page = any("#page=" in gold for gold in question.gold_ids)
    ranking = [_id(bench, item, by_page) for item in found]
    row: dict[str, Any] = {"id": question.id, "ms": took, "ranking": retrieval.distinct(ranking)}
    for k in (1, 5, 10):
        row[f"hit@{k}"] = retrieval.hit(ranking, question.gold_ids, k)
    row["mrr@10"] = retrieval.reciprocal_rank(ranking, question.gold_ids, 10)
    row["ndcg@10"] = retrieval.ndcg(ranking, question.gold_ids, 10)
    if question.gold_spans:
        overlap = characters.overlap(_spans(bench, found[:TOP]), question.gold_spans)
        row["char_recall@5"] = overlap.recall
        row["char_precision@5"] = overlap.precision
        row["char_iou@5"] = overlap.iou
    return row


def _id(bench: Bench, item: RankedPassage, by_page: bool) -> str:
    name = bench.names[item.passage.report_id]
    return f"{name}#page={item.passage.page}" if by_page else name


def _spans(bench: Bench, found: Sequence[RankedPassage]) -> list[characters.Span]:
    return [(bench.names[item.passage.report_id], item.start, item.end) for item in found]


def _scores(bench: Bench, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    def mean(name: str) -> float | None:
        values = [row[name] for row in rows if name in row]
        return round(statistics.fmean(values), 4) if values else None

    times = sorted(row["ms"] for row in rows)
    names = ("hit@1", "hit@5", "hit@10", "mrr@10", "ndcg@10")
    chars = ("char_recall@5", "char_precision@5", "char_iou@5")
    return {
        "set": bench.name,
        "documents": len(bench.names),
        "passages": sum(report.passages for report in bench.library.reports()),
        "questions": len(rows),
        **{name: mean(name) for name in (*names, *chars)},
        "index_seconds": round(bench.seconds, 2),
        "query_ms_p50": percentile(times, 50),
        "query_ms_p95": percentile(times, 95),
    }


def percentile(ordered: Sequence[float], percent: int) -> float | None:
    """Nearest-rank percentile of ascending values; None of none."""
    if not ordered:
        return None
    place = max(0, -(-percent * len(ordered) // 100) - 1)
    return round(ordered[place], 1)
