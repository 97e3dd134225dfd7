"""`askreports list` and `show`, `add`, `correct`, `retire`, `restore` and `remove`."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Column, Table

from cli.output import DataOption, JsonOption, out, print_json
from core.domain import Report, ReportMetadata
from core.errors import InputError
from core.settings import Settings, load_settings

if TYPE_CHECKING:
    from vectorstore.library import Library

IdArgument = Annotated[str, typer.Argument(metavar="ID")]
IdsArgument = Annotated[list[str], typer.Argument(metavar="ID…")]


@contextmanager
def _opened(settings: Settings) -> "Iterator[Library]":
    from vectorstore.library import Library

    library = Library(settings)
    try:
        yield library
    finally:
        library.close()


def list_reports(
    data: DataOption = None,
    retired: Annotated[
        bool, typer.Option("--retired", help="Those taken out by decision instead.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """List the reports of the library."""
    with _opened(load_settings(data=data)) as library:
        aside = library.decided().retired if retired else ()
        reports = () if retired else library.reports()
        version = library.index_version
    if json:
        name = "retired" if retired else "reports"
        print_json({name: [asdict(r) for r in aside or reports], "index_version": version})
        return
    last = "retired" if retired else "passages"
    table = Table(Column("id", overflow="fold"), "title", "publisher", "published", last)
    for report in reports:
        table.add_row(report.report_id, *_about(report.metadata), str(report.passages))
    for one in aside:
        table.add_row(one.report_id, *_about(one.metadata), one.retired_at)
    out.print(table)


def filled(library: "Library", settings: Settings) -> tuple[Report, ...]:
    """Return the library's reports, of which there is at least one.

    Raises:
        InputError: there is none.
    """
    reports = library.reports()
    if not reports:
        raise InputError(f"the library in {settings.data} is empty; run `askreports ingest`")
    return reports


def _about(about: ReportMetadata) -> tuple[str, str, str]:
    guess = "about " if about.published_basis == "inferred" else ""
    return about.title, about.publisher, guess + about.published


def show(report_id: IdArgument, data: DataOption = None, json: JsonOption = False) -> None:
    """Show one report: its catalogue entry and sections; with --json its stored text too."""
    with _opened(load_settings(data=data)) as library:
        report, parsed = library.report(report_id), library.parsed(report_id)
    if json:
        sections = [asdict(section) for section in parsed.sections]
        print_json({**asdict(report), "sections": sections, "text": parsed.text})
        return
    for name, value in {**asdict(report.metadata), "passages": report.passages}.items():
        if value not in ("", None):
            out.print(f"{name}: {value}")
    for section in parsed.sections:
        out.print("  " * section.level + section.title)
    for warning in report.warnings:
        out.print(f"warning: {warning}")


def add(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    replaces: Annotated[
        str | None, typer.Option("--replaces", help="Id of the report of which it is a revision.")
    ] = None,
    data: DataOption = None,
    json: JsonOption = False,
) -> None:
    """Add one file beside what is there; the library keeps it, whatever is ingested later."""
    settings = load_settings(data=data)
    from ingest import shelf
    from ingest.readers.base import load

    content = load(file)
    with _opened(settings) as library:
        report = shelf.add(library, file.name, content, settings, replaces=replaces)
        version = library.index_version
    _tell("replaced" if replaces is not None else "added", report, version, json)


def correct(
    report_id: IdArgument,
    title: Annotated[str | None, typer.Option(help="Its title.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    published: Annotated[str | None, typer.Option(help="2014, 2014-10 or 2014-10-03.")] = None,
    language: Annotated[str | None, typer.Option(help="Two letters, such as en or zh.")] = None,
    data: DataOption = None,
    json: JsonOption = False,
) -> None:
    """Correct a report's catalogue entry, over what its file says; '' goes back to that."""
    settings = load_settings(data=data)
    from ingest import shelf

    given = {
        "title": title,
        "publisher": publisher,
        "published": published,
        "language": language,
    }
    changes = {name: value for name, value in given.items() if value is not None}
    if not changes:
        options = ", ".join(f"--{name}" for name in given)
        raise InputError(f"nothing to correct; name at least one of {options}")
    with _opened(settings) as library:
        report = shelf.correct(library, report_id, changes, settings)
        version = library.index_version
    _tell("corrected", report, version, json)


def retire(report_ids: IdsArgument, data: DataOption = None, json: JsonOption = False) -> None:
    """Let reports answer no more; no ingest brings them back until they are restored."""
    settings = load_settings(data=data)
    from ingest import shelf

    with _opened(settings) as library:
        shelf.retire(library, report_ids, settings)
        version = library.index_version
    _list("retired", report_ids, version, json)


def restore(report_ids: IdsArgument, data: DataOption = None, json: JsonOption = False) -> None:
    """Bring retired reports back."""
    settings = load_settings(data=data)
    from ingest import shelf

    with _opened(settings) as library:
        for report_id in report_ids:
            shelf.restore(library, report_id, settings)
        version = library.index_version
    _list("restored", report_ids, version, json)


def remove(report_ids: IdsArgument, data: DataOption = None, json: JsonOption = False) -> None:
    """Forget reports, retired ones too; uploads are deleted, other files stay where they are."""
    settings = load_settings(data=data)
    from ingest import shelf

    with _opened(settings) as library:
        shelf.remove(library, report_ids, settings)
        version = library.index_version
    _list("removed", report_ids, version, json)


def _tell(what: str, report: Report, version: int, json: bool) -> None:
    if json:
        print_json({what: asdict(report), "index_version": version})
    else:
        out.print(f"{what} {report.report_id}: {' · '.join(filter(None, _about(report.metadata)))}")


def _list(what: str, report_ids: list[str], version: int, json: bool) -> None:
    if json:
        print_json({what: report_ids, "index_version": version})
    else:
        out.print(f"{what} {', '.join(report_ids)}")
