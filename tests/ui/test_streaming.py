"""The screen while an answer streams, with a model that writes by script."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.screen import ask, box, ended, open_source, opened
from tests.ui.scripted import AT_LEISURE, INVENTED
from ui.words import ENGLISH

pytestmark = pytest.mark.browser

QUESTION = "How large was Guangdong's foreign trade in the first two months of 2024?"


def test_evidence_comes_first_then_the_answer_then_only_what_was_checked(page, scripted):
    exchange = ask(opened(page, scripted), QUESTION)
    expect(exchange.locator(".proof blockquote").first).not_to_be_empty()
    expect(exchange.get_by_text(ENGLISH.checked, exact=True)).to_have_count(0)
    expect(exchange.locator(".draft")).to_be_visible()
    expect(page.get_by_role("button", name=ENGLISH.stop)).to_be_visible()
    assert ended(exchange) == "answered"
    told = exchange.locator(".reply .sentence.written")
    expect(told).to_contain_text(ENGLISH.checked)
    expect(exchange.locator(".reply")).not_to_contain_text(INVENTED)
    exchange.locator("summary", has_text=ENGLISH.left_out).click()
    expect(exchange.locator(".dropped del")).to_have_text(INVENTED)
    expect(page.get_by_role("button", name=ENGLISH.stop)).to_be_hidden()


def test_a_source_opened_and_words_typed_while_the_answer_streams_both_stay(page, scripted):
    exchange = ask(opened(page, scripted), QUESTION)
    pane = open_source(exchange)
    box(page).fill("And in 2023?")
    assert exchange.get_attribute("data-state") in ("found", "writing")
    assert ended(exchange) == "answered"
    expect(pane.locator("mark")).to_be_visible()
    expect(box(page)).to_have_value("And in 2023?")
    expect(box(page)).to_be_focused()


def test_a_focused_mark_is_not_redrawn_under_the_reader(page: Page, scripted: str):
    exchange = ask(opened(page, scripted), QUESTION)
    mark = exchange.locator(".proof a.cite").first
    mark.focus()
    mark.evaluate("(element) => { element.seen = true; }")
    expect(exchange.locator(".draft")).to_be_visible()
    assert mark.evaluate("(element) => element.seen && element === document.activeElement")
    ended(exchange)
    # What was focused may have no place in the answer; the focus then stays in its exchange.
    assert exchange.evaluate("(article) => article.contains(document.activeElement)")


def test_a_second_visitor_sees_evidence_and_place_while_the_first_is_answered(
    browser: Browser, scripted: str
):
    first, second = (browser.new_context().new_page() for _ in range(2))
    opened(second, scripted)
    answered = ask(opened(first, scripted), AT_LEISURE + QUESTION)
    expect(answered.locator(".draft")).to_be_visible()
    waits = ask(second, QUESTION)
    expect(waits).to_contain_text(ENGLISH.waiting_next)
    expect(waits.locator(".proof blockquote").first).not_to_be_empty()
    expect(second.get_by_role("button", name=ENGLISH.stop)).to_be_visible()
    assert ended(answered) == ended(waits) == "answered"
    for page in (first, second):
        page.context.close()


def test_who_closes_the_page_gives_the_turn_to_the_next(browser: Browser, scripted: str):
    first, second, third = (opened(browser.new_context().new_page(), scripted) for _ in range(3))
    expect(ask(first, AT_LEISURE + QUESTION).locator(".draft")).to_be_visible()
    expect(ask(second, QUESTION)).to_have_attribute("data-state", "waiting")
    waits = ask(third, QUESTION)
    expect(waits).to_contain_text(ENGLISH.waiting.format(2))
    second.context.close()
    expect(waits).to_contain_text(ENGLISH.waiting_next, timeout=4_000)
    first.context.close()
    assert ended(waits) == "answered"
    third.context.close()


def test_stopping_says_so_keeps_the_evidence_and_frees_the_way(page: Page, scripted: str):
    exchange = ask(opened(page, scripted), QUESTION)
    expect(exchange.locator(".draft")).to_be_visible()
    page.get_by_role("button", name=ENGLISH.stop).click()
    assert ended(exchange) == "stopped"
    expect(exchange).to_contain_text(ENGLISH.stopped)
    expect(exchange.locator(".proof blockquote").first).not_to_be_empty()
    expect(box(page)).to_be_focused()
    assert ended(ask(page, QUESTION)) == "answered"
    expect(exchange).to_have_attribute("data-state", "stopped")


def test_a_new_conversation_starts_from_the_examples_again(page: Page, scripted: str):
    exchange = ask(opened(page, scripted), QUESTION)
    open_source(exchange)
    page.get_by_role("button", name=ENGLISH.clear).click()
    expect(page.locator("article.exchange")).to_have_count(0)
    expect(page.locator("#examples .example").first).to_be_visible()
    expect(page.locator("#pane .source")).to_have_count(0)
    expect(page.get_by_role("button", name=ENGLISH.ask, exact=True)).to_be_visible()


def test_a_second_question_waits_in_the_box_while_an_answer_is_under_way(page, scripted):
    exchange = ask(opened(page, scripted), QUESTION)
    expect(exchange.locator(".draft")).to_be_visible()
    box(page).fill(QUESTION)
    box(page).press("Enter")
    assert ended(exchange) == "answered"
    expect(page.locator("article.exchange")).to_have_count(1)
    expect(box(page)).to_have_value(QUESTION)


def test_an_empty_question_asks_nothing_and_clears_nothing(page: Page, scripted: str):
    opened(page, scripted)
    box(page).press("Enter")
    page.get_by_role("button", name=ENGLISH.ask, exact=True).click()
    page.wait_for_timeout(500)
    expect(page.locator("article.exchange")).to_have_count(0)
    assert ended(ask(page, QUESTION)) == "answered"
    box(page).press("Enter")
    page.wait_for_timeout(500)
    expect(page.locator("article.exchange")).to_have_count(1)
