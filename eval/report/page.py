"""The page: scores, plots, history, and every failure with its evidence and reason."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, select_autoescape

from core.errors import InputError
from eval.report import plots
from eval.run import Row, Run
from eval.store import FACTS, finished, load_run, started

_SHOWN = (
    "correct", "answerable_correct", "wrongly_refused", "rightly_refused", "balanced_accuracy",
    "citation_right", "page_right", "citation_recall", "citation_precision", "numbers_right",
    "points_told", "figures_told", "figures_right", "unsupported_figures", "coverage@100",
    "coverage@350", "evidence_seconds", "first_token_seconds", "seconds", "seconds_p95",
)  # fmt: skip
_PER_KIND = (
    "questions", "correct", "wrongly_refused", "rightly_refused", "citation_right", "page_right",
    "unsupported_figures", "seconds",
)  # fmt: skip
QUOTES = 3
"""Extracts shown with a failure."""


def write_report(data: Path, name: str, out: Path) -> Run:
    """Write the page of a run over known facts.

    Args:
        data: the data folder, whose other runs give the history.
        name: which run, see `eval.store.load_run`.
        out: the file to write.

    Returns:
        The run.

    Raises:
        InputError: there is no such run, it is of a bench, or the file cannot be written.
    """
    run = load_run(data, name, "" if name else FACTS)
    if run.header["what"].split(":")[0] != FACTS:
        raise InputError(f"{run.header['name']} is not over known facts; name a run that is")
    try:
        out.write_text(html(run, alike(run, data)), encoding="utf-8")
    except OSError as error:
        raise InputError(f"{out} cannot be written: {error}") from error
    return run


def alike(run: Run, data: Path) -> list[Run]:
    """Return the finished runs that asked the same questions of the same reports, oldest first."""
    same = ("what", "questions", "library", "model")
    runs = [load_run(data, str(folder)) for folder in finished(data, run.header["what"])]
    return [r for r in runs if all(r.header[key] == run.header[key] for key in same)]


def html(run: Run, history: Sequence[Run]) -> str:
    """Return the page; everything in it that reports, questions or the model wrote is escaped."""
    here = Path(__file__).parent
    pages = Environment(loader=FileSystemLoader(here), autoescape=select_autoescape(default=True))
    summary = run.summary()
    failures = [_failure(row) for row in run.rows if not row.measures["correct"][0]]
    return pages.get_template("page.html").render(
        run=run.header,
        when=f"{started(run.header):%d %B %Y, %H:%M} UTC",
        mode=run.mode,
        scores=[
            (name.replace("_", " "), _told(name, summary["all"][name]), _sure(name, summary))
            for name in _SHOWN
            if summary["all"][name] is not None
        ],
        columns=[name.replace("_", " ") for name in _PER_KIND],
        kinds={
            kind: [_told(name, scores[name]) for name in _PER_KIND]
            for kind, scores in {**summary["kinds"], "all": summary["all"]}.items()
        },
        by_kind=plots.scores_by_kind(run),
        reliability=plots.reliability_curve(run),
        latency=plots.latency(run),
        history=plots.history(history) if len(history) > 1 else "",
        failures=failures,
    )


def _told(name: str, value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, int):
        return str(value)
    return f"{value:.2f} s" if "seconds" in name else f"{100 * value:.1f}%"


def _sure(name: str, summary: dict[str, Any]) -> str:
    interval = summary["intervals"].get(name)
    if interval is None:
        return ""
    return " to ".join(_told(name, float(end)) for end in interval)


def _failure(row: Row) -> dict[str, Any]:
    fact, record = row.detail["fact"], row.detail["record"]
    answer = record["answer"]
    reasons = {reason for sentence in answer["sentences"] for reason in sentence["reasons"]}
    return {
        "id": row.id,
        "kind": row.kind,
        "question": fact["turns"][-1],
        "expected": [" / ".join(part) for part in fact["expected"]] or ["a refusal"],
        "status": answer["status"],
        "text": answer["text"],
        "reasons": sorted(reasons),
        "quotes": record["evidence"][:QUOTES],
        "judged": [round(float(p), 2) for p in record["judged"]],
    }
