"""`askreports list`, `show` and `remove`."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Column, Table

from cli.output import DataOption, JsonOption, out, print_json
from core.domain import Report
from core.errors import InputError
from core.settings import Settings, load_settings

if TYPE_CHECKING:
    from vectorstore.library import Library


def list_reports(data: DataOption = None, json: JsonOption = False) -> None:
    """List the reports of the library."""
    from vectorstore.library import Library

    library = Library(load_settings(data=data))
    try:
        reports = library.reports()
        version = library.index_version
    finally:
        library.close()
    if json:
        print_json({"reports": [asdict(r) for r in reports], "index_version": version})
        return
    table = Table(Column("id", overflow="fold"), "title", "publisher", "published", "passages")
    for report in reports:
        table.add_row(report.report_id, *_about(report), str(report.passages))
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


def _about(report: Report) -> tuple[str, str, str]:
    about = report.metadata
    guess = "about " if about.published_basis == "inferred" else ""
    return about.title, about.publisher, guess + about.published


def show(
    report_id: Annotated[str, typer.Argument(metavar="ID")],
    data: DataOption = None,
    json: JsonOption = False,
) -> None:
    """Show one report: its catalogue entry and sections; with --json its stored text too."""
    from vectorstore.library import Library

    library = Library(load_settings(data=data))
    try:
        report, parsed = library.report(report_id), library.parsed(report_id)
    finally:
        library.close()
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


def remove(
    report_ids: Annotated[list[str], typer.Argument(metavar="ID…")],
    data: DataOption = None,
    json: JsonOption = False,
) -> None:
    """Take reports out of the library (their files stay where they are)."""
    from vectorstore.library import Library

    library = Library(load_settings(data=data))
    try:
        library.retire(report_ids)
        version = library.index_version
    finally:
        library.close()
    if json:
        print_json({"removed": report_ids, "index_version": version})
    else:
        out.print(f"removed {', '.join(report_ids)}")
