"""The library as a tab: adding a file, correcting an entry, retiring and restoring a report."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

import gradio as gr
from gradio.utils import get_upload_folder

from core.domain import Report
from core.errors import AskReportsError, InputError
from core.settings import Settings
from ingest import shelf as decisions
from ingest.putting import Step
from records.store import Records
from ui.parts import HIDDEN
from ui.staff.acting import Tab, acted, acting
from ui.staff.shelf import adding, bar, note, shelf
from ui.words import Words
from ui.words.said import message
from vectorstore.library import Library

_FIELDS = ("title", "publisher", "published", "language")


def shelf_tab(library: Library, records: Records, settings: Settings, words: Words) -> Tab:
    """Lay the library out."""
    does = _Handlers(library, records, settings, words)
    chosen = gr.State("")
    top = acted("adding")
    shown = acted("shelf")
    top.submit(does.add, None, [top, shown], **HIDDEN)
    shown.submit(does.act, None, [top, shown, chosen], **HIDDEN)
    return Tab([chosen], [top, shown], does.picture)


@dataclass(frozen=True, slots=True)
class _Handlers:
    """What the tab's events do; what they did is written down."""

    library: Library
    records: Records
    settings: Settings
    words: Words

    def picture(self, correcting: str, told: str = "", problem: str = "") -> tuple[str, str]:
        reports = self.library.reports()
        page = shelf(reports, self.library.decided().retired, correcting, told, self.words)
        return adding(reports, note(problem), self.words), page

    def act(self, said: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
        account, told = acting(self.records, request).name, dict(said._data)
        act, report_id = str(told.get("do")), str(told.get("report", ""))
        if act == "choose":
            return *self.picture(report_id), report_id
        acts = {"retire": self._retire, "restore": self._restore, "correct": self._correct}
        try:
            done, detail = acts[act](report_id, told)
            self._note(account, act, report_id, detail)
        except AskReportsError as error:
            again = report_id if act == "correct" else ""
            return *self.picture(again, problem=message(str(error), self.words)), again
        return *self.picture("", done), ""

    def add(self, said: gr.EventData, request: gr.Request) -> Iterator[tuple[Any, Any]]:
        """Take an uploaded file in, telling how far it is."""
        account, words, reports = acting(self.records, request), self.words, self.library.reports()
        upload, replaces = _uploaded(said.path), str(said.replaces)
        name = str(said.name)
        told = words.replaced if replaces else words.added
        try:
            for step in _adding(self.library, upload, name, self.settings, replaces or None):
                if isinstance(step, Report):
                    act = "replace" if replaces else "add"
                    self._note(account.name, act, step.report_id, {"file": name})
                    done = told.format(step.metadata.title)
                    yield self.picture("", done)
                else:
                    share = step.passages / step.of if step.of else None
                    yield adding(reports, bar(share, name, words), words), gr.skip()
        except AskReportsError as error:
            yield adding(reports, note(message(str(error), words)), words), gr.skip()
        finally:
            upload.unlink(missing_ok=True)

    def _retire(self, report_id: str, _: dict[str, Any]) -> tuple[str, dict[str, str]]:
        title = self.library.report(report_id).metadata.title
        decisions.retire(self.library, [report_id], self.settings)
        return self.words.retired_done.format(title), {}

    def _restore(self, report_id: str, _: dict[str, Any]) -> tuple[str, dict[str, str]]:
        report = decisions.restore(self.library, report_id, self.settings)
        return self.words.restored_done.format(report.metadata.title), {}

    def _correct(self, report_id: str, told: dict[str, Any]) -> tuple[str, dict[str, str]]:
        changes = _changed(self.library.report(report_id), told)
        report = decisions.correct(self.library, report_id, changes, self.settings)
        return self.words.corrected.format(report.metadata.title), changes

    def _note(self, account: str, action: str, report_id: str, detail: dict[str, Any]) -> None:
        with self.records.database.session() as session:
            self.records.log.add(session, account, action, report_id, detail)


def _changed(report: Report, told: dict[str, Any]) -> dict[str, str]:
    """What a form changes; an untouched field is no correction.

    Raises:
        InputError: somebody else has changed the same field since the form was shown.
    """
    changes: dict[str, str] = {}
    for name in _FIELDS:
        wanted, was = str(told.get(name, "")), str(told.get(f"was-{name}", ""))
        now = getattr(report.metadata, name)
        if wanted.strip() in (was, now):
            continue
        if now != was:
            raise InputError(f"{name} was changed meanwhile, to {now!r}; look again, then save")
        changes[name] = wanted
    return changes


def _uploaded(path: object) -> Path:
    """Return where Gradio put an upload; no other file can be named.

    Raises:
        InputError: that is not one.
    """
    file = Path(str(path)).resolve()
    if not file.is_relative_to(Path(get_upload_folder()).resolve()) or not file.is_file():
        raise InputError("that is no file which was uploaded here")
    return file


def _adding(
    library: Library, upload: Path, name: str, settings: Settings, replaces: str | None
) -> Iterator[Step | Report]:
    """Add a file in a thread of its own; yield how far it is, and at last the report."""
    steps: Queue[Step | Report | BaseException] = Queue()

    def work() -> None:
        try:
            data = upload.read_bytes()
            steps.put(decisions.add(library, name, data, settings, steps.put, replaces))
        except BaseException as error:
            steps.put(error)

    Thread(target=work, daemon=True).start()
    while True:
        step = steps.get()
        if isinstance(step, BaseException):
            raise step
        yield step
        if isinstance(step, Report):
            return
