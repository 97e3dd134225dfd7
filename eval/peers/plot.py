"""A comparison drawn: how many questions each system had right, and how long it took."""

from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.figure import Figure

from eval.metrics.intervals import interval_of_ratio
from eval.report.plots import ACCENT, LIGHT, STYLE


def draw(result: dict[str, Any], file: Path) -> None:
    """Write the comparison over all questions as SVG, ours first.

    Args:
        result: of `eval.peers.run.run_peers`.
        file: the picture.
    """
    group = result["groups"]["all"]
    systems, asked = group["systems"], group["questions"]
    names = list(reversed(systems))
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(8, 0.45 * len(names) + 1), layout="constrained")
        right, seconds = figure.subplots(1, 2, sharey=True)
        for place, name in enumerate(names):
            scores, colour = systems[name], LIGHT if place < len(names) - 1 else ACCENT
            correct = scores["correct"]
            right.barh(place, correct, color=colour)
            pairs = [(1.0, 1.0)] * correct + [(0.0, 1.0)] * (asked - correct)
            if sure := interval_of_ratio(pairs):
                right.plot([asked * end for end in sure], [place, place], color="black")
            if scores["median_seconds"] is not None:
                seconds.barh(place, scores["median_seconds"], color=colour)
        right.set_yticks(range(len(names)), names)
        right.set_xlim(0, asked)
        right.set_xlabel(f"right, of {asked} known facts, with 95% interval")
        seconds.set_xlabel("seconds to the whole answer, median")
        figure.savefig(file, format="svg", facecolor="white", metadata={"Date": None})
