"""What an ingest has to do, decided before anything is done. Pure."""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.domain import Report


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that could be opened.

    Attributes:
        path: absolute.
        sha256: of its content, in hex.
        digest: of all that its reading depends on; a revision is named after it.
    """

    path: str
    sha256: str
    digest: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps of one ingest.

    Attributes:
        puts: report id and file of what must be read.
        moves: report id and new path of what only changed its place.
        retires: ids of what is gone.
        unchanged: how many files need nothing.
    """

    puts: tuple[tuple[str, FoundFile], ...]
    moves: tuple[tuple[str, str], ...]
    retires: tuple[str, ...]
    unchanged: int


def revision_of(report_id: str, digest: str) -> str:
    """Return the name of one reading of one report."""
    return f"{report_id}@{digest}"


def make_plan(found: Sequence[FoundFile], unread: Collection[str], known: Sequence[Report]) -> Plan:
    """Compare the files with the library.

    Of files with equal content one counts, of choice one the library knows; a new path with
    the content of a report whose own file is gone is that report, moved.

    Args:
        found: the files that could be opened, in order.
        unread: paths that could not; what the library has of them stays.
        known: the library's reports.
    """
    by_path = {report.path: report for report in known}
    files = _one_of_each(found, by_path)
    there = {file.path for file in files} | set(unread)
    gone = [report for report in known if report.path not in there]
    homeless = {report.sha256: report for report in reversed(gone)}
    taken = {report.report_id for report in known}
    puts: list[tuple[str, FoundFile]] = []
    moves: list[tuple[str, str]] = []
    unchanged = len(found) - len(files)
    for file in files:
        report = by_path.get(file.path)
        if report is None and (report := homeless.pop(file.sha256, None)):
            moves.append((report.report_id, file.path))
            gone.remove(report)
        if report and report.revision == revision_of(report.report_id, file.digest):
            unchanged += 1
            continue
        report_id = report.report_id if report else new_id(file.path, taken)
        taken.add(report_id)
        puts.append((report_id, file))
    return Plan(tuple(puts), tuple(moves), tuple(r.report_id for r in gone), unchanged)


def _one_of_each(found: Sequence[FoundFile], by_path: dict[str, Report]) -> tuple[FoundFile, ...]:
    chosen: dict[str, FoundFile] = {}

    def rank(file: FoundFile) -> int:
        report = by_path.get(file.path)
        return 0 if report is None else 2 if report.sha256 == file.sha256 else 1

    for file in found:
        held = chosen.get(file.sha256)
        if held is None or rank(file) > rank(held):
            chosen[file.sha256] = file
    return tuple(file for file in found if chosen[file.sha256] is file)


def new_id(path: str, taken: Collection[str]) -> str:
    """Return a readable id for a file, unlike any in `taken`: its stem, and if need be a hash."""
    stem = unicodedata.normalize("NFKC", Path(path).stem).lower()
    slug = re.sub(r"[\W_]+", "-", stem).strip("-")[:60] or "report"
    if slug not in taken:
        return slug
    return f"{slug}-{hashlib.sha256(path.encode()).hexdigest()[:6]}"
