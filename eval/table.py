"""A run printed for people."""

from typing import Any

from rich.console import Console
from rich.table import Table

from eval.known_facts import Run

_COLUMNS = (
    "questions", "correct", "cited", "citation_right", "wrongly_refused", "rightly_refused",
    "unsupported_figures", "first_token_seconds", "seconds",
)  # fmt: skip


def print_scores(run: Run, console: Console) -> None:
    """Print one line a kind, all together last, and the questions answered wrongly."""
    summary = run.summary()
    table = Table("kind", *(name.replace("_", " ") for name in _COLUMNS))
    for kind, scores in [*summary["kinds"].items(), ("all", summary["all"])]:
        table.add_row(kind, *(_cell(name, scores[name]) for name in _COLUMNS))
    console.print(table)
    if wrong := run.wrong():
        console.print("not correct: " + ", ".join(wrong), markup=False)


def _cell(name: str, value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, int):
        return str(value)
    return f"{value:.1f}" if name.endswith("seconds") else f"{100 * value:.0f}%"
