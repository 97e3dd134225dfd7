"""The real llama.cpp server, in a process of its own, killed in the middle of an answer."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from core.domain import Timings
from core.settings import load_settings
from rag.events import Delta
from rag.llm.endpoint import EndpointModel
from rag.service import AskService
from tests.conftest import ROOT
from tests.rag.llm.reader import CONVERSATIONS
from vectorstore.library import Library

SECONDS = 120.0
"""Without a word; weights are read and prompts too, on a machine that may be busy."""

SERVES = """
import sys
from core.environment import prepare
prepare()
from core.settings import load_settings
from models.weights import LANGUAGE_MODEL, verified
from rag.llm.embedded import _serve
server = _serve(verified(load_settings().models, LANGUAGE_MODEL))
print(server.listening_address, flush=True)
sys.stdin.read()
"""


@contextmanager
def llama() -> Iterator[tuple["subprocess.Popen[str]", EndpointModel]]:
    with subprocess.Popen(
        [sys.executable, "-c", SERVES], cwd=ROOT, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as running:  # fmt: skip
        try:
            assert running.stdout is not None
            address = next(line.strip() for line in running.stdout if line.startswith("http"))
            model = EndpointModel(f"{address}/v1", "llama", "none", SECONDS)
            yield running, model
            model.close()
        finally:
            running.kill()


@pytest.mark.model
def test_an_answer_cut_short_by_a_kill_becomes_the_evidence_and_a_new_process_answers(
    library: Library, language_model: None
):
    settings, turns = load_settings(llm="none"), CONVERSATIONS["plainly told"]
    bare = AskService(library, None, settings).ask(turns)
    with llama() as (running, model):
        events = []
        for event in AskService(library, model, settings).stream(turns):
            events.append(event)
            if isinstance(event, Delta):
                running.kill()
                running.wait()
        answer = events[-1].answer
        assert answer.status == "evidence_only" and answer.model.startswith("none (the model at")
        assert replace(answer, model="none", timings=Timings()) == replace(bare, timings=Timings())
    with llama() as (_, model):
        answer = AskService(library, model, settings).ask(turns)
        assert (answer.status, answer.model) == ("answered", "llama")
        assert "twelve thousand" in answer.text
