"""`bench answers`: short answers, refusals and citations."""

import statistics
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.progress import track

from core.domain import Answer, Turn
from core.settings import Settings
from eval.bench.retrieval import percentile
from eval.bench.sets import Bench, BenchQuestion, indexed
from eval.metrics.answers import best_inside, stands_in
from eval.metrics.facts import loose_figures, shown
from rag.llm.factory import make_model
from rag.service import AskService


def bench_answers(
    folder: Path, settings: Settings, limit: int | None
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Answer a question set.

    Returns:
        The scores (fractions; times in milliseconds), and one row a question with its Answer.
    """
    model = make_model(settings)
    try:
        with indexed(folder, settings, limit) as bench:
            service = AskService(bench.library, model, settings)
            service.warm()
            rows = [
                _ask(bench, service, question)
                for question in track(bench.questions, description="asking", transient=True)
            ]
            return _scores(bench, rows), rows
    finally:
        if model is not None:
            model.close()


def _ask(bench: Bench, service: AskService, question: BenchQuestion) -> dict[str, Any]:
    answer = service.ask([Turn("user", question.question)])
    text = "" if answer.status == "refused" else shown(answer)
    exact, f1 = best_inside(text, question.answers)
    return {
        "id": question.id,
        "question": question.question,
        "answers": question.answers,
        "answerable": question.answerable,
        "refused": answer.status == "refused",
        "exact": exact,
        "f1": f1,
        "correct": stands_in(text, question.answers),
        "citation_hit": _cites_gold(bench, question, answer),
        "loose_figures": loose_figures(answer),
        "answer": asdict(answer),
    }


def _cites_gold(bench: Bench, question: BenchQuestion, answer: Answer) -> bool:
    cited = {bench.names[c.report_id] for c in answer.citations}
    pages = {f"{bench.names[c.report_id]}#page={c.page}" for c in answer.citations}
    return bool((cited | pages) & question.gold_ids)


def _mean(values: Sequence[float | bool]) -> float | None:
    return round(statistics.fmean(values), 4) if values else None


def _scores(bench: Bench, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    can = [row for row in rows if row["answerable"]]
    cannot = [row for row in rows if not row["answerable"]]
    refused = [row for row in rows if row["refused"]]
    over_refusal = _mean([row["refused"] for row in can])
    recall = _mean([row["refused"] for row in cannot])
    balanced = None
    if over_refusal is not None and recall is not None:
        balanced = round((1 - over_refusal + recall) / 2, 4)
    timings = [row["answer"]["timings"] for row in rows]
    totals = sorted(t["total_ms"] for t in timings)
    evidence = sorted(t["first_evidence_ms"] for t in timings if t["first_evidence_ms"])
    told = [row for row in can if not row["refused"]]
    return {
        "set": bench.name,
        "questions": len(rows),
        "answered": len(rows) - len(refused),
        "refused": len(refused),
        "exact_match": _mean([row["exact"] for row in can]),
        "f1": _mean([row["f1"] for row in can]),
        "correct": _mean([row["correct"] for row in can]),
        "over_refusal": over_refusal,
        "refusal_precision": _mean([not row["answerable"] for row in refused]),
        "refusal_recall": recall,
        "balanced_accuracy": balanced,
        "citation_hit": _mean([row["citation_hit"] for row in told]),
        "unsupported_figures": sum(row["loose_figures"] for row in rows),
        "first_evidence_ms_p50": percentile(evidence, 50),
        "total_ms_p50": percentile(totals, 50),
        "total_ms_p95": percentile(totals, 95),
    }
