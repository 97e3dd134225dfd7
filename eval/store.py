"""Runs on disk: each in a folder of its own, written question by question.

A run that was broken off is continued by the next one of the same build, questions and library.
"""

import hashlib
import json
import platform
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, TextIO

from pydantic import TypeAdapter

from core.errors import InputError
from core.settings import Settings
from eval.run import Row, Run
from models.weights import LANGUAGE_MODEL
from rag.llm.base import ChatModel
from vectorstore.library import Library

FOLDER = "runs"
HEADER, ROWS, SUMMARY = "run.json", "rows.jsonl", "summary.json"
_ROOMS = ("core", "ingest", "models", "vectorstore", "rag", "eval")
_PACKAGES = ("askreports", "llama-index-core", "chromadb", "torch", "xllamacpp")
_SETTINGS = ("passage_tokens", "evidence_tokens", "prompt_tokens", "llm_timeout")
_ROW = TypeAdapter(Row)
_ROOT = Path(__file__).resolve().parent.parent


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
        questions: all that will be asked; their digest is kept.
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
        self._file.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
        self._file.flush()
        self.rows[row.id] = row

    def each(self, ids: Iterable[str], ask: Callable[[str], Row]) -> Run:
        """Return the run over `ids`, of which those are asked that have no row yet."""
        wanted = list(ids)
        for name in wanted:
            if name not in self.rows:
                self.add(ask(name))
        return Run(self._header, tuple(self.rows[name] for name in wanted))

    def finish(self, summary: Mapping[str, Any]) -> None:
        """Write the scores, and that this is the whole run."""
        document = json.dumps(summary, ensure_ascii=False, indent=1)
        (self._folder / SUMMARY).write_text(document, encoding="utf-8")


@contextmanager
def open_run(
    data: Path, header: Mapping[str, Any], tell: Callable[[str], None]
) -> Iterator[OpenRun]:
    """Continue the last run that is just like this one and was broken off, or begin a new one.

    Args:
        data: the data folder.
        header: what the run is, by `header_of`.
        tell: told how much of a run is there already.

    Raises:
        InputError: the folder cannot be written.
    """
    try:
        folder = _unfinished(data / FOLDER, header) or _begun(data / FOLDER, header)
        with (folder / ROWS).open("a", encoding="utf-8") as file:
            run = OpenRun(folder, header, file)
            if run.rows:
                tell(f"continuing {folder.name}: {len(run.rows)} questions were asked before")
            yield run
    except OSError as error:
        raise InputError(f"the run cannot be kept under {data}: {error}") from error


def load_run(data: Path, name: str = "") -> Run:
    """Read a run.

    Args:
        data: the data folder.
        name: a run's folder, or the beginning of its name; "" is the latest finished run.

    Raises:
        InputError: there is no such run, or several.
    """
    folder = _found(data, name)
    try:
        header = json.loads((folder / HEADER).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{folder} holds no run: {error}") from error
    return Run({**header, "name": folder.name}, tuple(_read_rows(folder / ROWS)))


def finished(data: Path) -> list[Path]:
    """Return the folders of the runs that came to their end, oldest first."""
    folder = data / FOLDER
    return sorted(f for f in folder.iterdir() if (f / SUMMARY).is_file()) if folder.is_dir() else []


def _found(data: Path, name: str) -> Path:
    if (Path(name) / HEADER).is_file() and name:
        return Path(name)
    there = finished(data)
    fitting = [folder for folder in there if folder.name.startswith(name)]
    if not fitting:
        some = ", ".join(folder.name for folder in there[-5:]) or "none"
        raise InputError(f"no run {name!r} under {data / FOLDER}; the last ones are: {some}")
    if name and len(fitting) > 1:
        raise InputError(f"several runs begin with {name!r}: " + ", ".join(f.name for f in fitting))
    return fitting[-1]


def _unfinished(runs: Path, header: Mapping[str, Any]) -> Path | None:
    for folder in sorted(runs.iterdir(), reverse=True) if runs.is_dir() else ():
        file = folder / HEADER
        if not file.is_file() or (folder / SUMMARY).exists():
            continue
        begun = json.loads(file.read_text(encoding="utf-8"))
        if all(begun.get(key) == value for key, value in header.items()):
            return folder
    return None


def _begun(runs: Path, header: Mapping[str, Any]) -> Path:
    started = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    folder = runs / f"{started}-{header['what'].replace(':', '-')}"
    folder.mkdir(parents=True)
    document = json.dumps({**header, "started": started}, ensure_ascii=False, indent=1)
    (folder / HEADER).write_text(document, encoding="utf-8")
    return folder


def _read_rows(file: Path) -> Iterator[Row]:
    if not file.is_file():
        return
    for line in file.read_text(encoding="utf-8").splitlines():
        try:
            yield _ROW.validate_json(line)
        except ValueError:
            return  # the last line of a run that was killed while writing it


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
