"""Several askers at one model: evidence at once, places told, one question at a time."""

import itertools
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing

import pytest

from core.domain import Turn
from core.settings import load_settings
from rag import queue
from rag.events import Delta, Done, EvidenceFound, Waiting
from rag.llm.base import Message
from rag.service import AskService
from vectorstore.library import Library

PATIENCE = 30.0
WORK = 0.02
"""Seconds of a step of the model, in which another asker could come between."""
MOVED = [Turn("user", "How many boxes did the harbour move in 2019?")]
OPENED = [Turn("user", "What did the mayor open?")]
WRITTEN = "The mayor opened a new quay. "


class Slow:
    """Writes on demand, and notes its calls and their ends.

    Attributes:
        log: (what, who): the words asked last, and a part of the work.
    """

    name = "slow"

    def __init__(self) -> None:
        self.log: list[tuple[str, str]] = []
        self.go = threading.Event()
        self.begun = threading.Event()

    def stream(self, messages: Sequence[Message], max_tokens: int) -> Iterator[str]:
        who = _asked(messages)
        self.log.append(("writes", who))
        try:
            yield WRITTEN
            self.begun.set()
            assert self.go.wait(PATIENCE)
            time.sleep(WORK)
            yield "It is long."
        finally:
            self.log.append(("ends", who))

    def probability_of_yes(self, messages: Sequence[Message]) -> float | None:
        time.sleep(WORK)
        self.log.append(("checks", _asked(messages)))
        return 0.99

    def warm(self) -> None: ...

    def close(self) -> None: ...


def _asked(messages: Sequence[Message]) -> str:
    """The question that stands in the messages."""
    return next(
        line.removeprefix("Question: ")
        for _, text in messages
        for line in text.splitlines()
        if line.startswith("Question: ")
    )


@pytest.fixture
def model() -> Slow:
    return Slow()


@pytest.fixture
def service(library: Library, model: Slow, monkeypatch) -> AskService:
    monkeypatch.setattr(queue, "PULSE", 0.05)
    return AskService(library, model, load_settings(llm="none"))


def _next_of(kind: type, events: Iterator) -> object:
    return next(event for event in events if isinstance(event, kind))


def test_evidence_does_not_wait_for_the_model_and_the_place_is_told_after_it(service, model):
    with closing(service.stream(OPENED)) as first:
        _next_of(Delta, first)
        with closing(service.stream(MOVED)) as second, closing(service.stream(OPENED)) as third:
            for events, place in ((second, 1), (third, 2)):
                assert isinstance(next(events), EvidenceFound)
                assert next(events) == Waiting(place)
            model.go.set()
            list(first)
            assert _next_of(Waiting, third) in (Waiting(2), Waiting(1))
            told = list(second)
            assert isinstance(told[-1], Done)
            assert [event for event in told if isinstance(event, Waiting)][-1] == Waiting(0)
            assert told.index(Waiting(0)) < min(
                n for n, event in enumerate(told) if isinstance(event, Delta)
            )
            assert isinstance(list(third)[-1], Done)


def test_one_who_goes_away_while_waiting_is_never_asked_of_the_model(service, model):
    with closing(service.stream(OPENED)) as first:
        _next_of(Delta, first)
        with closing(service.stream(MOVED)) as leaves:
            assert _next_of(Waiting, leaves) == Waiting(1)
            with closing(service.stream(OPENED)) as third:
                assert _next_of(Waiting, third) == Waiting(2)
                leaves.close()
                assert next(event for event in third if event != Waiting(2)) == Waiting(1)
                model.go.set()
                list(first)
                assert isinstance(list(third)[-1], Done)
    assert {who for _, who in model.log} == {OPENED[0].text}


def test_one_who_goes_away_while_the_model_writes_ends_its_reply_at_once(service, model):
    with closing(service.stream(OPENED)) as leaves:
        _next_of(Delta, leaves)
        with closing(service.stream(MOVED)) as waits:
            assert _next_of(Waiting, waits) == Waiting(1)
            leaves.close()
            assert model.log == [("writes", OPENED[0].text), ("ends", OPENED[0].text)]
            model.go.set()
            assert isinstance(list(waits)[-1], Done)


def test_a_question_keeps_the_model_until_its_checks_are_done(service, model):
    model.go.set()
    askers = [
        threading.Thread(target=lambda turns=turns: service.ask(turns), daemon=True)
        for turns in (OPENED, MOVED) * 4
    ]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join(PATIENCE)
    assert sum(what == "ends" for what, _ in model.log) == len(askers)
    assert any(what == "checks" for what, _ in model.log)
    writes = [n for n, (what, _) in enumerate(model.log) if what == "writes"] + [len(model.log)]
    for begin, end in itertools.pairwise(writes):
        assert len({who for _, who in model.log[begin:end]}) == 1


def test_who_waits_is_not_held_up_by_one_whose_model_fails(service, model, monkeypatch):
    from core.errors import ModelError

    def fails(*_: object) -> float:
        raise ModelError("gone")

    monkeypatch.setattr(model, "probability_of_yes", fails)
    with closing(service.stream(OPENED)) as first, closing(service.stream(OPENED)) as second:
        _next_of(Delta, first)
        assert _next_of(Waiting, second) == Waiting(1)
        model.go.set()
        answer = list(first)[-1].answer
        assert (answer.status, answer.model) == ("evidence_only", "none (gone)")
        assert isinstance(list(second)[-1], Done)
