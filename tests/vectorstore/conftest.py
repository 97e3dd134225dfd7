import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.domain import ParsedReport, Passage, Report, ReportMetadata, Sentence
from core.settings import Settings
from vectorstore.library import Library

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
    report = Report(
        report_id, revision, digest, f"{report_id}.txt", "text/plain", metadata, len(passages), None
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
    file.write_text("the file as it came")
    return file


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[[], Library]]:
    """Open a library on this test's folder, as often as wanted."""
    libraries: list[Library] = []

    def opener() -> Library:
        libraries.append(Library(Settings(data=tmp_path / "data")))
        return libraries[-1]

    yield opener
    for library in libraries:
        library.close()


@pytest.fixture
def library(opened: Callable[[], Library]) -> Library:
    return opened()
