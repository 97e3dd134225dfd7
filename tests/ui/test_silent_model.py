"""The screen before a model that never says a word."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.rag.llm import server
from tests.ui.conftest import served
from tests.ui.screen import ask, ended, opened
from ui.words import ENGLISH

pytestmark = pytest.mark.browser

QUESTION = "How large was Guangdong's foreign trade in the first two months of 2024?"
SILENCE = "60"
"""Seconds that the application waits for a word."""


@pytest.fixture(scope="module")
def dies() -> Iterator[threading.Event]:
    """Once set, the model breaks off instead of keeping silent."""
    event = threading.Event()
    yield event
    event.set()


@pytest.fixture(scope="module")
def silent(data: Path, dies: threading.Event) -> Iterator[str]:
    def behave(request: server.Request) -> None:
        dies.wait(600)
        request.reset()

    with server.serving(behave) as model, pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASKREPORTS_LLM_TIMEOUT", SILENCE)
        command = ("-m", "cli.main", "serve", "--data", str(data), "--port", "PORT")
        with served(*command, "--llm", model.url) as address:
            yield address


def test_a_silent_model_leaves_the_evidence_can_be_stopped_and_its_failure_is_told(
    page: Page, silent: str, dies: threading.Event
):
    exchange = ask(opened(page, silent), QUESTION)
    expect(exchange).to_have_attribute("data-state", "found")
    expect(exchange.locator(".proof blockquote").first).not_to_be_empty()
    page.get_by_role("button", name=ENGLISH.stop).click()
    assert ended(exchange, timeout=20_000) == "stopped"
    # The call that nobody waits for still holds the model; the next question is told so.
    second = ask(page, QUESTION)
    expect(second).to_contain_text(ENGLISH.waiting_next)
    expect(second.locator(".proof blockquote").first).not_to_be_empty()
    dies.set()
    assert ended(second) == "evidence_only"
    expect(second).to_contain_text(ENGLISH.model_failed)
    expect(second.locator(".proof blockquote").first).not_to_be_empty()
