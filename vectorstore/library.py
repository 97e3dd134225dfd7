"""The library: reports put in, taken out and found again."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, RLock
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from core.domain import (
    ParsedReport,
    Passage,
    RankedPassage,
    RankedSentence,
    Report,
    ReportMetadata,
)
from core.errors import LibraryError, UnreadableFile
from core.settings import Settings
from vectorstore.catalogue import Catalogue
from vectorstore.decided import Correction, Decided
from vectorstore.embedding import Embedders, MiniLM, Multilingual
from vectorstore.keyword import KeywordIndex
from vectorstore.search import Search
from vectorstore.trouble import told
from vectorstore.view import View
from vectorstore.writing import Writer, Writing

if TYPE_CHECKING:
    from vectorstore.dense import DenseIndex

LOCK_SECONDS = 60.0
TRIES = 4
"""Times that a search looks anew when what it found is being cleared away."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What one question finds: passages, and sentences over the whole library, best first."""

    passages: tuple[RankedPassage, ...]
    sentences: tuple[RankedSentence, ...]


class Library:
    """Everything under the data folder. Any thread may call any method; one writes at a time.

    A report changes as one: its new revision is written beside the old one, and a single step
    of the catalogue makes it the one that answers. What a crash leaves behind never answers
    and is cleared away by the next write.

    Args:
        settings: `data` says where (made where missing), `models` where the weights are,
            `chroma` where the vectors are.
        embedders: what makes the vectors; the product's own where none are given.

    Raises (all methods):
        LibraryError: the folder cannot be read or written, or another version made it.
        ModelError: an embedding model is missing or altered (only where one is needed:
            `put`, `search`, `warm`).
    """

    def __init__(self, settings: Settings, embedders: Embedders | None = None) -> None:
        self._folder = settings.data.absolute()
        self._server = settings.chroma
        self._embedders = embedders or Embedders(MiniLM(settings.models), Multilingual())
        self._view: View | None = None
        self._viewing = Lock()
        self._threads = RLock()
        with told(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
        self._lock = FileLock(self._folder / ".lock", timeout=LOCK_SECONDS)
        self._catalogue = Catalogue(self._folder)
        self._keyword = KeywordIndex(self._folder / "keyword.sqlite3")
        if not self._catalogue.ready():
            with self._writing():
                self._keyword.create()
                self._catalogue.create()
        self._writer = Writer(self._catalogue, self._keyword, self._embedders)
        self._search = Search(self._catalogue, self._keyword, self._embedders)

    @property
    def index_version(self) -> int:
        """Grows by one with each change of what the library answers from."""
        return self._catalogue.state().index_version

    def reports(self) -> tuple[Report, ...]:
        """Return all reports, by title."""
        return self._catalogue.reports()

    def report(self, report_id: str) -> Report:
        """Return one report.

        Raises:
            InputError: there is no such report.
        """
        return self._catalogue.report(report_id)

    def parsed(self, report_id: str) -> ParsedReport:
        """Return the stored text, sections, pages and boxes of a report; raises as `report`."""
        return self._catalogue.parsed(report_id)

    def said(self, report_id: str) -> ReportMetadata:
        """Return what a report's file says of itself, uncorrected; raises as `report`."""
        return self._catalogue.parsed(report_id, corrected=False).metadata

    def decided(self) -> Decided:
        """Return what persons have decided: corrections, reports retired or superseded."""
        return self._catalogue.decided()

    def original(self, report_id: str) -> Path:
        """Return the stored copy of a report's file, be it retired; raises as `report`.

        Raises:
            LibraryError: the copy is gone.
        """
        file = self._files / self._catalogue.file(report_id)
        if not file.is_file():
            raise LibraryError(f"the stored copy {file} is gone; remove the report and ingest it")
        return file

    def put(
        self,
        report: Report,
        parsed: ParsedReport,
        passages: Sequence[Passage],
        original: Path,
        progress: Callable[[int], None] | None = None,
        correction: Correction | None = None,
    ) -> None:
        """Add a report, or replace its revision; until the last step the old one answers.

        A retired report is restored by it. One that stood at another path is taken to be
        replaced by decision: its old content is superseded.

        Args:
            report: what the catalogue will say, as corrected; its `passages` is counted anew.
            parsed: the reading that the passages' spans refer to; its metadata is what the
                file says.
            passages: all of them, in the order of their ordinals from 0.
            original: the file; a copy is kept.
            progress: told how many passages are embedded so far.
            correction: takes the place of what the report had, in the same step; None leaves
                that as it is.
        """
        with self._writing():
            dense = self._current().dense
            self._collect(dense)
            number = self._catalogue.begin(report, parsed)
            writing = Writing(number, report.metadata.title, report.metadata.language)
            self._writer.write(dense, writing, passages, progress)
            file = self._store(original, report.sha256)
            self._catalogue.switch(number, report, len(passages), file, correction)
            self._settle(dense)

    def drop(self, report_ids: Iterable[str]) -> None:
        """Take out reports whose files are gone, all in one step.

        Should the files come back, the reports' corrections hold again.

        Raises:
            InputError: one of them is unknown; then all stay.
        """
        self._take_out(report_ids, self._catalogue.drop)

    def retire(self, report_ids: Iterable[str]) -> None:
        """Take reports out by decision, all in one step, and keep their copies; raises as `drop`.

        `decided` lists them from then on; `put` restores them.
        """
        self._take_out(report_ids, self._catalogue.retire)

    def remove(self, report_ids: Iterable[str]) -> None:
        """Forget reports, be they retired, with all that was decided of them; raises as `drop`."""
        self._take_out(report_ids, self._catalogue.remove)
        with self._writing():
            self._sweep()

    def move(self, report_id: str, path: str) -> None:
        """Note that the same content now stands at `path`; raises as `report`."""
        with self._writing():
            self._catalogue.move(report_id, path)

    def search(self, query: str, k: int = 10) -> SearchResult:
        """Return the `k` best passages and about 60 best sentences for a question.

        Args:
            query: any text in any language; blank finds nothing.
            k: how many passages.
        """
        view = self._current()
        for _ in range(TRIES):
            try:
                return SearchResult(*self._search.rank(view, query, k))
            except LibraryError:
                # Another process may have cleared away what this view still refers to.
                view = self._reopened(view)
        return SearchResult(*self._search.rank(view, query, k))

    def warm(self) -> None:
        """Load the embedding models and open the index, so that the first question is quick."""
        for embedder in self._embedders:
            embedder.load()
        self._current()

    def close(self) -> None:
        """Let go of all files and threads; a closed library cannot be used."""
        self._search.close()
        with self._viewing:
            if self._view is not None:
                self._view.dense.close()
                self._view = None
        self._catalogue.close()

    @property
    def _files(self) -> Path:
        return self._folder / "files"

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._threads, told(self._folder):
            try:
                lock = self._lock.acquire()
            except Timeout as error:
                raise LibraryError(
                    f"another process is writing to {self._folder}; try again when it is done"
                ) from error
            with lock:
                yield

    def _current(self) -> View:
        """Return a view of the library as it is now, made anew only where it has changed."""
        with self._viewing:
            if self._view is None or self._view.current.state != self._catalogue.state():
                self._view = self._look(None)
            return self._view

    def _reopened(self, stale: View) -> View:
        with self._viewing:
            if self._view is None or self._view is stale:
                self._view = self._look(None)
            return self._view

    def _look(self, dense: "DenseIndex | None") -> View:
        """Make a view, with new eyes for the vectors unless `dense` has written them itself."""
        # The vectors are opened after the catalogue is read: they then hold all it names.
        current = self._catalogue.current()
        view = View(current, dense or self._vectors())
        view.check(self._folder)
        return view

    def _vectors(self) -> "DenseIndex":
        from vectorstore.dense import DenseIndex

        names = [embedder.name for embedder in self._embedders]
        return DenseIndex(self._folder / "chroma", names, self._server)

    def _take_out(self, report_ids: Iterable[str], how: Callable[[Iterable[str]], None]) -> None:
        with self._writing():
            dense = self._current().dense
            how(report_ids)
            self._settle(dense)

    def _settle(self, dense: "DenseIndex") -> None:
        """Clear away what the step just taken left behind, and see the library as it is now."""
        # The change itself is done; what cannot be cleared now is cleared by the next write.
        with suppress(LibraryError):
            self._collect(dense)
        with self._viewing:
            self._view = self._look(dense)

    def _collect(self, dense: "DenseIndex") -> None:
        numbers = self._catalogue.leftovers()
        if not numbers:
            return
        dense.remove(numbers)
        self._keyword.remove(numbers)
        self._catalogue.forget(numbers)
        self._sweep()

    def _sweep(self) -> None:
        """Delete the copies that no report needs."""
        needed = self._catalogue.files()
        for file in self._files.iterdir() if self._files.is_dir() else ():
            if file.name not in needed:
                file.unlink(missing_ok=True)

    def _store(self, original: Path, sha256: str) -> str:
        name = sha256 + original.suffix.lower()
        target = self._files / name
        if not target.is_file():
            self._files.mkdir(exist_ok=True)
            handle, half = tempfile.mkstemp(dir=self._files)
            os.close(handle)
            try:
                shutil.copyfile(original, half)
                if hashlib.sha256(Path(half).read_bytes()).hexdigest() != sha256:
                    raise UnreadableFile(
                        str(original), "it changed while it was read; ingest again"
                    )
                Path(half).replace(target)
            finally:
                Path(half).unlink(missing_ok=True)
        return name
