"""`bench retrieval`: what is found, by document or page and by character."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rich.progress import track

from core.domain import RankedPassage
from core.settings import Settings
from eval.bench.sets import Bench, BenchQuestion, indexed
from eval.metrics import characters, retrieval
from eval.metrics.intervals import ratio
from eval.run import Row, pairs_of, seconds_of
from eval.store import header_of, open_run

DEPTH = 50
"""Passages asked for, so that ten distinct documents are among them."""

TOP = 5
"""Passages whose characters count."""


def bench_retrieval(
    folder: Path, settings: Settings, limit: int | None, tell: Callable[[str], None]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Measure retrieval on a question set, over its answerable questions; the run is kept.

    Args:
        folder: the set.
        settings: length of passages.
        limit: a fixed sample of this many questions.
        tell: told when a run that was broken off is continued.

    Returns:
        The scores as fractions, and one row a question.
    """
    with indexed(folder, settings, limit) as bench:
        by_id = {question.id: question for question in bench.questions if question.answerable}
        header = header_of(
            f"retrieval:{bench.name}",
            {"limit": limit},
            map(repr, by_id.values()),
            bench.library,
            None,
            settings,
        )
        with open_run(settings.data, header, tell) as kept:
            shown = track(by_id, description="asking", transient=True)
            run = kept.each(shown, lambda name: _ask(bench, by_id[name]))
            scores = _scores(bench, run.rows)
            kept.finish(scores)
        return scores, [dict(row.detail) for row in run.rows]


def _ask(bench: Bench, question: BenchQuestion) -> Row:
    started = time.perf_counter()
    found = bench.library.search(question.question, k=DEPTH).passages
    took = time.perf_counter() - started
    by_page = any("#page=" in gold for gold in question.gold_ids)
    ranking = [_id(bench, item, by_page) for item in found]
    values = {f"hit@{k}": retrieval.hit(ranking, question.gold_ids, k) for k in (1, 5, 10)}
    values["recall@10"] = retrieval.recall(ranking, question.gold_ids, 10)
    values["mrr@10"] = retrieval.reciprocal_rank(ranking, question.gold_ids, 10)
    values["ndcg@10"] = retrieval.ndcg(ranking, question.gold_ids, 10)
    if question.gold_spans:
        overlap = characters.overlap(_spans(bench, found[:TOP]), question.gold_spans)
        values["char_recall@5"] = overlap.recall
        values["char_precision@5"] = overlap.precision
        values["char_iou@5"] = overlap.iou
    return Row(
        id=question.id,
        kind="answerable",
        trait="",
        measures={name: (value, 1.0) for name, value in values.items()},
        times={"evidence_seconds": took},
        detail={"id": question.id, "ranking": retrieval.distinct(ranking), **values},
    )


def _id(bench: Bench, item: RankedPassage, by_page: bool) -> str:
    name = bench.names[item.passage.report_id]
    return f"{name}#page={item.page}" if by_page else name


def _spans(bench: Bench, found: Sequence[RankedPassage]) -> list[characters.Span]:
    return [(bench.names[item.passage.report_id], item.start, item.end) for item in found]


def _scores(bench: Bench, rows: Sequence[Row]) -> dict[str, Any]:
    def mean(name: str) -> float | None:
        value = ratio(pairs_of(rows, name))
        return None if value is None else round(value, 4)

    took = sorted(1000 * seconds for seconds in seconds_of(rows, "evidence_seconds"))
    names = ("hit@1", "hit@5", "hit@10", "recall@10", "mrr@10", "ndcg@10")
    chars = ("char_recall@5", "char_precision@5", "char_iou@5")
    return {
        "set": bench.name,
        "documents": len(bench.names),
        "passages": sum(report.passages for report in bench.library.reports()),
        "questions": len(rows),
        **{name: mean(name) for name in (*names, *chars)},
        "index_seconds": round(bench.seconds, 2),
        "query_ms_p50": percentile(took, 50),
        "query_ms_p95": percentile(took, 95),
    }


def percentile(ordered: Sequence[float], percent: int) -> float | None:
    """Nearest-rank percentile of ascending values; None of none."""
    if not ordered:
        return None
    place = max(0, -(-percent * len(ordered) // 100) - 1)
    return round(ordered[place], 1)
