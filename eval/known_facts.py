"""Asks the known facts and keeps every answer."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from rich.progress import track

from core.domain import Answer, Turn
from core.errors import InputError
from core.settings import Settings
from eval.fact_file import load_facts
from eval.library import throw_away
from eval.metrics.facts import Fact, score
from eval.run import Run
from ingest.sync import sync
from rag.llm.factory import make_model
from rag.service import AskService
from vectorstore.library import Library


class Asked(Protocol):
    """What answers the last turn of a conversation; `AskService` does."""

    def ask(self, turns: Sequence[Turn]) -> Answer:
        """Answer the last turn."""
        ...


@contextmanager
def library_of(settings: Settings, reports: Path | None) -> Iterator[Library]:
    """Open the library of the settings, or index `reports` into a throw-away one."""
    if reports is None:
        library = Library(settings)
        try:
            yield library
        finally:
            library.close()
        return
    with throw_away(settings) as (library, aside):
        sync(library, [reports], aside, None)
        yield library


def run_facts(
    settings: Settings,
    reports: Path | None = None,
    split: str | None = None,
    kind: str | None = None,
    limit: int | None = None,
) -> Run:
    """Ask the known facts, score them, and store the run under the data folder.

    Args:
        settings: library and model; `llm` "none" measures the evidence alone.
        reports: index this folder first, into a throw-away library.
        split: only this half; see `load_facts`.
        kind: only this kind.
        limit: a fixed sample of this many lines of the file.

    Raises:
        InputError: the library is empty, or no question is left.
    """
    facts = load_facts(split=split, kind=kind, limit=limit)
    started = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    with library_of(settings, reports) as library:
        if not library.reports():
            raise InputError("the library is empty; run `askreports ingest` first")
        model = make_model(settings)
        try:
            library.warm()
            service = AskService(library, model, settings)
            shown = track(facts, description="known facts", transient=True)
            answers = answers_to(service, shown)
        finally:
            if model is not None:
                model.close()
        run = Run(
            mode="evidence" if settings.llm == "none" else "model",
            sample=limit is not None,
            started=started,
            index_version=library.index_version,
            model=model.name if model else "none",
            facts=facts,
            answers=answers,
            scores=tuple(map(score, facts, answers)),
        )
    _store(run, settings.data)
    return run


def answers_to(service: Asked, facts: Iterable[Fact]) -> tuple[Answer, ...]:
    """Answer the last turn of each fact; turns that several facts begin with are asked once."""
    answered: dict[tuple[str, ...], Answer] = {}
    answers = []
    for fact in facts:
        said: list[Turn] = []
        for count, question in enumerate(fact.turns, start=1):
            said.append(Turn("user", question))
            so_far = fact.turns[:count]
            if so_far not in answered:
                answered[so_far] = service.ask(said)
            said.append(Turn("assistant", answered[so_far].text))
        answers.append(answered[fact.turns])
    return tuple(answers)


def _store(run: Run, data: Path) -> None:
    folder = data / "runs"
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        {"fact": asdict(f), "answer": asdict(a), "score": asdict(s)}
        for f, a, s in zip(run.facts, run.answers, run.scores, strict=True)
    ]
    document = {"summary": run.summary(), "started": run.started, "rows": rows}
    file = folder / f"{run.started}-{run.mode}.json"
    file.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
