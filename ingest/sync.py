"""Keeps the library in step with a set of files."""

import errno
import hashlib
import shutil
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

if TYPE_CHECKING:
    from vectorstore.library import Library

from core.domain import IngestResult, ParsedReport, Passage, Report
from core.errors import InputError, LibraryError, UnreadableFile
from core.settings import Settings
from ingest.listing import list_files
from ingest.metadata.given import catalogued
from ingest.passages import split
from ingest.plan import FoundFile, Plan, make_plan, revision_of
from ingest.readers import READER_VERSION, read_bytes
from ingest.readers.base import load
from ingest.readers.pdf.scanned import languages

_LOCK = "ingest.lock"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
# Indexes take 40 KB a passage (132 passages of five digests: 5.1 MB) and some more while they are
# written. Chroma on a disk that has run full cannot even be read, so it is not let run full.
_PER_PASSAGE = 100_000
_SPARE = 16_000_000
_NONE_LEFT = 1_000_000
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
class _Reading:
    """A file read and cut; `size` is the file's, in bytes."""

    parsed: ParsedReport
    media_type: str
    revision: str
    passages: tuple[Passage, ...]
    size: int


def sync(
    library: "Library",
    paths: Sequence[Path],
    settings: Settings,
    progress: Progress | None = None,
    *,
    sure: bool = False,
) -> IngestResult:
    """Make the library match the files under `paths`.

    New files are added, changed ones replaced, renamed ones moved, gone ones retired. A file
    that cannot be read is named in the result and keeps what the library had of it.

    Args:
        library: what to bring up to date.
        paths: files and folders; together they are all that the library shall hold.
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
    with _alone(settings.data), _disk_errors(settings.data):
        found, failed = _opened(files, settings)
        plan = make_plan(found, [f["path"] for f in failed], library.reports())
        if not sure:
            _refuse_emptied(paths, files, library, plan)
        for report_id, path in plan.moves:
            library.move(report_id, path)
        before = {report.report_id for report in library.reports()}
        done, unread = _put_all(library, plan, settings, progress)
        failed += unread
        if failed and not done and not plan.unchanged:
            raise InputError(_none_readable(failed))
        if plan.retires:
            library.retire(plan.retires)
        return IngestResult(
            added=sum(report_id not in before for report_id in done),
            replaced=sum(report_id in before for report_id in done),
            retired=len(plan.retires),
            unchanged=plan.unchanged,
            failed=tuple(failed),
            passages=sum(report.passages for report in library.reports()),
            index_version=library.index_version,
            seconds=round(time.perf_counter() - began, 3),
        )


def _refuse_emptied(
    paths: Sequence[Path], files: Sequence[Path], library: "Library", plan: Plan
) -> None:
    """Refuse to retire what lay in a named folder in which nothing is found any more."""
    for path in paths:
        folder = path.expanduser().resolve()
        known = [Path(r.path) for r in library.reports() if r.report_id in plan.retires]
        lost = sum(file.is_relative_to(folder) for file in known)
        if lost and folder.is_dir() and not any(file.is_relative_to(folder) for file in files):
            raise InputError(
                f"{path} holds no report any more, and the library has {lost} of it; "
                "is it mounted? The library stays as it is; --yes retires them"
            )


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    data.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(data / _LOCK, timeout=0):
            yield
    except Timeout as error:
        raise LibraryError(
            f"another ingest is at work on {data}; try again when it is done"
        ) from error


@contextmanager
def _disk_errors(data: Path) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        if _is_full(error) or (isinstance(error, LibraryError) and _free(data) < _NONE_LEFT):
            raise LibraryError(
                f"the disk of {data} is full; free some space and ingest again. "
                "The library then answers as before"
            ) from error
        raise


def _free(data: Path) -> int:
    return shutil.disk_usage(data).free


def _make_sure_of_room(data: Path, passages: int, file_size: int) -> None:
    needed = _SPARE + passages * _PER_PASSAGE + file_size
    if (free := _free(data)) < needed:
        raise OSError(errno.ENOSPC, f"{free >> 20} MB are free and {needed >> 20} needed")


def _is_full(error: BaseException | None) -> bool:
    """Whether the disk is full, however many layers have wrapped what said so."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in _FULL:
            return True
        # SQLite and Chroma tell it in words alone.
        if "disk is full" in str(error) or "No space left" in str(error):
            return True
        error = error.__cause__
    return False


