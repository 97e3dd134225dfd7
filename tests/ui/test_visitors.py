"""What a visitor can do with an answer, in a real browser."""

import json
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.conftest import served
from tests.ui.screen import ask, contrast, ended, fits, opened
from ui.words import CHINESE, ENGLISH

pytestmark = pytest.mark.browser

CRANES = "How many cranes did the harbour of Tarnwick have?"
LIONS = "How many lions does the zoo of Tarnwick keep?"


@pytest.fixture
def answered(page: Page, evidence_only: str):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    exchange = ask(opened(page, evidence_only), CRANES)
    ended(exchange)
    return exchange


def button(exchange, name: str):
    return exchange.get_by_role("button", name=name, exact=True)


def test_a_mark_that_is_pointed_at_or_focused_shows_its_quote_and_where_it_stands(page, answered):
    mark = answered.locator("a.cite").first
    note = page.get_by_role("tooltip")
    mark.hover()
    expect(note).to_contain_text("the harbour of Tarnwick had")
    expect(note).to_contain_text("Quays of Tarnwick · 2023")
    page.locator("h1").hover()
    expect(note).to_be_hidden()
    page.locator("#pane").focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        if mark.evaluate("(e) => e === document.activeElement"):
            break
    expect(note).to_be_visible()
    assert contrast(note.locator("span")) >= 4.5
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()


