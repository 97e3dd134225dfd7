import hashlib
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.domain import ParsedReport, Passage, Report, ReportMetadata, Sentence
from core.settings import Settings
from vectorstore.library import Library

ORIGINAL = b"the file as it came"
Made = tuple[Report, ParsedReport, tuple[Passage, ...]]


def make(report_id: str, *paragraphs: str, language: str = "en", title: str = "A report") -> Made:
    """A report of one passage for each paragraph, sentences ending at ". " or "。"."""
    text = "\n".join(paragraphs)
    digest = hashlib.sha256(text.encode()).hexdigest()
    revision = f"{report_id}@{digest[:8]}"
    passages: list[Passage] = []
    at = 0
    for ordinal, paragraph in enumerate(paragraphs):
        start, end = at, at + len(paragraph)
        passages.append(
            Passage(
                passage_id=f"{revision}:{ordinal}",
                report_id=report_id,
                revision=revision,
                ordinal=ordinal,
                start=start,
                end=end,
                text=paragraph,
                page=None,
                section="",
                tokens=len(paragraph.split()),
                sentences=sentences(paragraph, start),
            )
        )
        at = end + 1
    metadata = ReportMetadata(title=title, language=language)
    sha256 = hashlib.sha256(ORIGINAL).hexdigest()
    report = Report(
        report_id, revision, sha256, f"{report_id}.txt", "text/plain", metadata, len(passages), None
    )
    return report, ParsedReport(metadata, text), tuple(passages)


def sentences(paragraph: str, start: int) -> tuple[Sentence, ...]:
    found, at = [], 0
    for piece in paragraph.replace("。", "。\0").replace(". ", ".\0").split("\0"):
        if piece:
            begin = paragraph.index(piece, at)
            at = begin + len(piece)
            found.append(Sentence(start + begin, start + at, piece))
    return tuple(found)


@pytest.fixture
def original(tmp_path: Path) -> Path:
    file = tmp_path / "original.txt"
    file.write_bytes(ORIGINAL)
    return file


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Chroma server of this machine, by its URL."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("chroma-server")
    program = Path(sys.executable).with_name("chroma")
    asked = [program, "run", "--path", folder, "--host", "127.0.0.1", "--port", str(port)]
    with (folder / "log").open("w") as log, subprocess.Popen(asked, stdout=log, stderr=log) as run:
        try:
            _wait_for(port, run)
            yield f"http://127.0.0.1:{port}"
        finally:
            run.terminate()


def _wait_for(port: int, run: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and run.poll() is None:
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("the Chroma server does not come up")


@pytest.fixture(params=["embedded", "server"])
def chroma(request: pytest.FixtureRequest) -> str:
    """Where the vectors are kept: every test of the library runs on both."""
    if request.param == "embedded":
        return "embedded"
    return str(request.getfixturevalue("chroma_server"))


@pytest.fixture
def opened(tmp_path: Path, chroma: str) -> Iterator[Callable[[], Library]]:
    """Open a library on this test's folder, as often as wanted."""
    libraries: list[Library] = []

    def opener() -> Library:
        libraries.append(Library(Settings(data=tmp_path / "data", chroma=chroma)))
        return libraries[-1]

    yield opener
    for library in libraries:
        library.close()


@pytest.fixture
def library(opened: Callable[[], Library]) -> Library:
    return opened()
