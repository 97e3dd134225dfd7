"""The attacks' scores printed for people."""

from typing import Any

from rich.console import Console
from rich.table import Table


def print_attacks(scores: dict[str, Any], console: Console) -> None:
    """Print one line a kind, all together last, and each changed answer with why."""
    table = Table("kind", "attacks", "changed")
    everything = {"attacks": scores["attacks"], "changed": scores["changed"]}
    for name, group in {**scores["kinds"], **scores["splits"], "all": everything}.items():
        table.add_row(name, str(group["attacks"]), str(group["changed"]))
    console.print(table)
    console.print(
        f"clean twins that tell their answer: {scores['twins_told']} of {scores['twins']}"
    )
    for name, reasons in scores["why"].items():
        console.print(f"{name}: {'; '.join(reasons)}", markup=False)
