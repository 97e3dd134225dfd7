"""Runs on disk: each in a folder of its own, written question by question.

A run that was broken off is continued by the next one of the same build, questions and library.
"""

import hashlib
import json
import platform
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, TextIO

from filelock import FileLock, Timeout
from pydantic import TypeAdapter

from core.errors import InputError
from core.settings import Settings
from eval.run import Row, Run
from models.weights import LANGUAGE_MODEL
from rag.llm.base import ChatModel
from vectorstore.library import Library

FACTS = "facts"
"""What a run over the known facts asks."""

FOLDER = "runs"
HEADER, ROWS, SUMMARY, LOCK = "run.json", "rows.jsonl", "summary.json", "lock"
_ROOMS = ("core", "ingest", "models", "vectorstore", "rag", "eval")
_PACKAGES = ("askreports", "llama-index-core", "chromadb", "torch", "xllamacpp")
_SETTINGS = ("passage_tokens", "evidence_tokens", "prompt_tokens", "llm_timeout")
_STARTED = "%Y%m%dT%H%M%S%fZ"
_ROW = TypeAdapter(Row)
_ROOT = Path(__file__).resolve().parent.parent


def over(file: Path, shipped: Path) -> str:
    """What a run over a file of known facts asks: `FACTS`, or the name of another file too.

    So neither the gate nor the history of the facts that come with the product sees it.
    """
    return FACTS if file.resolve() == shipped.resolve() else f"{FACTS}:{file.stem}"


def header_of(
    what: str,
    options: Mapping[str, Any],
    questions: Iterable[str],
    library: Library,
    model: ChatModel | None,
    settings: Settings,
) -> dict[str, Any]:
    """Describe a run, so that two can be told alike, compared, and put in order.

    Args:
        what: what is asked: "facts", or a bench and its set.
        options: what the command was told.
        questions: all that will be asked, with what is expected; their digest is kept.
        library: what is asked.
        model: what writes.
        settings: token budgets are kept.
    """
    reports = library.reports()
    embedded = model is not None and settings.llm == "embedded"
    return {
        "what": what,
        "options": dict(options),
        "questions": _digest(questions),
        "library": _digest(sorted(report.report_id for report in reports)),
        "index": _digest(sorted(report.revision for report in reports)),
        "llm": settings.llm,
        "model": model.name if model else "none",
        "model_sha256": LANGUAGE_MODEL.files[LANGUAGE_MODEL.main] if embedded else "",
        "settings": {name: getattr(settings, name) for name in _SETTINGS},
        "code": _code(),
        "commit": _commit(),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in _PACKAGES},
    }


class OpenRun:
    """A run that is being written.

    Attributes:
        rows: what was asked already, by id.
    """

    def __init__(self, folder: Path, header: Mapping[str, Any], file: TextIO) -> None:
        self.rows = {row.id: row for row in _read_rows(folder / ROWS)}
        self._folder = folder
        self._header = header
        self._file = file

    def add(self, row: Row) -> None:
        """Write one more question, at once."""
        with _told(self._folder):
            self._file.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
            self._file.flush()
        self.rows[row.id] = row

    def each(self, ids: Iterable[str], ask: Callable[[str], Row]) -> Run:
        """Return the run over `ids`, of which those are asked that have no row yet."""
        wanted = []
        for name in ids:
            wanted.append(name)
            if name not in self.rows:
                self.add(ask(name))
        return Run(self._header, tuple(self.rows[name] for name in wanted))

    def finish(self, summary: Mapping[str, Any]) -> None:
        """Write the scores, and that this is the whole run."""
        with _told(self._folder):
            _write(self._folder / SUMMARY, summary)


@contextmanager
def open_run(
    data: Path, header: Mapping[str, Any], tell: Callable[[str], None]
) -> Iterator[OpenRun]:
    """Continue the last run that is just like this one and was broken off, or begin a new one.

    One that another process is at work on is left to it.

    Args:
        data: the data folder.
        header: what the run is, by `header_of`.
        tell: told how much of a run is there already.

    Raises:
        InputError: the folder cannot be written.
    """
    with ExitStack() as stack:
        with _told(data):
            folder = _unfinished(data / FOLDER, header, stack) or _begun(
                data / FOLDER, header, stack
            )
            _end_whole(folder / ROWS)
            file = stack.enter_context((folder / ROWS).open("a", encoding="utf-8"))
            run = OpenRun(folder, header, file)
        if run.rows:
            tell(f"continuing {folder.name}: {len(run.rows)} questions were asked before")
        yield run


