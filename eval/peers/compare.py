"""Systems asked in turn, and what came of it."""

import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from eval.fact_file import load_facts, sample
from eval.metrics.facts import Fact, score
from eval.metrics.plain_text import score_text
from eval.peers.base import Reply, System


@dataclass(frozen=True, slots=True)
class Result:
    """One system on one question; `seconds` from the question to the whole answer."""

    system: str
    seconds: float
    correct: bool
    refused: bool
    failed: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One question and its results, in the order in which the systems were asked."""

    fact: Fact
    results: tuple[Result, ...]

    def of(self, system: str) -> Result:
        """The result of one system."""
        return next(result for result in self.results if result.system == system)


def questions(limit: int | None) -> tuple[Fact, ...]:
    """The known facts asked by one question alone; `limit` takes a fixed sample by hash."""
    alone = [fact for fact in load_facts() if len(fact.turns) == 1]
    return tuple(alone) if limit is None else sample(alone, limit)


def ask_in_turn(
    facts: Iterable[Fact],
    systems: Sequence[System],
    clock: Callable[[], float] = time.perf_counter,
) -> Iterator[Row]:
    """Ask every system each question, another one first each time.

    So none has the machine warm, or the server's cache as it left it, more often than another.
    """
    for number, fact in enumerate(facts):
        first = number % len(systems)
        order = (*systems[first:], *systems[:first])
        yield Row(fact, tuple(_ask(fact, system, clock) for system in order))


def _ask(fact: Fact, system: System, clock: Callable[[], float]) -> Result:
    started = clock()
    reply = system.ask(fact.turns[-1])
    seconds = clock() - started
    correct, refused = _judged(fact, reply)
    return Result(system.name, round(seconds, 3), correct, refused, reply.failed, reply.text)


def _judged(fact: Fact, reply: Reply) -> tuple[bool, bool]:
    """(correct, refused); a system that failed on a question has neither answered nor refused."""
    if reply.failed:
        return False, False
    told = score(fact, reply.answer) if reply.answer else score_text(fact, reply.text)
    return told.correct, told.refused


def summary(rows: Sequence[Row], ours: str) -> dict[str, Any]:
    """Score every system over all questions, and over some of them where that is telling.

    Groups: those that ours did not refuse, since a refusal may take no model and flatter its
    speed; the English ones, which the peers' embedding model knows; the `test` half, which was
    only scored while building.
    """
    groups = {
        "all": list(rows),
        "not refused by ours": [row for row in rows if not row.of(ours).refused],
        "english": [row for row in rows if row.fact.language == "en"],
        "test": [row for row in rows if row.fact.split == "test"],
    }
    return {"groups": {name: _group(some, ours) for name, some in groups.items() if some}}


def _group(rows: Sequence[Row], ours: str) -> dict[str, Any]:
    systems = sorted((result.system for result in rows[0].results), key=lambda name: name != ours)
    return {
        "questions": len(rows),
        "answerable": sum(row.fact.answerable for row in rows),
        "systems": {
            system: _scores([(row.fact, row.of(system)) for row in rows]) for system in systems
        },
        "slower_than_ours": {
            system: _ratios([(row.of(ours), row.of(system)) for row in rows])
            for system in systems
            if system != ours
        },
    }


def _scores(pairs: Sequence[tuple[Fact, Result]]) -> dict[str, Any]:
    can = [result for fact, result in pairs if fact.answerable]
    cannot = [result for fact, result in pairs if not fact.answerable]
    return {
        "correct": sum(result.correct for _, result in pairs),
        "answerable_correct": sum(result.correct for result in can),
        "wrongly_refused": sum(result.refused for result in can),
        "rightly_refused": sum(result.correct for result in cannot),
        "failed": sum(bool(result.failed) for _, result in pairs),
        "median_seconds": _median([r.seconds for _, r in pairs if not r.failed]),
    }


def _ratios(pairs: Sequence[tuple[Result, Result]]) -> dict[str, float | None]:
    """How many times longer the other takes, over the questions on which neither failed."""
    both = [(a.seconds, b.seconds) for a, b in pairs if not (a.failed or b.failed)]
    ours, theirs = _median([a for a, _ in both]), _median([b for _, b in both])
    return {
        "ratio_of_medians": round(theirs / ours, 2) if ours and theirs else None,
        "median_of_ratios": _median([b / a for a, b in both if a]),
    }


def _median(values: Sequence[float]) -> float | None:
    return round(statistics.median(values), 2) if values else None
