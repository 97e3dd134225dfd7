"""Keeps the library in step with a set of files."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vectorstore.library import Library

from core.domain import IngestResult
from core.errors import InputError
from core.settings import Settings
from ingest import uploads
from ingest.listing import list_files
from ingest.plan import Plan, make_plan
from ingest.putting import Progress, opened, put_all
from ingest.room import alone, disk_errors


def sync(
    library: "Library",
    paths: Sequence[Path],
    settings: Settings,
    progress: Progress | None = None,
    *,
    sure: bool = False,
) -> IngestResult:
    """Make the library match the files under `paths`, and those that were uploaded.

    New files are added, changed ones replaced, renamed ones moved, gone ones dropped. A file
    that cannot be read is named in the result and keeps what the library had of it. What
    persons decided stays: uploads and corrections hold, and what they retired or superseded
    does not come back; such a file counts as unchanged.

    Args:
        library: what to bring up to date.
        paths: files and folders; with the uploads they are all that the library shall hold.
        settings: `data` and `passage_tokens` are used.
        progress: told of each step.
        sure: a named folder that holds no report any more really is empty, and not unmounted.

    Raises:
        InputError: a path does not exist, nothing under the paths can be read, or a folder that
            held reports is empty and nobody is `sure`; the library is then as before.
        LibraryError: another ingest is at work, or the disk is full; what was current answers.
    """
    began = time.perf_counter()
    files = list_files(paths, settings.data, may_be_none=sure)
    with alone(settings.data), disk_errors(settings.data):
        uploads.tidy(library, settings.data)
        named = {str(file): file for file in files}
        found, failed = opened(named | uploads.files(settings.data), settings)
        known = library.reports()
        stay = [f["path"] for f in failed] + [r.path for r in known if uploads.is_upload(r.path)]
        plan = make_plan(found, stay, known, library.decided())
        if not sure:
            _refuse_emptied(paths, files, library, plan)
        for report_id, path in plan.moves:
            library.move(report_id, path)
        before = {report.report_id for report in known}
        done, unread = put_all(library, plan.puts, settings, progress)
        failed += unread
        if named and named.keys() <= {f["path"] for f in failed}:
            raise InputError(_none_readable(failed))
        if plan.gone:
            library.drop(plan.gone)
        return IngestResult(
            added=sum(report_id not in before for report_id in done),
            replaced=sum(report_id in before for report_id in done),
            retired=len(plan.gone),
            unchanged=plan.unchanged,
            failed=tuple(failed),
            passages=sum(report.passages for report in library.reports()),
            index_version=library.index_version,
            seconds=round(time.perf_counter() - began, 3),
        )


def _refuse_emptied(
    paths: Sequence[Path], files: Sequence[Path], library: "Library", plan: Plan
) -> None:
    """Refuse to drop what lay in a named folder in which nothing is found any more."""
    for path in paths:
        folder = path.expanduser().resolve()
        known = [Path(r.path) for r in library.reports() if r.report_id in plan.gone]
        lost = sum(file.is_relative_to(folder) for file in known)
        if lost and folder.is_dir() and not any(file.is_relative_to(folder) for file in files):
            raise InputError(
                f"{path} holds no report any more, and the library has {lost} of it; "
                "is it mounted? The library stays as it is; --yes retires them"
            )


def _none_readable(failed: Sequence[dict[str, str]]) -> str:
    first = failed[0]
    more = f" (and {len(failed) - 1} more)" if len(failed) > 1 else ""
    return f"none can be read, the library stays as it is: {first['path']}: {first['error']}{more}"