def test_escape_closes_what_lies_on_top_and_then_what_lies_below(page, answered):
    mark, note = answered.locator("a.cite").first, page.get_by_role("tooltip")
    mark.click()
    expect(page.locator("#pane mark").first).to_be_visible()
    page.locator("h1").hover()
    mark.hover()
    expect(note).to_be_visible()
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(page.locator("#pane mark").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#pane mark")).to_have_count(0)


def test_figures_of_three_dates_stand_in_a_table_and_are_drawn(answered):
    expect(answered.locator("table.figures tbody tr")).to_have_count(3)
    drawn = answered.get_by_role("img", name=re.compile("12.*15.*21|21.*15.*12"))
    expect(drawn).to_be_visible()


def test_an_answer_is_copied_with_its_quotes_pages_and_dates(page, answered):
    button(answered, ENGLISH.copy).click()
    expect(answered.locator(".told")).to_have_text(ENGLISH.copied)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert CRANES in copied and "had 21 cranes" in copied
    assert "Quays of Tarnwick" in copied and "2023" in copied


@pytest.mark.parametrize(("name", "begins"), [("Markdown", b"#"), ("PDF", b"%PDF"), ("JSON", b"{")])
def test_an_answer_is_downloaded_in_each_form(page, answered, name, begins):
    answered.get_by_text(ENGLISH.download).click()
    with page.expect_download() as waiting:
        answered.get_by_role("link", name=name).click()
    content = Path(waiting.value.path()).read_bytes()
    assert content.startswith(begins)
    if name == "JSON":
        assert json.loads(content)["question"] == CRANES


def test_a_shared_conversation_opens_elsewhere_until_it_is_no_longer_shared(
    page: Page, answered, browser: Browser
):
    button(answered, ENGLISH.share).click()
    shown = page.locator("#sharing a")
    expect(shown).to_be_visible()
    link = shown.get_attribute("href")
    assert page.evaluate("navigator.clipboard.readText()") == link
    other = browser.new_context().new_page()
    other.goto(link)
    expect(other.locator("article .asked")).to_contain_text(CRANES)
    # Who reads along owns nothing.
    expect(button(other.locator("article"), ENGLISH.share)).to_be_hidden()
    assert other.locator("article").get_attribute("data-conversation") == ""
    page.get_by_role("button", name=ENGLISH.unshare).click()
    expect(page.locator("#sharing")).to_be_hidden()
    other.goto(link)
    expect(other.locator("#talk .problem")).to_have_text(ENGLISH.gone)
    other.context.close()


def test_a_thumb_and_a_reason_are_kept(page, answered, kept):
    button(answered, ENGLISH.helpful).click()
    expect(button(answered, ENGLISH.helpful)).to_have_attribute("aria-pressed", "true")
    answer_id = answered.get_attribute("data-answer")
    expect(answered.locator(".told")).to_have_text(ENGLISH.thanks)
    assert kept(answer_id).feedback.kind == "up"
    answered.get_by_text(ENGLISH.wrong).click()
    answered.get_by_label(ENGLISH.wrong_why).fill("It is 22 <b>now</b>.")
    button(answered, ENGLISH.send).click()
    expect(answered.get_by_label(ENGLISH.wrong_why)).to_be_hidden()
    expect(answered.locator(".told")).to_have_text(ENGLISH.thanks)
    told = kept(answer_id).feedback
    assert (told.kind, told.reason) == ("wrong", "It is 22 <b>now</b>.")


def test_the_last_question_is_asked_again_and_edited_in_its_place(page, answered):
    first = answered.get_attribute("data-answer")
    button(answered, ENGLISH.again).click()
    expect(answered).not_to_have_attribute("data-answer", first)
    ended(answered)
    button(answered, ENGLISH.edit).click()
    field = answered.get_by_role("textbox")
    expect(field).to_be_focused()
    expect(field).to_have_value(CRANES)
    field.fill(LIONS)
    field.press("Enter")
    expect(answered.locator(".asked")).to_contain_text(LIONS)
    ended(answered)
    expect(answered.locator(".proof")).to_contain_text("47 lions")
    expect(page.locator("article")).to_have_count(1)


def test_escape_leaves_a_question_as_it_was(page, answered):
    button(answered, ENGLISH.edit).click()
    answered.get_by_role("textbox").fill("Something else?")
    page.keyboard.press("Escape")
    expect(answered.locator(".asked")).to_contain_text(CRANES)
    expect(button(answered, ENGLISH.edit)).to_be_focused()


def test_what_may_be_asked_next_is_asked_by_a_click_and_answered(page, answered):
    suggested = answered.locator(".onward button")
    expect(suggested.first).to_be_visible()
    question = suggested.first.inner_text()
    assert question != CRANES
    suggested.first.click()
    exchange = page.locator("article").nth(1)
    expect(exchange.locator(".asked")).to_contain_text(question)
    assert ended(exchange) in ("answered", "evidence_only")
    # Only the last exchange can be gone on from.
    expect(suggested.first).to_be_hidden()


def test_a_tab_opened_again_goes_on_with_its_conversation(page, answered, evidence_only):
    page.reload()
    expect(page.locator("article .asked")).to_contain_text(CRANES)
    exchange = ask(page, LIONS)
    ended(exchange)
    page.reload()
    expect(page.locator("article")).to_have_count(2)
    page.get_by_role("button", name=ENGLISH.clear).click()
    expect(page.locator("article")).to_have_count(0)
    page.reload()
    expect(page.locator("#examples .example:visible").first).not_to_be_empty()
    expect(page.locator("article")).to_have_count(0)


def test_two_tabs_hold_two_conversations(page, answered, evidence_only):
    other = page.context.new_page()
    exchange = ask(opened(other, evidence_only), LIONS)
    ended(exchange)
    other.reload()
    expect(other.locator("article .asked")).to_contain_text(LIONS)
    expect(page.locator("article .asked")).to_contain_text(CRANES)


def test_the_language_is_chosen_once_and_kept(page: Page, evidence_only: str):
    opened(page, evidence_only)
    page.get_by_role("link", name=CHINESE.name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(CHINESE.title)
    page.goto(evidence_only)
    expect(page.get_by_role("heading", level=1)).to_have_text(CHINESE.title)
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    exchange = ask(page, CRANES)
    ended(exchange)
    english = {ENGLISH.copy, ENGLISH.share, ENGLISH.evidence, ENGLISH.again, ENGLISH.wrong}
    seen = exchange.inner_text() + page.locator("#top").inner_text()
    assert not [word for word in english if word in seen]
    page.get_by_role("link", name=ENGLISH.name).click()
    page.goto(evidence_only)
    expect(page.get_by_role("heading", level=1)).to_have_text(ENGLISH.title)


def test_a_browser_that_asks_for_chinese_is_given_chinese(browser: Browser, evidence_only: str):
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(evidence_only)
    expect(page.get_by_role("heading", level=1)).to_have_text(CHINESE.title)
    context.close()


def test_dark_is_chosen_and_kept(page: Page, evidence_only: str):
    page.emulate_media(color_scheme="light")
    opened(page, evidence_only)

    def ground() -> int:
        return page.locator(".gradio-container").evaluate(
            "(e) => getComputedStyle(e).backgroundColor.match(/\\d+/g).map(Number)"
            ".reduce((a, b) => a + b)"
        )

    assert ground() > 600
    page.get_by_role("button", name=ENGLISH.theme).click()
    assert ground() < 150
    page.reload()
    expect(page.locator("#examples .example:visible").first).not_to_be_empty()
    assert ground() < 150


@pytest.mark.parametrize("path", ["", "/zh"])
def test_everything_below_an_answer_fits_a_phone(page: Page, evidence_only: str, path: str):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{evidence_only}{path}/")
    exchange = ask(page, CRANES)
    ended(exchange)
    assert fits(page)
    words = CHINESE if path else ENGLISH
    exchange.get_by_text(words.wrong).click()
    expect(exchange.get_by_label(words.wrong_why)).to_be_in_viewport()
    assert fits(page)
    expect(page.locator("#question textarea")).to_be_visible()


def test_a_restart_loses_no_conversation(page: Page, data: Path, tmp_path: Path):
    folder = tmp_path / "data"
    shutil.copytree(data, folder)
    command = ("-m", "cli.main", "serve", "--data", str(folder), "--port", "PORT", "--llm", "none")
    with served(*command) as address:
        ended(ask(opened(page, address), CRANES))
        conversation = page.evaluate("sessionStorage.getItem('conversation')")
    with served(*command) as address:
        page.goto(address)
        page.evaluate("(id) => sessionStorage.setItem('conversation', id)", conversation)
        page.reload()
        expect(page.locator("article .asked")).to_contain_text(CRANES)
        ended(ask(page, LIONS))
        page.reload()
        expect(page.locator("article")).to_have_count(2)
