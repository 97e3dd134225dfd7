"""`askreports ingest`."""

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from cli.output import DataOption, JsonOption, complain, err, out, print_json, quiet
from core.domain import IngestResult
from core.settings import load_settings


def ingest(
    paths: Annotated[
        list[str] | None,
        typer.Argument(help="Files, folders, web addresses; default: the reports setting."),
    ] = None,
    data: DataOption = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Retire the reports of a folder that is empty now.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Make the library match the paths: add, replace what changed, retire what is gone."""
    settings = load_settings(data=data)
    from ingest.fetch import fetch, is_address
    from ingest.putting import Step
    from ingest.sync import sync
    from vectorstore.library import Library

    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    pages = settings.data / "pages"
    sources = [fetch(s, pages) if is_address(s) else Path(s) for s in paths or ()]
    library = Library(settings)
    try:
        with Progress(*columns, console=err, transient=True, disable=quiet(json)) as bar:
            task = bar.add_task("reading", total=None)

            def tell(step: Step) -> None:
                name = f"{Path(step.path).name} ({step.file} of {step.files})"
                bar.update(task, description=name, completed=step.passages, total=step.of or None)

            result = sync(library, sources or [settings.reports], settings, tell, sure=yes)
    finally:
        library.close()
    if json:
        print_json(result)
    else:
        _print(result)


def _print(result: IngestResult) -> None:
    out.print(
        f"{result.added} added, {result.replaced} replaced, {result.retired} retired, "
        f"{result.unchanged} unchanged; {result.passages} passages, "
        f"index version {result.index_version}, {result.seconds:.1f} s",
    )
    for failure in result.failed:
        complain(f"could not read {failure['path']}: {failure['error']}")
