"""What an ingest has to do, decided before anything is done. Pure."""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from core.domain import Report
from vectorstore.decided import Correction, Decided


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that could be opened.

    Attributes:
        path: as the catalogue has it: absolute, or of an upload relative to the data folder.
        source: where its content is.
        sha256: of its content, in hex.
        digest: of all that its reading depends on, corrections aside.
        correction: of the report that it holds.
    """

    path: str
    source: Path
    sha256: str
    digest: str
    correction: Correction = field(default_factory=Correction)

    def revision(self, report_id: str) -> str:
        """Return the name of this reading of a report."""
        if not self.correction:
            return f"{report_id}@{self.digest}"
        corrected = hashlib.sha256(repr(self.correction).encode()).hexdigest()[:12]
        return f"{report_id}@{self.digest}.{corrected}"


def digest_in(revision: str) -> str:
    """Return the digest of the file's reading from the name of a revision."""
    return revision.rpartition("@")[2].partition(".")[0]


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps of one ingest.

    Attributes:
        puts: report id and file of what must be read.
        moves: report id and new path of what only changed its place.
        gone: ids of reports whose files are gone.
        unchanged: how many files need nothing.
    """

    puts: tuple[tuple[str, FoundFile], ...]
    moves: tuple[tuple[str, str], ...]
    gone: tuple[str, ...]
    unchanged: int


def make_plan(
    found: Sequence[FoundFile], stay: Collection[str], known: Sequence[Report], decided: Decided
) -> Plan:
    """Compare the files with the library.

    Of files with equal content one counts, of choice one the library knows; a new path with
    the content of a report whose own file is gone is that report, moved. Content that was set
    aside does not count.

    Args:
        found: the files that could be opened, in order.
        stay: paths that are not taken for gone: what could not be opened, and uploads.
        known: the library's reports.
        decided: what persons decided.
    """
    by_path = {report.path: report for report in known}
    files = _one_of_each([file for file in found if file.sha256 not in decided.aside], by_path)
    there = {file.path for file in files} | set(stay)
    gone = [report for report in known if report.path not in there]
    homeless = {report.sha256: report for report in reversed(gone)}
    taken = {report.report_id for report in known} | decided.reserved
    puts: list[tuple[str, FoundFile]] = []
    moves: list[tuple[str, str]] = []
    unchanged = len(found) - len(files)
    for file in files:
        report = by_path.get(file.path)
        if report is None and (report := homeless.pop(file.sha256, None)):
            moves.append((report.report_id, file.path))
            gone.remove(report)
        former = decided.former.get(file.path)
        report_id = report.report_id if report else former or new_id(file.path, taken)
        corrected = replace(file, correction=decided.corrections.get(report_id, file.correction))
        if report and report.revision == corrected.revision(report_id):
            unchanged += 1
            continue
        taken.add(report_id)
        puts.append((report_id, corrected))
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
    # A path whose report was retired may come to hold another, and that be retired too.
    bases = (path if n == 0 else f"{path}:{n}" for n in count())
    ids = (f"{slug}-{hashlib.sha256(basis.encode()).hexdigest()[:6]}" for basis in bases)
    return next(one for one in ids if one not in taken)
