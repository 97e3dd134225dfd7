"""A comparison printed for people."""

from typing import Any

from rich.console import Console
from rich.table import Table


def print_comparison(result: dict[str, Any], console: Console) -> None:
    """Print what each index took, and a table for each group of questions, ours first."""
    costs = Table("system", "index seconds", "index MB", "peak memory MB", title="cost")
    for system, cost in result["costs"].items():
        costs.add_row(system, *map(str, cost.values()))
    console.print(costs)
    for name, group in result["groups"].items():
        asked, can = group["questions"], group["answerable"]
        table = Table(
            "system", "correct", "answered rightly", "wrongly refused", "rightly refused",
            "failed", "median seconds", "times ours: of medians", "median of times",
            title=f"{name}: {asked} questions, {can} of them answerable",
        )  # fmt: skip
        for system, scores in group["systems"].items():
            slower = group["slower_than_ours"].get(system, {})
            table.add_row(
                system,
                f"{scores['correct']}/{asked}",
                f"{scores['answerable_correct']}/{can}",
                f"{scores['wrongly_refused']}/{can}",
                f"{scores['rightly_refused']}/{asked - can}",
                str(scores["failed"]),
                _cell(scores["median_seconds"]),
                _cell(slower.get("ratio_of_medians")),
                _cell(slower.get("median_of_ratios")),
            )
        console.print(table)


def _cell(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
