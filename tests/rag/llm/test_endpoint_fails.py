"""A model that fails at any moment costs its sentences and nothing else.

The question ends in time, with the answer that is given without a model, word for word, or, if
the replies were whole by then, with the one that a healthy model gives; and the next question
is answered.
"""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import pytest

from core.domain import Answer, Timings
from core.settings import load_settings
from rag.events import Delta, Done, EvidenceFound
from rag.llm.endpoint import LONGEST, EndpointModel
from rag.service import AskService
from tests.conftest import ROOT
from tests.rag.llm import reader
from tests.rag.llm.proxy import AT_ONCE, MIDWAY, Fault, Proxy, between
from tests.rag.llm.reader import CONVERSATIONS, INVENTED
from tests.rag.llm.server import serving
from vectorstore.library import Library

TIMEOUT = 1.0
IN_TIME = (LONGEST + 1) * TIMEOUT + 5
"""Seconds: a reply that drips until it is given up, and some for a busy machine."""

PAUSE = 0.01
"""Seconds before each word of the process that is killed."""

MOMENTS = 60
SEED = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """The same questions asked with a healthy model, with none, and with one that may fail."""

    healthy: dict[str, Answer]
    calls: dict[str, int]
    bare: dict[str, Answer]
    failing: AskService
    proxy: Proxy
    url: str


def moments(seed: int) -> list[tuple[str, Fault]]:
    """Every kind of failure in turn, each at a moment of chance."""
    chance = random.Random(seed)
    kinds = [*AT_ONCE, *MIDWAY]
    return [
        (
            chance.choice(list(CONVERSATIONS)),
            Fault(kinds[n % len(kinds)], chance.random(), chance.random()),
        )
        for n in range(MOMENTS)
    ]


@pytest.fixture(scope="module")
def asked(library: Library) -> Iterator[Asked]:
    settings = load_settings(llm="none")
    bare = AskService(library, None, settings)
    with serving(reader.reads()) as upstream, between(upstream.url) as (proxy, endpoint):
        model = EndpointModel(endpoint.url, "m", "none", TIMEOUT)
        service = AskService(library, model, settings)
        healthy, calls = {}, {}
        for name, turns in CONVERSATIONS.items():
            proxy.expect(None)
            healthy[name], calls[name] = service.ask(turns), proxy.calls
        without = {name: bare.ask(turns) for name, turns in CONVERSATIONS.items()}
        yield Asked(healthy, calls, without, service, proxy, endpoint.url)
        model.close()


def told(answer: Answer) -> Answer:
    """All that an answer tells, without who wrote it and how long it took."""
    return replace(answer, model="", timings=Timings())


def test_the_questions_use_a_model_in_all_its_ways(asked: Asked, library: Library):
    assert [asked.calls[name] for name in CONVERSATIONS] == [1, 2, 3, 1, 4]
    status = [answer.status for answer in asked.healthy.values()]
    assert status == ["answered", "answered", "answered", "refused", "answered"]
    for name, answer in asked.healthy.items():
        assert answer.citations and INVENTED not in answer.text
        assert told(answer) != told(asked.bare[name])
        for cited in (*answer.citations, *asked.bare[name].citations):
            assert library.parsed(cited.report_id).text[cited.start : cited.end] == cited.quote


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    ("name", "fault"), moments(SEED), ids=lambda value: getattr(value, "kind", value)
)
def test_a_question_ends_in_time_with_evidence_and_says_which_model_answered(asked, name, fault):
    asked.proxy.expect(fault, asked.calls[name])
    began = time.monotonic()
    events = list(asked.failing.stream(CONVERSATIONS[name]))
    assert time.monotonic() - began < IN_TIME
    assert isinstance(events[0], EvidenceFound) and events[0].citations
    assert [isinstance(event, Done) for event in events].index(True) == len(events) - 1
    answer = events[-1].answer
    expected = asked.bare[name] if asked.proxy.bitten else asked.healthy[name]
    assert told(answer) == told(expected)
    assert answer.citations
    assert (asked.url in answer.model) == asked.proxy.bitten
    assert (answer.model == "m") != asked.proxy.bitten
    asked.proxy.expect(None)
    assert told(asked.failing.ask(CONVERSATIONS[name])) == told(asked.healthy[name])


@contextmanager
def process(port: int = 0) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """The reader as a process of its own, and its URL."""
    command = [sys.executable, "-m", "tests.rag.llm.reader", str(port), str(PAUSE)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        try:
            assert running.stdout is not None
            yield running, running.stdout.readline().strip()
        finally:
            running.kill()


@pytest.mark.parametrize("seed", range(6))
def test_a_process_killed_at_a_random_moment_leaves_the_evidence_until_another_is_started(
    asked: Asked, library: Library, seed: int
):
    name = "asked of yes and no"
    healthy, bare = asked.healthy[name], asked.bare[name]
    with process() as (running, url):
        model = EndpointModel(url, "m", "none", 10.0)
        service = AskService(library, model, load_settings(llm="none"))
        events = list(service.stream(CONVERSATIONS[name]))
        assert told(events[-1].answer) == told(healthy)
        pieces = sum(isinstance(event, Delta) for event in events)
        dies_after = random.Random(seed).randint(0, pieces)
        events = []
        for event in service.stream(CONVERSATIONS[name]):
            events.append(event)
            if sum(isinstance(e, Delta) for e in events) >= dies_after:
                running.kill()
                running.wait()
        assert told(events[-1].answer) == told(bare)
        assert url in events[-1].answer.model
    assert told(service.ask(CONVERSATIONS[name])) == told(bare)
    with process(port=urlsplit(url).port or 0):
        answer = service.ask(CONVERSATIONS[name])
    assert (told(answer), answer.model) == (told(healthy), "m")
    model.close()
