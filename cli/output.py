"""Printing for people and for machines; standard output carries nothing but the result."""

import json
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

DataOption = Annotated[
    Path | None, typer.Option("--data", help="Folder of the index and the database.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
LlmOption = Annotated[
    str | None, typer.Option("--llm", help="'embedded', 'none', or the URL of an endpoint.")
]

# Titles, paths and quotes are printed as they are: no markup, no emoji names, no broken lines.
out = Console(highlight=False, soft_wrap=True, markup=False, emoji=False)
err = Console(stderr=True, highlight=False, soft_wrap=True, markup=False, emoji=False)


def as_json(value: Any) -> str:
    """Write a dataclass, or plain data, as JSON on one line."""
    plain = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    return json.dumps(plain, ensure_ascii=False, default=str)


def complain(message: str) -> None:
    """Print one line on standard error, whatever white space the message holds."""
    err.print(" ".join(message.split()))


def quiet(json: bool) -> bool:
    """Whether progress is not to be shown: to a machine, or where nobody sees it move."""
    return json or not err.is_terminal


def print_json(value: Any) -> None:
    """Print one JSON document on standard output."""
    typer.echo(as_json(value))
