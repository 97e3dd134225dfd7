"""Files read, cut and put into the library."""

import hashlib
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.domain import ParsedReport, Passage, Report
from core.errors import UnreadableFile
from core.settings import Settings
from ingest.metadata.given import catalogued
from ingest.passages import split
from ingest.plan import FoundFile
from ingest.readers import READER_VERSION, read_bytes
from ingest.readers.base import load
from ingest.readers.pdf.scanned import languages
from ingest.room import make_sure_of_room
from vectorstore.decided import Correction

if TYPE_CHECKING:
    from vectorstore.library import Library

# The readers' libraries are not made for two threads.
_one_reader = threading.Lock()


@dataclass(frozen=True, slots=True)
class Step:
    """How far an ingest is.

    Attributes:
        path: the file at work.
        file: its number, from 1, of `files` that must be read.
        files: how many there are.
        passages: how many of its passages are in the index.
        of: how many passages it has; 0 while it is being read.
    """

    path: str
    file: int
    files: int
    passages: int = 0
    of: int = 0


Progress = Callable[[Step], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """A file read and cut.

    Attributes:
        parsed: its text, and what it says of itself.
        media_type: as its reader tells.
        passages: as its corrected language has it.
        size: bytes that must be copied for it.
    """

    parsed: ParsedReport
    media_type: str
    passages: tuple[Passage, ...]
    size: int


def opened(
    files: Mapping[str, Path], settings: Settings
) -> tuple[list[FoundFile], list[dict[str, str]]]:
    """Return the files that can be opened, and path and error of those that cannot.

    Args:
        files: where each is, by its path in the catalogue.
        settings: `passage_tokens` is used.

    Raises:
        InputError: a catalogue beside a file cannot be read.
    """
    found: list[FoundFile] = []
    failed: list[dict[str, str]] = []
    for path, source in files.items():
        try:
            sha256 = hashlib.sha256(load(source)).hexdigest()
        except UnreadableFile as error:
            failed.append({"path": path, "error": error.reason})
            continue
        found.append(FoundFile(path, source, sha256, digest_of(source, sha256, settings)))
    return found, failed


def digest_of(place: Path, sha256: str, settings: Settings) -> str:
    """Return the digest of all that the reading of a file depends on, corrections aside.

    Args:
        place: where it stands, or would; its suffix and the catalogue beside it count.
        sha256: of its content.
        settings: `passage_tokens` is used.

    Raises:
        InputError: the catalogue beside it cannot be read.
    """
    basis = f"{sha256}:{READER_VERSION}:{settings.passage_tokens}:{catalogued(place)!r}"
    if place.suffix.lower() == ".pdf" and languages():
        basis += f":{languages()}"  # pages that could not be read without Tesseract now can
    return hashlib.sha256(basis.encode()).hexdigest()[:12]


def put_all(
    library: "Library",
    puts: Sequence[tuple[str, FoundFile]],
    settings: Settings,
    progress: Progress | None,
) -> tuple[list[str], list[dict[str, str]]]:
    """Read and put files; return the ids of the reports, and path and error of what failed.

    Raises:
        OSError: there is no room on the disk.
        LibraryError: the library cannot be written.
    """
    done: list[str] = []
    failed: list[dict[str, str]] = []
    tell = progress or (lambda _: None)
    for number, ((report_id, file), reading) in enumerate(_readings(puts, settings), 1):
        step = Step(file.path, number, len(puts))
        tell(step)
        try:
            put(library, report_id, file, reading.result(), settings, step, tell)
        except UnreadableFile as error:
            failed.append({"path": file.path, "error": error.reason})
        else:
            done.append(report_id)
    return done, failed


def _readings(
    puts: Sequence[tuple[str, FoundFile]], settings: Settings
) -> Iterator[tuple[tuple[str, FoundFile], Future[Reading]]]:
    """Read each file while the one before it is embedded, and no further ahead."""
    ahead = deque(_begun(put, settings) for put in puts[:1])
    for i, put in enumerate(puts):
        ahead.extend(_begun(later, settings) for later in puts[i + 1 : i + 2])
        yield put, ahead.popleft()


def _begun(put: tuple[str, FoundFile], settings: Settings) -> Future[Reading]:
    """Read a file in a thread that nobody waits for when the ingest stops; one at a time."""
    reading: Future[Reading] = Future()

    def go() -> None:
        try:
            reading.set_result(read(*put, settings))
        except BaseException as error:
            reading.set_exception(error)

    threading.Thread(target=go, daemon=True).start()
    return reading


def read(report_id: str, file: FoundFile, settings: Settings) -> Reading:
    """Return a file read and cut.

    Raises:
        UnreadableFile: it cannot be read as a report, or changed since it was found.
        InputError: the catalogue beside it cannot be read.
    """
    with _one_reader:
        data = load(file.source)
        if hashlib.sha256(data).hexdigest() != file.sha256:
            raise UnreadableFile(file.path, "it changed while it was read; ingest again")
        parsed, media_type = read_bytes(settings.data.absolute() / file.path, data)
        return Reading(parsed, media_type, cut(report_id, file, parsed, settings), len(data))


def cut(
    report_id: str, file: FoundFile, parsed: ParsedReport, settings: Settings
) -> tuple[Passage, ...]:
    """Return the passages of a report, of which the file says `parsed`, as it is corrected."""
    corrected = replace(parsed, metadata=file.correction.over(parsed.metadata))
    return split(corrected, report_id, file.revision(report_id), settings.passage_tokens)


def put(
    library: "Library",
    report_id: str,
    file: FoundFile,
    reading: Reading,
    settings: Settings,
    step: Step,
    tell: Progress,
    correction: Correction | None = None,
) -> None:
    """Put a reading into the library under an id, telling of each step; raises as `put_all`.

    Args:
        library: what takes it.
        report_id: of the report that it is, or becomes.
        file: what was read.
        reading: the same, read.
        settings: `data` is used.
        step: which step this is.
        tell: told how many passages are embedded.
        correction: takes the place of what the report had; None leaves that.
    """
    parsed, passages = reading.parsed, reading.passages
    report = Report(
        report_id=report_id,
        revision=file.revision(report_id),
        sha256=file.sha256,
        path=file.path,
        media_type=reading.media_type,
        metadata=file.correction.over(parsed.metadata),
        passages=len(passages),
        page_count=max((page.number for page in parsed.pages), default=None),
        warnings=parsed.warnings,
    )

    def embedded(count: int) -> None:
        tell(replace(step, passages=count, of=len(passages)))

    make_sure_of_room(settings.data, len(passages), reading.size)
    library.put(report, parsed, passages, file.source, embedded, correction)