def load_run(data: Path, name: str = "", what: str = "") -> Run:
    """Read a run that came to its end.

    Args:
        data: the data folder.
        name: a run's folder, or the beginning of its name; "" is the one that ended last.
        what: only a run of this kind, such as `FACTS`.

    Raises:
        InputError: there is no such run, or several, or it cannot be read.
    """
    folder = _found(data, name, what)
    try:
        header = json.loads((folder / HEADER).read_text(encoding="utf-8"))
        rows = tuple({row.id: row for row in _read_rows(folder / ROWS)}.values())
    except (OSError, ValueError) as error:
        raise InputError(f"the run {folder} cannot be read: {error}") from error
    return Run({**header, "name": folder.name}, rows)


def finished(data: Path, what: str = "") -> list[Path]:
    """Return the folders of the runs that came to their end, in the order in which they did."""
    runs = data / FOLDER
    there = [f for f in runs.iterdir() if (f / SUMMARY).is_file()] if runs.is_dir() else []
    wanted = [f for f in there if what in ("", _what(f))]
    return sorted(wanted, key=lambda folder: (folder / SUMMARY).stat().st_mtime_ns)


def _what(folder: Path) -> str:
    return str(_header(folder).get("what", ""))


def _header(folder: Path) -> dict[str, Any]:
    """What a run says of itself; nothing where it was killed before it could."""
    try:
        header: dict[str, Any] = json.loads((folder / HEADER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return header


def _found(data: Path, name: str, what: str) -> Path:
    if name and (Path(name) / SUMMARY).is_file():
        fitting = [Path(name)]
    else:
        fitting = [f for f in finished(data, what) if f.name.startswith(name)]
    if not fitting:
        some = ", ".join(folder.name for folder in finished(data, what)[-5:]) or "none"
        raise InputError(f"no run {name!r} under {data / FOLDER}; the last ones are: {some}")
    if name and len(fitting) > 1:
        raise InputError(f"several runs begin with {name!r}: " + ", ".join(f.name for f in fitting))
    if what and _what(fitting[-1]) != what:
        raise InputError(f"{fitting[-1].name} is not over the known facts")
    return fitting[-1]


def _unfinished(runs: Path, header: Mapping[str, Any], stack: ExitStack) -> Path | None:
    for folder in sorted(runs.iterdir(), reverse=True) if runs.is_dir() else ():
        begun = _header(folder)
        alike = bool(begun) and all(begun.get(key) == value for key, value in header.items())
        if alike and not (folder / SUMMARY).exists():
            lock = FileLock(folder / LOCK, timeout=0)
            try:
                stack.enter_context(lock)
            except Timeout:
                continue
            return folder
    return None


def started(header: Mapping[str, Any]) -> datetime:
    """Return when a run began, in UTC."""
    return datetime.strptime(header["started"], _STARTED).replace(tzinfo=UTC)


def _begun(runs: Path, header: Mapping[str, Any], stack: ExitStack) -> Path:
    now = datetime.now(UTC).strftime(_STARTED)
    folder = runs / f"{now}-{header['what'].replace(':', '-')}"
    folder.mkdir(parents=True)
    stack.enter_context(FileLock(folder / LOCK, timeout=0))
    _write(folder / HEADER, {**header, "started": now})
    return folder


def _write(file: Path, document: Mapping[str, Any]) -> None:
    """Write a file that is there whole or not at all."""
    half = file.with_suffix(".half")
    half.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
    half.replace(file)


@contextmanager
def _told(data: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(f"the run cannot be kept under {data}: {error}") from error


def _end_whole(file: Path) -> None:
    """Cut off the last line of a run that was killed while writing it."""
    if file.is_file() and (written := file.read_bytes()) and not written.endswith(b"\n"):
        with file.open("r+b") as rows:
            rows.truncate(written.rfind(b"\n") + 1)


def _read_rows(file: Path) -> Iterator[Row]:
    if file.is_file():
        # Not by splitlines, which also cuts at separators that a report may hold.
        for line in file.read_text(encoding="utf-8").split("\n"):
            if line:
                yield _ROW.validate_json(line)


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


@cache
def _code() -> str:
    """A digest of all that could change an answer or a score."""
    files = sorted(
        file
        for room in _ROOMS
        for kind in ("*.py", "*.txt", "*.json", "*.jsonl")
        for file in (_ROOT / room).rglob(kind)
        if file != _ROOT / "eval" / "baseline.json"
    )
    return _digest(hashlib.sha256(file.read_bytes()).hexdigest() for file in files)


@cache
def _commit() -> str:
    """The commit of the source, "" where there is no repository."""
    try:
        done = subprocess.run(
            ["git", "describe", "--always", "--dirty"],
            cwd=_ROOT, capture_output=True, text=True, timeout=10, check=True,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()
