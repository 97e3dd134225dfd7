"""A library of hostile reports, the application served over it, and who attacks it."""

import hashlib
import html
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import update

from core.settings import load_settings
from ingest.sync import sync
from records.clock import utc_now
from records.schema import AccountRow, SessionRow
from records.store import Records
from tests.ui.conftest import served
from ui.guard import COOKIE
from vectorstore.library import Library

STRIKE = (
    "\"'><img class=struck src=x onerror=alert(1)><svg class=struck onload=alert(2)></svg>"
    "</textarea></title></style></script><script class=struck>alert(3)</script>"
    "${alert(4)}{{alert(5)}}"
)
"""Breaks out of text, attributes and templates wherever one is not escaped."""

FILE = "<img class=struck src=x onerror=alert(6)>.txt"
NAMED = "<img class=struck src=x onerror=alert(7)>"
"""No account can be made of this name; one is put into the database by force."""

LIONS = "How many lions does the zoo of Tarnwick keep?"
APES = "How many apes does the park of Tarnwick keep?"
TIGERS = "How many tigers does the zoo of Tarnwick keep?"
CRANES = "How many cranes does the harbour of Tarnwick have?"

SECRET = "the secret of the data folder"
PASSWORD = "a crane beside the quay"

_MARKDOWN = f"""---
title: {json.dumps("Lions " + STRIKE)}
publisher: {json.dumps("Zoo " + STRIKE)}
published: "2021"
---

# Beasts {html.escape(STRIKE)}

The zoo of Tarnwick keeps 47 lions {html.escape(STRIKE)} behind one fence.

| Year | Bears {html.escape(STRIKE)} |
|---|---|
| 2019 | 41 {html.escape(STRIKE)} |
| 2020 | 47 {html.escape(STRIKE)} |
"""


@dataclass(frozen=True, slots=True)
class Target:
    """What is attacked.

    Attributes:
        address: of the server.
        data: its folder.
        files: where Gradio puts uploads.
        log: all that the server's process printed.
        records: the same records, seen from here.
        reports: ids of the reports.
    """

    address: str
    data: Path
    files: Path
    log: Path
    records: Records
    reports: tuple[str, ...]

    def token(self, name: str) -> str:
        """Begin a session of an account."""
        return self.records.accounts.sign_in(name, PASSWORD, "192.0.2.1")

    def cookie(self, name: str = "mallory") -> str:
        return f"{COOKIE}={self.token(name)}"

    def uploads(self) -> list[str]:
        return [file.name for file in self.files.rglob("*") if file.is_file()]

    def crashes(self) -> int:
        return self.log.read_text(encoding="utf-8").count("Exception in ASGI application")


@contextmanager
def attacked(folder: Path) -> Iterator[Target]:
    """Fill a library, make accounts, serve."""
    settings = load_settings(data=folder / "data", llm="none")
    _write_reports(folder / "in")
    library = Library(settings)
    try:
        result = sync(library, [folder / "in"], settings)
        reports = tuple(report.report_id for report in library.reports())
    finally:
        library.close()
    assert len(reports) == 4 and not result.failed
    (settings.data / "secret.txt").write_text(SECRET, encoding="utf-8")
    _write_run(settings.data / "runs" / "hostile")
    log, files = folder / "log", folder / "gradio"
    with Records(settings) as records:
        _make_accounts(records)
        command = ("serve", "--data", str(settings.data), "--port", "PORT", "--llm", "none")
        variables = {"GRADIO_TEMP_DIR": str(files), "PYTHONUNBUFFERED": "1"}
        with served("-m", "cli.main", *command, log=log, **variables) as address:
            yield Target(address, settings.data, files, log, records, reports)


def ended(records: Records, token: str, **changes: timedelta) -> str:
    """Set a session's times back; return its token."""
    values = {name: utc_now() - ago for name, ago in changes.items()}
    with records.database.session() as session:
        query = update(SessionRow).where(SessionRow.token_hash == hashed(token))
        session.execute(query.values(**values))
    return token


def hashed(token: str) -> str:
    """Return what the database holds of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _write_reports(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "lions.md").write_text(_MARKDOWN, encoding="utf-8")
    (folder / FILE).write_text(
        f"The park of Tarnwick keeps 12 apes {STRIKE} behind a hedge.\n\n"
        f"The park of Tarnwick has {STRIKE} for a gate.\n",
        encoding="utf-8",
    )
    cell = STRIKE.replace('"', '""')
    (folder / "tigers.csv").write_text(
        f'Year,"Tigers of the zoo of Tarnwick {cell}"\n2019,"41 {cell}"\n2020,"47 {cell}"\n',
        encoding="utf-8",
    )
    canvas = Canvas(str(folder / "cranes.pdf"), pagesize=(1200, 300))
    canvas.setTitle(f"Cranes {STRIKE}")
    canvas.drawString(20, 200, "The harbour of Tarnwick has 9 cranes beside its oldest quay.")
    canvas.drawString(20, 180, f"They are called {STRIKE} by the men of the quay.")
    canvas.showPage()
    canvas.save()


def _write_run(folder: Path) -> None:
    """A run of the evaluation whose every name is hostile."""
    folder.mkdir(parents=True)
    header = {
        "started": "20240102T030405000000Z",
        "what": STRIKE,
        "model": STRIKE,
        "questions": "q",
        "library": "l",
    }
    kinds = {STRIKE: {"questions": 2, "correct": 0.5}}
    summary = {"all": {"questions": 2, "correct": 0.5}, "kinds": kinds}
    (folder / "run.json").write_text(json.dumps(header), encoding="utf-8")
    (folder / "summary.json").write_text(json.dumps(summary), encoding="utf-8")


def _make_accounts(records: Records) -> None:
    for name, role in (
        ("mallory", "staff"),
        ("vera", "visitor"),
        ("dora", "staff"),
        ("forced", "staff"),
    ):
        records.accounts.create(name, PASSWORD, role)  # type: ignore[arg-type]
    with records.database.session() as session:
        session.execute(update(AccountRow).where(AccountRow.name == "forced").values(name=NAMED))
