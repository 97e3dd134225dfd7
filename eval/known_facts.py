"""Asks the known facts and keeps every answer."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from rich.progress import track

from core.domain import Turn
from core.errors import InputError
from core.settings import Settings
from eval.fact_file import FACTS as SHIPPED
from eval.fact_file import load_facts
from eval.library import throw_away
from eval.metrics.citations import CitationJudge
from eval.metrics.facts import Fact, score
from eval.metrics.measures import measures, times
from eval.record import RECORD, Record, Streams, record
from eval.run import Row, Run
from eval.store import OpenRun, header_of, open_run, over
from ingest.sync import sync
from rag.llm.factory import make_model
from rag.service import AskService
from vectorstore.library import Library


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
    tell: Callable[[str], None] = lambda _: None,
    file: Path = SHIPPED,
) -> Run:
    """Ask the known facts, score them, and keep the run under the data folder.

    Args:
        settings: library and model; `llm` "none" measures the evidence alone.
        reports: index this folder first, into a throw-away library.
        split: only this half; see `load_facts`.
        kind: only this kind.
        limit: a fixed sample of this many lines of the file.
        tell: told when a run that was broken off is continued.
        file: other known facts than those that come with the product.

    Raises:
        InputError: the library is empty, or no question is left.
    """
    facts = load_facts(file, split=split, kind=kind, limit=limit)
    options = {"split": split, "kind": kind, "limit": limit}
    with library_of(settings, reports) as library:
        if not library.reports():
            raise InputError("the library is empty; run `askreports ingest` first")
        model = make_model(settings)
        try:
            library.warm()
            service = AskService(library, model, settings)
            asked = [json.dumps(asdict(fact), ensure_ascii=False) for fact in facts]
            header = header_of(over(file, SHIPPED), options, asked, library, model, settings)
            with open_run(settings.data, header, tell) as kept:
                run = ask_all(service, facts, CitationJudge(library, settings.passage_tokens), kept)
                kept.finish(run.summary())
                return run
        finally:
            if model is not None:
                model.close()


def ask_all(service: Streams, facts: Sequence[Fact], judge: CitationJudge, kept: OpenRun) -> Run:
    """Ask the last turn of each fact and score it; what `kept` holds already is not asked again.

    Turns that several facts begin with are asked once.
    """
    by_id = {fact.id: fact for fact in facts}
    said = {
        by_id[row.id].turns: RECORD.validate_python(row.detail["record"])
        for row in kept.rows.values()
    }

    def ask(name: str) -> Row:
        fact = by_id[name]
        told = _record(service, fact.turns, said)
        return row_of(fact, told, judge)

    shown = track(by_id, description="known facts", transient=True)
    return kept.each(shown, ask)


def row_of(fact: Fact, told: Record, judge: CitationJudge) -> Row:
    """Score what came of a fact."""
    judged = score(fact, told.answer)
    return Row(
        id=fact.id,
        kind=fact.kind,
        trait=fact.trait,
        measures=measures(fact, told, judged, judge.judge(told.answer)),
        times=times(told),
        detail={"fact": asdict(fact), "record": asdict(told)},
    )


def _record(
    service: Streams, turns: tuple[str, ...], said: dict[tuple[str, ...], Record]
) -> Record:
    """Ask the last of some turns, and before it those that have not been asked."""
    talk: list[Turn] = []
    for count, question in enumerate(turns, start=1):
        talk.append(Turn("user", question))
        so_far = turns[:count]
        if so_far not in said:
            said[so_far] = record(service, talk)
        talk.append(Turn("assistant", said[so_far].answer.text))
    return said[turns]
