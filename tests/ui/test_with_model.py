"""The product as it is delivered: ask, see evidence, see the answer, open its proof."""

import pytest
from playwright.sync_api import Page, expect

from tests.ui.screen import ask, ended, open_source, opened
from ui.words import ENGLISH

MODEL_MS = 180_000


@pytest.mark.browser
@pytest.mark.model
def test_a_question_is_answered_checked_and_its_words_are_marked(page: Page, with_model: str):
    exchange = ask(opened(page, with_model), "How many rivers and streams will Guangzhou clean?")
    expect(exchange.locator(".proof blockquote").first).to_contain_text("147")
    assert exchange.get_attribute("data-state") in ("found", "writing")
    assert ended(exchange, MODEL_MS) == "answered"
    told = exchange.locator(".reply .sentence").first
    expect(told).to_contain_text("147")
    expect(told.locator(".verdict")).to_have_text(ENGLISH.checked)
    pane = open_source(exchange, ".reply a.cite")
    expect(pane.locator(".quoted")).to_contain_text("147")
    expect(pane.locator("mark.box").first).to_be_in_viewport()
