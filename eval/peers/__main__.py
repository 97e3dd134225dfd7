"""`python -m eval.peers`: this product and its peers, one table."""

import json
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Annotated

from core.environment import prepare

prepare()

import typer  # noqa: E402 - after the environment is prepared
from rich.console import Console  # noqa: E402

from core.errors import AskReportsError, InputError  # noqa: E402
from core.settings import load_settings  # noqa: E402
from eval.peers.plot import draw  # noqa: E402
from eval.peers.run import run_peers  # noqa: E402
from eval.peers.table import print_comparison  # noqa: E402
from eval.peers.worker import PEERS  # noqa: E402


def main(
    data: Annotated[Path | None, typer.Option(help="Folder of the index.")] = None,
    system: Annotated[
        list[str] | None, typer.Option(help=f"Only this peer; may be repeated: {', '.join(PEERS)}.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="A fixed sample.")] = None,
    out: Annotated[Path | None, typer.Option(help="Keep every answer, a question a line.")] = None,
    plot: Annotated[Path | None, typer.Option(help="Draw the comparison as SVG.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Ask this product and its peers the known facts, in turn, with the same models."""
    try:
        for name in set(system or []) - set(PEERS):
            raise InputError(f"no peer {name!r}; there are {', '.join(PEERS)}")
        # Standard output is for the result alone.
        with redirect_stdout(sys.stderr):
            result = run_peers(load_settings(data=data), system or [], limit, out)
            if plot is not None:
                draw(result, plot)
    except AskReportsError as error:
        typer.echo(f"eval.peers: {error}", err=True)
        raise typer.Exit(1) from error
    if as_json:
        typer.echo(json.dumps(result, ensure_ascii=False))
    else:
        print_comparison(result, Console())


if __name__ == "__main__":
    typer.run(main)
