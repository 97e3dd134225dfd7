"""Question sets on disk, and their documents in a throw-away library."""

import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.progress import track

from core.domain import ParsedReport, Passage, Report, ReportMetadata
from core.errors import InputError
from core.language import detect
from core.settings import Settings
from eval.library import throw_away
from eval.metrics.characters import Span
from ingest.passages import split
from ingest.sync import sync
from vectorstore.library import Library


@dataclass(frozen=True, slots=True)
class BenchQuestion:
    """One question of a set; `gold_ids` are documents or `file.pdf#page=n`."""

    id: str
    question: str
    answers: tuple[str, ...]
    gold_ids: tuple[str, ...]
    answerable: bool
    gold_spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Bench:
    """An indexed set.

    Attributes:
        name: the folder's name.
        library: holds its documents and nothing else.
        names: report id to the name that the gold ids use.
        questions: those asked.
        seconds: what indexing took.
    """

    name: str
    library: Library
    names: dict[str, str]
    questions: tuple[BenchQuestion, ...]
    seconds: float


def load_questions(folder: Path, limit: int | None) -> tuple[BenchQuestion, ...]:
    """Read questions.jsonl; `limit` takes a fixed sample by the hash of the ids.

    Raises:
        InputError: the folder holds no question set.
    """
    file = folder / "questions.jsonl"
    if not file.is_file():
        raise InputError(f"{folder} holds no questions.jsonl; name the folder of a question set")
    items = [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line]
    questions = [
        BenchQuestion(
            id=str(item["id"]),
            question=item["question"],
            answers=tuple(item["answers"]),
            gold_ids=tuple(item["gold_ids"]),
            answerable=item["answerable"],
            gold_spans=tuple((s["doc"], s["start"], s["end"]) for s in item.get("gold_spans", ())),
        )
        for item in items
    ]
    if limit is not None:
        questions.sort(key=lambda q: hashlib.sha256(q.id.encode()).hexdigest())
        questions = questions[:limit]
    return tuple(questions)


@contextmanager
def indexed(folder: Path, settings: Settings, limit: int | None) -> Iterator[Bench]:
    """Index a set's documents into a library that is gone afterwards.

    Texts of corpus.jsonl are stored as they are, so that the set's spans hold; PDFs go through
    the product's own ingest.
    """
    questions = load_questions(folder, limit)
    with throw_away(settings) as (library, aside):
        library.warm()
        started = time.perf_counter()
        corpus = folder / "corpus.jsonl"
        if corpus.is_file():
            names = _put_texts(library, corpus, aside)
        else:
            sync(library, sorted(folder.rglob("*.pdf")), aside)
            names = {r.report_id: Path(r.path).name for r in library.reports()}
        seconds = time.perf_counter() - started
        yield Bench(folder.resolve().name, library, names, questions, seconds)


def texts(
    corpus: Path, settings: Settings, original: Path
) -> Iterator[tuple[Report, ParsedReport, tuple[Passage, ...]]]:
    """Yield the documents of a corpus.jsonl as reports, cut into passages as the ingest does.

    Args:
        corpus: one document a line: id, title, text.
        settings: length of passages.
        original: the file that the reports are said to come from.

    Raises:
        InputError: there is no such file.
    """
    if not corpus.is_file():
        raise InputError(f"{corpus} is missing; name the folder of a set with a corpus.jsonl")
    # Not by splitlines, which also cuts at separators that a text may hold.
    for line in filter(None, corpus.read_text(encoding="utf-8").split("\n")):
        item = json.loads(line)
        about = ReportMetadata(title=item["title"], language=detect(item["text"]))
        yield filed(item["id"], about, item["text"], settings, original)


def filed(
    report_id: str, about: ReportMetadata, text: str, settings: Settings, original: Path
) -> tuple[Report, ParsedReport, tuple[Passage, ...]]:
    """Return a text as a report, cut into passages as the ingest does; arguments as above."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    parsed = ParsedReport(about, text)
    revision = f"{report_id}@{sha256[:12]}"
    passages = split(parsed, report_id, revision, settings.passage_tokens)
    report = Report(
        report_id, revision, sha256, str(original), "text/plain", about, len(passages), None
    )
    return report, parsed, passages


def _put_texts(library: Library, corpus: Path, settings: Settings) -> dict[str, str]:
    names = {}
    original = settings.data.parent / "document.txt"
    documents = list(texts(corpus, settings, original))
    for report, parsed, passages in track(documents, description="indexing", transient=True):
        original.write_text(parsed.text, encoding="utf-8")
        library.put(report, parsed, passages, original)
        names[report.report_id] = report.report_id
    return names
