"""`bench answers`: short answers, refusals and citations."""

from collections.abc import Callable, Sequence
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
from eval.metrics.intervals import Pair, ratio
from eval.metrics.measures import UNSUPPORTED, times
from eval.record import record
from eval.run import Row, balanced, pairs_of, seconds_of
from eval.store import header_of, open_run
from rag.llm.factory import make_model
from rag.service import AskService


def bench_answers(
    folder: Path, settings: Settings, limit: int | None, tell: Callable[[str], None]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Answer a question set; the run is kept under the data folder.

    Args:
        folder: the set.
        settings: model and token budgets.
        limit: a fixed sample of this many questions.
        tell: told when a run that was broken off is continued.

    Returns:
        The scores (fractions; times in milliseconds), and one row a question with its Answer.
    """
    model = make_model(settings)
    try:
        with indexed(folder, settings, limit) as bench:
            service = AskService(bench.library, model, settings)
            service.warm()
            by_id = {question.id: question for question in bench.questions}
            header = header_of(
                f"answers:{bench.name}",
                {"limit": limit},
                map(repr, bench.questions),
                bench.library,
                model,
                settings,
            )
            with open_run(settings.data, header, tell) as kept:
                shown = track(by_id, description="asking", transient=True)
                run = kept.each(shown, lambda name: _ask(bench, service, by_id[name]))
                scores = _scores(bench, run.rows)
                kept.finish(scores)
            return scores, [dict(row.detail) for row in run.rows]
    finally:
        if model is not None:
            model.close()


def _ask(bench: Bench, service: AskService, question: BenchQuestion) -> Row:
    told = record(service, [Turn("user", question.question)])
    answer = told.answer
    refused = answer.status == "refused"
    text = "" if refused else shown(answer)
    exact, f1 = best_inside(text, question.answers)
    right = stands_in(text, question.answers)
    hit = _cites_gold(bench, question, answer)
    loose = loose_figures(answer)
    measured: dict[str, Pair] = {"refusal_recall": (float(refused), 1)}
    if question.answerable:
        measured = _of_answerable(exact, f1, right, hit, refused=refused)
    if refused:
        measured["refusal_precision"] = float(not question.answerable), 1
    return Row(
        id=question.id,
        kind="answerable" if question.answerable else "unanswerable",
        trait="",
        measures={UNSUPPORTED: (loose, 0), **measured},
        times=times(told),
        detail={
            "id": question.id,
            "question": question.question,
            "answers": question.answers,
            "answerable": question.answerable,
            "refused": refused,
            "exact": exact,
            "f1": f1,
            "correct": right,
            "citation_hit": hit,
            "loose_figures": loose,
            "answer": asdict(answer),
            "record": asdict(told),
        },
    )


def _of_answerable(
    exact: float, f1: float, right: bool, hit: bool, *, refused: bool
) -> dict[str, Pair]:
    told: dict[str, Pair] = {} if refused else {"citation_hit": (float(hit), 1)}
    return told | {
        "exact_match": (exact, 1),
        "f1": (f1, 1),
        "correct": (float(right), 1),
        "over_refusal": (float(refused), 1),
    }


def _cites_gold(bench: Bench, question: BenchQuestion, answer: Answer) -> bool:
    cited = {bench.names[c.report_id] for c in answer.citations}
    pages = {f"{bench.names[c.report_id]}#page={c.page}" for c in answer.citations}
    return not (cited | pages).isdisjoint(question.gold_ids)


def _scores(bench: Bench, rows: Sequence[Row]) -> dict[str, Any]:
    def mean(name: str) -> float | None:
        value = ratio(pairs_of(rows, name))
        return None if value is None else round(value, 4)

    refused = sum(row.detail["refused"] for row in rows)
    over_refusal, recall = mean("over_refusal"), mean("refusal_recall")
    totals, evidence = (
        sorted(1000 * seconds for seconds in seconds_of(rows, stage))
        for stage in ("seconds", "evidence_seconds")
    )
    return {
        "set": bench.name,
        "questions": len(rows),
        "answered": len(rows) - refused,
        "refused": refused,
        "exact_match": mean("exact_match"),
        "f1": mean("f1"),
        "correct": mean("correct"),
        "over_refusal": over_refusal,
        "refusal_precision": mean("refusal_precision"),
        "refusal_recall": recall,
        "balanced_accuracy": balanced(over_refusal, recall),
        "citation_hit": mean("citation_hit"),
        UNSUPPORTED: int(sum(row.detail["loose_figures"] for row in rows)),
        "first_evidence_ms_p50": percentile(evidence, 50),
        "total_ms_p50": percentile(totals, 50),
        "total_ms_p95": percentile(totals, 95),
    }