def _opened(
    files: Sequence[Path], settings: Settings
) -> tuple[list[FoundFile], list[dict[str, str]]]:
    found: list[FoundFile] = []
    failed: list[dict[str, str]] = []
    for file in files:
        try:
            sha256 = hashlib.sha256(load(file)).hexdigest()
        except UnreadableFile as error:
            failed.append({"path": error.path, "error": error.reason})
            continue
        basis = f"{sha256}:{READER_VERSION}:{settings.passage_tokens}:{catalogued(file)!r}"
        if file.suffix.lower() == ".pdf" and languages():
            basis += f":{languages()}"  # pages that could not be read without Tesseract now can
        digest = hashlib.sha256(basis.encode()).hexdigest()[:12]
        found.append(FoundFile(str(file), sha256, digest))
    return found, failed


def _put_all(
    library: "Library", plan: Plan, settings: Settings, progress: Progress | None
) -> tuple[list[str], list[dict[str, str]]]:
    done: list[str] = []
    failed: list[dict[str, str]] = []
    tell = progress or (lambda _: None)
    for number, ((report_id, file), reading) in enumerate(_readings(plan.puts, settings), 1):
        step = Step(file.path, number, len(plan.puts))
        tell(step)
        try:
            _put(library, report_id, file, reading.result(), settings, step, tell)
        except UnreadableFile as error:
            failed.append({"path": error.path, "error": error.reason})
        else:
            done.append(report_id)
    return done, failed


def _readings(
    puts: Sequence[tuple[str, FoundFile]], settings: Settings
) -> Iterator[tuple[tuple[str, FoundFile], Future[_Reading]]]:
    """Read each file while the one before it is embedded, and no further ahead."""
    ahead = deque(_begun(put, settings) for put in puts[:1])
    for i, put in enumerate(puts):
        ahead.extend(_begun(later, settings) for later in puts[i + 1 : i + 2])
        yield put, ahead.popleft()


def _begun(put: tuple[str, FoundFile], settings: Settings) -> Future[_Reading]:
    """Read a file in a thread that nobody waits for when the ingest stops; one at a time."""
    reading: Future[_Reading] = Future()

    def read() -> None:
        try:
            with _one_reader:
                reading.set_result(_read(*put, settings))
        except BaseException as error:
            reading.set_exception(error)

    threading.Thread(target=read, daemon=True).start()
    return reading


def _read(report_id: str, file: FoundFile, settings: Settings) -> _Reading:
    path = Path(file.path)
    data = load(path)
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise UnreadableFile(file.path, "it changed while it was read; ingest again")
    parsed, media_type = read_bytes(path, data)
    revision = revision_of(report_id, file.digest)
    passages = split(parsed, report_id, revision, settings.passage_tokens)
    return _Reading(parsed, media_type, revision, passages, len(data))


def _put(
    library: "Library",
    report_id: str,
    file: FoundFile,
    reading: _Reading,
    settings: Settings,
    step: Step,
    tell: Progress,
) -> None:
    parsed, passages = reading.parsed, reading.passages
    report = Report(
        report_id=report_id,
        revision=reading.revision,
        sha256=file.sha256,
        path=file.path,
        media_type=reading.media_type,
        metadata=parsed.metadata,
        passages=len(passages),
        page_count=_page_count(parsed),
        warnings=parsed.warnings,
    )

    def embedded(count: int) -> None:
        tell(Step(step.path, step.file, step.files, count, len(passages)))

    _make_sure_of_room(settings.data, len(passages), reading.size)
    library.put(report, parsed, passages, Path(file.path), embedded)


def _page_count(parsed: ParsedReport) -> int | None:
    return max((page.number for page in parsed.pages), default=None)


def _none_readable(failed: Sequence[dict[str, str]]) -> str:
    first = failed[0]
    more = f" (and {len(failed) - 1} more)" if len(failed) > 1 else ""
    return f"none can be read, the library stays as it is: {first['path']}: {first['error']}{more}"
