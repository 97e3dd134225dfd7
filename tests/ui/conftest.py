"""The bundled reports indexed once, the application served over them, a browser to look at it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from core.errors import ModelError
from core.settings import load_settings
from ingest.sync import sync
from models.weights import LANGUAGE_MODEL, verified
from records.store import Records
from records.stored import StoredAnswer
from tests.conftest import ROOT, absent
from vectorstore.library import Library

ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
START_SECONDS = 120.0
PATIENCE_MS = 60_000
"""For what needs no model: seconds on an idle machine, more where others work too."""

# A report that tries to write into the page, read along with the bundled ones.
HOSTILE = """---
title: 'Lions "at large" <script>alert(1)</script> & ${title}'
publisher: "Zoo <b>of</b> Tarnwick"
published: "2021"
---

# Lions

The zoo of Tarnwick keeps 47 lions `<script>alert(2)</script>` and `{{tigers}}` behind one fence.
"""


# A measure told of several years, to be drawn.
SERIES = """---
title: Quays of Tarnwick
publisher: Tarnwick Port Office
published: "2023"
---

# Cranes

In 2019 the harbour of Tarnwick had 12 cranes. In 2021 the harbour of Tarnwick had 15 cranes. In
2023 the harbour of Tarnwick had 21 cranes.

# Ships

The harbour of Tarnwick will build 3 quays for ferries by 2027.
"""

STAFF, PASSWORD = "ann", "a crane beside the quay"


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder over the bundled reports and a hostile one."""
    folder = tmp_path_factory.mktemp("ui")
    hostile = folder / "lions.md"
    hostile.write_text(HOSTILE, encoding="utf-8")
    series = folder / "quays.md"
    series.write_text(SERIES, encoding="utf-8")
    settings = load_settings(data=folder / "data", llm="none")
    library = Library(settings)
    try:
        result = sync(library, [ROOT / "reports", hostile, series], settings)
    finally:
        library.close()
    assert result.added == 7 and not result.failed
    with Records(settings) as records:
        records.accounts.create(STAFF, PASSWORD, "staff")
    return settings.data


@contextmanager
def served(*command: str, log: Path | None = None, **environment: str) -> Iterator[str]:
    """Run a server until it answers; `PORT` in the command becomes a free port.

    Args:
        command: of Python.
        log: takes what the server prints, else the tests' own output does.
        environment: variables besides those of the tests.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    words = [str(port) if word == "PORT" else word for word in command]
    with ExitStack() as stack:
        out = stack.enter_context(log.open("wb")) if log else None
        process = stack.enter_context(
            subprocess.Popen(
                [sys.executable, *words],
                cwd=ROOT,
                env={**os.environ, **environment},
                stdout=out,
                stderr=out,
            )
        )
        try:
            _await(process, address)
            yield address
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _await(process: "subprocess.Popen[bytes]", address: str) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, "the server ended before it answered"
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("the server did not start in time")


@pytest.fixture(scope="session")
def evidence_only(data: Path) -> Iterator[str]:
    """`askreports serve --llm none`."""
    with served(
        "-m", "cli.main", "serve", "--data", str(data), "--port", "PORT", "--llm", "none"
    ) as at:
        yield at


@pytest.fixture(scope="session")
def scripted(data: Path) -> Iterator[str]:
    """The application with a model that writes by script."""
    with served("-m", "tests.ui.scripted", str(data), "PORT") as at:
        yield at


@pytest.fixture(scope="session")
def with_model(data: Path) -> Iterator[str]:
    """`askreports serve`, as it is delivered."""
    try:
        verified(load_settings().models, LANGUAGE_MODEL)
    except ModelError as error:
        absent(f"the language model's weights are not here ({error})")
    with served("-m", "cli.main", "serve", "--data", str(data), "--port", "PORT") as at:
        yield at


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """A real, headless Chromium."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new visitor; nothing may be asked of another host, and no script may fail."""
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: (wrong.append("a dialog opened"), dialog.dismiss()))
    page.on("console", lambda line: wrong.append(line.text) if "Security Pol" in line.text else 0)
    yield page
    context.close()
    local = ("http://127.0.0.1:", "data:", "blob:")
    assert [url for url in asked if not url.startswith(local)] == []
    assert wrong == []


@pytest.fixture
def kept(data: Path) -> Iterator[Callable[[str], StoredAnswer]]:
    """Reads a kept answer by its id, as another process would."""
    with Records(load_settings(data=data)) as records:
        yield records.conversations.answer
