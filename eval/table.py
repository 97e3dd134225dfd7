"""A run printed for people."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from eval.run import Run

_COLUMNS = (
    "questions", "correct", "cited", "citation_right", "wrongly_refused", "rightly_refused",
    "unsupported_figures", "first_token_seconds", "seconds",
)  # fmt: skip
_OF_TRAITS = ("questions", "correct", "wrongly_refused", "rightly_refused")
_OF_SOME = {
    "points_told": "key points of broad questions told",
    "points_told_macro": "the same, mean of the questions",
    "figures_told": "dated values told as figures",
    "figures_right": "figures shown that are among them",
    "newest_first": "newest first",
}


def print_scores(run: Run, console: Console) -> None:
    """Print one line a kind, all together last; traits, points and figures; the wrong answers."""
    summary = run.summary()
    console.print(_table("kind", _COLUMNS, {**summary["kinds"], "all": summary["all"]}))
    if summary["traits"]:
        console.print(_table("trait", _OF_TRAITS, summary["traits"]))
    for name, words in _OF_SOME.items():
        if summary["all"][name] is not None:
            console.print(f"{words}: {_cell(name, summary['all'][name])}", markup=False)
    if wrong := run.wrong():
        console.print("not correct: " + ", ".join(wrong), markup=False)


def _table(what: str, columns: Sequence[str], groups: Mapping[str, dict[str, Any]]) -> Table:
    table = Table(what, *(name.replace("_", " ") for name in columns))
    for group, scores in groups.items():
        table.add_row(group, *(_cell(name, scores[name]) for name in columns))
    return table


def _cell(name: str, value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, int):
        return str(value)
    return f"{value:.1f}" if name.endswith("seconds") else f"{100 * value:.0f}%"
