"""The plots of a report, as SVG to stand inside the page."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import matplotlib
from matplotlib.figure import Figure

from eval.metrics.intervals import interval_of_ratio, ratio
from eval.run import STAGES, Row, Run, groups, pairs_of, seconds_of

BINS = 5
"""Of the reliability curve; more would leave too few questions in each."""

INK, LIGHT, ACCENT = "#24344d", "#b9c4d6", "#2a6f97"
STYLE: Any = {
    "font.family": "sans-serif",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": LIGHT,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "svg.fonttype": "none",
    "svg.hashsalt": "askreports",
}


def scores_by_kind(run: Run) -> str:
    """Correct answers of each kind, with 95% intervals."""
    kinds = {**groups(run.rows, lambda row: row.kind), "all": list(run.rows)}
    names = list(kinds)
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(6.4, 0.28 * len(names) + 0.8), layout="constrained")
        axes = figure.subplots()
        for place, name in enumerate(reversed(names)):
            pairs = pairs_of(kinds[name], "correct")
            value, sure = ratio(pairs) or 0.0, interval_of_ratio(pairs)
            low, high = sure or (value, value)
            axes.plot([low, high], [place, place], color=LIGHT, linewidth=4, solid_capstyle="round")
            axes.plot([value], [place], "o", color=ACCENT, markersize=5)
        axes.set_yticks(range(len(names)), list(reversed(names)))
        axes.set_xlim(-0.02, 1.02)
        axes.set_xlabel("correct, with 95% interval")
        return _svg(figure, "Share of correct answers of each kind")


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions whose probability lies in one stretch: mean of it, share correct, how many."""

    said: float
    right: float
    questions: int


def reliability(rows: Sequence[Row]) -> list[Bin]:
    """Compare the model's probability that its extracts answer with whether they could.

    Of each question the last probability counts, since that decided. It says "stated" of what
    can be answered; the curve is the share of questions that can, in bins of equal width.

    Source: Niculescu-Mizil and Caruana, "Predicting Good Probabilities With Supervised Learning",
    ICML 2005.
    """
    bins: dict[int, list[tuple[float, bool]]] = {}
    for row in rows:
        judged = row.detail["record"]["judged"]
        if judged:
            last = float(judged[-1])
            found = bins.setdefault(min(BINS - 1, int(last * BINS)), [])
            found.append((last, bool(row.detail["fact"]["answerable"])))
    return [
        Bin(sum(p for p, _ in some) / len(some), sum(can for _, can in some) / len(some), len(some))
        for _, some in sorted(bins.items())
    ]


def reliability_curve(run: Run) -> str:
    """The model's probability that the extracts answer, against the share that can be answered."""
    bins = reliability(run.rows)
    if not bins:
        return ""
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(4.2, 3.4), layout="constrained")
        axes = figure.subplots()
        axes.plot([0, 1], [0, 1], color=LIGHT, linewidth=1, linestyle="--")
        axes.plot([b.said for b in bins], [b.right for b in bins], "o-", color=ACCENT)
        for one in bins:
            axes.annotate(
                str(one.questions), (one.said, one.right), (4, -10), textcoords="offset points",
                color=INK, fontsize=8,
            )  # fmt: skip
        axes.set_xlim(-0.02, 1.02)
        axes.set_ylim(-0.02, 1.06)
        axes.set_xlabel("model's probability (questions in the bin)")
        axes.set_ylabel("share that can be answered")
        return _svg(figure, "Reliability of the model's probability")


def latency(run: Run) -> str:
    """Share of questions that reached each stage within so many seconds."""
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(5.2, 3.4), layout="constrained")
        axes = figure.subplots()
        for stage, colour in zip(STAGES, (LIGHT, ACCENT, INK), strict=True):
            if values := seconds_of(run.rows, stage):
                label = stage.removesuffix("seconds").rstrip("_").replace("_", " ") or "whole"
                axes.ecdf(values, color=colour, label=label)
        axes.set_xscale("log")
        axes.set_xlabel("seconds")
        axes.set_ylabel("share of questions")
        axes.legend(frameon=False, loc="upper left")
        return _svg(figure, "Time until evidence, first word and whole answer")


def history(runs: Sequence[Run]) -> str:
    """Correct answers of runs over the same questions and library, oldest first."""
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(6.4, 2.8), layout="constrained")
        axes = figure.subplots()
        values = [ratio(pairs_of(run.rows, "correct")) or 0.0 for run in runs]
        for place, (run, value) in enumerate(zip(runs, values, strict=True)):
            low, high = interval_of_ratio(pairs_of(run.rows, "correct")) or (value, value)
            axes.plot([place, place], [low, high], color=LIGHT, linewidth=3)
        axes.plot(range(len(runs)), values, "o-", color=ACCENT, markersize=4)
        axes.set_xticks(range(len(runs)), [_named(run.header) for run in runs], rotation=30)
        axes.set_ylabel("correct")
        return _svg(figure, "Correct answers over commits")


def _named(header: Mapping[str, Any]) -> str:
    return header["commit"] or str(header.get("started", ""))[:8]


def _svg(figure: Figure, title: str) -> str:
    """Return the drawing alone, without the head of a file; `title` is what is read aloud."""
    drawn = io.StringIO()
    figure.savefig(drawn, format="svg", metadata={"Date": None, "Title": title}, transparent=True)
    text = drawn.getvalue()
    # In the colours of the page around it, by day and by night.
    for colour, name in ((INK, "ink"), (LIGHT, "mark"), (ACCENT, "accent")):
        text = text.replace(colour, f"var(--{name})")
    return text[text.index("<svg") :].replace("<svg", '<svg role="img"', 1)
