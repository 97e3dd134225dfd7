"""What a person does to single reports: add, replace, retire, restore, correct, remove.

Each waits for an ingest that is at work, `WAIT` seconds at most, and is whole or not at all: if
it stops at any point, what answered before answers on, and the next write clears up.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.domain import Report
from core.errors import InputError, UnreadableFile
from core.settings import Settings
from ingest import uploads
from ingest.correcting import corrected
from ingest.plan import FoundFile, digest_in, new_id
from ingest.putting import Progress, Reading, Step, cut, digest_of, put, read
from ingest.readers.base import load
from ingest.room import alone, disk_errors
from vectorstore.decided import Correction, Retired
from vectorstore.trouble import told

if TYPE_CHECKING:
    from vectorstore.library import Library

WAIT = 60.0


def add(
    library: "Library",
    name: str,
    data: bytes,
    settings: Settings,
    progress: Progress | None = None,
    replaces: str | None = None,
) -> Report:
    """Put an uploaded file into the library, beside what is there; return the report.

    Args:
        library: what takes it.
        name: what the file is called; made safe, and numbered where it is taken.
        data: its content.
        settings: `data` and `passage_tokens` are used.
        progress: told of each step.
        replaces: id of the report of which this is a new revision. It keeps the corrections of
            its title, publisher and language; a new revision has a date of its own, so a
            corrected date goes. The old content does not come back by an ingest.

    Raises:
        UnreadableFile: the content is empty, too large, damaged, no report, or not what the
            name says.
        InputError: the library has the same content already; there is no report to replace.
        LibraryError: an ingest is at work, the disk is full, or the library cannot be written.
    """
    name = uploads.clean_name(name)
    uploads.check(name, data)
    sha256 = hashlib.sha256(data).hexdigest()
    with _at_work(library, settings):
        _refuse_known(library, name, sha256)
        decided = library.decided()
        correction = Correction()
        if replaces is None:
            taken = {report.report_id for report in library.reports()} | decided.reserved
            report_id = new_id(name, taken)
        else:
            report_id = library.report(replaces).report_id
            correction = replace(decided.corrections.get(report_id, correction), published="")
        path = _free_path(library, name, settings)
        with uploads.half(settings.data, path, data) as half:
            digest = digest_of(settings.data / path, sha256, settings)
            file = FoundFile(path, half, sha256, digest, correction)
            _put(library, report_id, file, settings, progress, correction)
        return library.report(report_id)


def retire(library: "Library", report_ids: Sequence[str], settings: Settings) -> None:
    """Take reports out by decision, all in one step; an ingest does not bring them back.

    Raises:
        InputError: one of them is not in the library; then all stay.
        LibraryError: as `add`.
    """
    with _at_work(library, settings):
        library.retire(report_ids)


def restore(
    library: "Library", report_id: str, settings: Settings, progress: Progress | None = None
) -> Report:
    """Bring a retired report back from its stored copy, under its id and with its corrections.

    Where its file is no longer as it was, the copy becomes an upload: the next ingest would
    else take the report for gone. What the file said of itself stays as it was then.

    Raises:
        InputError: there is no such report, or it is not retired.
        UnreadableFile: its copy cannot be read any more.
        LibraryError: as `add`; its copy is gone.
    """
    with _at_work(library, settings):
        decided = library.decided()
        retired = next((one for one in decided.retired if one.report_id == report_id), None)
        if retired is None:
            title = library.report(report_id).metadata.title
            raise InputError(f"report {report_id!r} ({title}) is not retired")
        path = retired.path
        if not _stands(library, retired, settings):
            path = _free_path(library, uploads.clean_name(Path(path).name), settings)
        file = FoundFile(
            path,
            library.original(report_id),
            retired.sha256,
            digest_of(settings.data / path, retired.sha256, settings),
            decided.corrections.get(report_id, Correction()),
        )
        moved = retired if path != retired.path else None
        _put(library, report_id, file, settings, progress, None, moved)
        return library.report(report_id)


def correct(
    library: "Library",
    report_id: str,
    changes: Mapping[str, str],
    settings: Settings,
    progress: Progress | None = None,
) -> Report:
    """Correct the catalogue entry of a report, over whatever its file says; return the report.

    It holds for later revisions too, until it is undone. The stored text is embedded anew,
    since the title is part of what is embedded; nothing is read, so the file may be gone.

    Args:
        library: the library.
        report_id: of the report.
        changes: new values of "title", "publisher", "published" (ISO, may be cut short) or
            "language" (ISO 639-1); "" goes back to what the file says.
        settings: `data` and `passage_tokens` are used.
        progress: told of each step.

    Raises:
        InputError: there is no such report or field, or a value cannot be.
        LibraryError: as `add`; the stored copy is gone.
    """
    with _at_work(library, settings):
        report = library.report(report_id)
        old = library.decided().corrections.get(report_id, Correction())
        correction = corrected(old, changes)
        if correction == old:
            return report
        file = FoundFile(
            report.path,
            library.original(report_id),
            report.sha256,
            digest_in(report.revision),
            correction,
        )
        parsed = replace(library.parsed(report_id), metadata=library.said(report_id))
        reading = Reading(parsed, report.media_type, cut(report_id, file, parsed, settings), 0)
        tell = progress or (lambda _: None)
        put(library, report_id, file, reading, settings, Step(file.path, 1, 1), tell, correction)
        return library.report(report_id)


def remove(library: "Library", report_ids: Sequence[str], settings: Settings) -> None:
    """Forget reports, retired ones too, with what was decided of them and with their uploads.

    A later ingest brings back those whose files are in its paths.

    Raises:
        InputError: one of them is unknown; then all stay.
        LibraryError: as `add`.
    """
    with _at_work(library, settings):
        paths = uploads.all_paths(library)
        for report_id in report_ids:
            if report_id not in paths:
                library.report(report_id)  # says so
        # Files first: an upload that the library does not know is taken in by an ingest.
        for report_id in report_ids:
            if uploads.is_upload(paths[report_id]):
                (settings.data / paths[report_id]).unlink(missing_ok=True)
        library.remove(report_ids)


@contextmanager
def _at_work(library: "Library", settings: Settings) -> Iterator[None]:
    data = settings.data
    with alone(data, WAIT), disk_errors(data), told(data):
        uploads.tidy(library, data)
        yield
        uploads.tidy(library, data)


def _put(
    library: "Library",
    report_id: str,
    file: FoundFile,
    settings: Settings,
    progress: Progress | None,
    correction: Correction | None,
    remembered: Retired | None = None,
) -> None:
    """Read a file and put it; what is `remembered` of it counts for more than what it says."""
    tell = progress or (lambda _: None)
    step = Step(file.path, 1, 1)
    tell(step)
    try:
        reading = read(report_id, file, settings)
    except UnreadableFile as error:
        raise UnreadableFile(Path(file.path).name, error.reason) from error
    if remembered is not None:
        parsed = replace(reading.parsed, metadata=remembered.said)
        reading = replace(reading, parsed=parsed, passages=cut(report_id, file, parsed, settings))
    put(library, report_id, file, reading, settings, step, tell, correction)


def _refuse_known(library: "Library", name: str, sha256: str) -> None:
    for report in library.reports():
        if report.sha256 == sha256:
            raise InputError(
                f"{name}: the library has it already, as {report.report_id!r} "
                f"({report.metadata.title})"
            )
    for retired in library.decided().retired:
        if retired.sha256 == sha256:
            raise InputError(
                f"{name}: it is report {retired.report_id!r} ({retired.metadata.title}), which "
                "is retired; `askreports restore` brings it back"
            )


def _free_path(library: "Library", name: str, settings: Settings) -> str:
    return uploads.free_path(name, settings.data, uploads.all_paths(library).values())


def _stands(library: "Library", retired: Retired, settings: Settings) -> bool:
    """Whether the file of a retired report is where it was, as it was, and nobody else's."""
    if uploads.is_upload(retired.path):
        return True
    if any(report.path == retired.path for report in library.reports()):
        return False
    try:
        content = load(settings.data / retired.path)
    except UnreadableFile:
        return False
    return hashlib.sha256(content).hexdigest() == retired.sha256
