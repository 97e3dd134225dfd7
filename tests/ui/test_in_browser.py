"""The screen without a language model: evidence, sources, library, keyboard, phone, dark."""

import re
import urllib.error
import urllib.request

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.conftest import ROOT
from tests.ui.screen import ask, box, contrast, ended, fits, open_source, opened
from ui.words import ENGLISH

pytestmark = pytest.mark.browser

FROM_PDF = "What was Guangzhou's GDP in 2013?"
FROM_TEXT = "How large was Guangdong's foreign trade in the first two months of 2024?"
UNSAID = "What is the population of Berlin?"


def test_the_start_shows_five_examples_and_the_library(page: Page, evidence_only: str):
    opened(page, evidence_only)
    expect(page.locator("#examples .example:visible")).to_have_count(5)
    expect(page.get_by_role("button", name=ENGLISH.stop, exact=True)).to_be_hidden()
    entries = page.locator("#library li")
    expect(entries).to_have_count(7)
    hong_kong = entries.filter(has_text="Guangzhou eyes new cooperation with Hong Kong")
    expect(hong_kong).to_contain_text("Foreign Affairs Office of Guangzhou Municipal Government")
    expect(hong_kong).to_contain_text("2017-06-27")
    expect(hong_kong).to_be_in_viewport()


def test_an_example_asks_its_question_and_is_answered(page: Page, evidence_only: str):
    opened(page, evidence_only)
    example = page.locator("#examples .example").nth(1)
    question = example.inner_text()
    example.click()
    exchange = page.locator("article.exchange")
    expect(exchange.locator(".asked")).to_contain_text(question)
    assert ended(exchange) == "evidence_only"
    expect(page.locator("#examples")).to_be_hidden()
    expect(exchange.locator(".proof blockquote").first).not_to_be_empty()


def test_every_example_finds_quotes_that_share_its_words(page: Page, evidence_only: str):
    opened(page, evidence_only)
    for question in page.locator("#examples .example:visible").all_inner_texts():
        exchange = ask(page, question)
        assert ended(exchange) == "evidence_only"
        asked = set(re.findall(r"[A-Za-z]{5,}", question)) - {"Which", "reports", "three", "about"}
        found = " ".join(exchange.locator(".proof li").all_inner_texts())
        assert sum(word in found for word in asked) >= len(asked) / 2, question


def test_a_pdf_source_shows_its_page_with_the_quote_marked_in_place(page, evidence_only):
    exchange = ask(opened(page, evidence_only), FROM_PDF)
    assert ended(exchange) == "evidence_only"
    card = exchange.locator(".proof li", has_text="Voice of the Mayors").first
    quote = " ".join(card.locator("blockquote").inner_text().split())
    card.locator("a.cite").click()
    image = page.locator("#pane .sheet img")
    expect(image).to_be_visible()
    page.wait_for_function("document.querySelector('#pane img').naturalWidth > 0")
    number = int(re.search(r"page (\d+)", page.locator("#pane .pages").inner_text())[1])
    expect(page.locator("#pane mark.box").first).to_be_in_viewport()

    frame, seen = image.bounding_box(), page.locator("#pane mark.box").first.bounding_box()
    left, top, bottom = where_printed("innovation-driven-city-2014.pdf", number, quote)
    middle = (seen["y"] + seen["height"] / 2 - frame["y"]) / frame["height"]
    assert top <= middle <= bottom
    assert (seen["x"] - frame["x"]) / frame["width"] == pytest.approx(left, abs=0.03)


def where_printed(name: str, number: int, quote: str) -> tuple[float, float, float]:
    """Left, top and bottom of a quote's first words, in fractions of the page."""
    document = pypdfium2.PdfDocument(ROOT / "reports" / name)
    try:
        sheet = document[number - 1]
        text = sheet.get_textpage()
        at, count = text.search(" ".join(quote.split()[:3])).get_next()
        assert text.count_rects(at, count)
        left, bottom, _, top = text.get_rect(0)
        width, height = sheet.get_size()
        text.close()
        return left / width, 1 - top / height, 1 - bottom / height
    finally:
        document.close()


def test_pages_can_be_turned_without_losing_the_place(page: Page, evidence_only: str):
    exchange = ask(opened(page, evidence_only), FROM_PDF)
    ended(exchange)
    pane = open_source(exchange.locator(".proof li", has_text="Voice of the Mayors"), "a.cite")
    number = int(re.search(r"page (\d+)", pane.locator(".pages").inner_text())[1])
    page.get_by_role("link", name=ENGLISH.previous).press("Enter")
    expect(pane.locator(".pages")).to_contain_text(f"page {number - 1} ")
    expect(page.get_by_role("link", name=ENGLISH.previous)).to_be_focused()


def test_a_text_source_shows_its_section_with_exactly_the_quote_marked(page, evidence_only):
    exchange = ask(opened(page, evidence_only), FROM_TEXT)
    ended(exchange)
    card = exchange.locator(".proof li", has_text="24 special measures").first
    quote = card.locator("blockquote").inner_text()
    card.locator("a.cite").click()
    marked = page.locator("#pane .text mark")
    expect(marked).to_have_text(quote)
    expect(marked).to_be_in_viewport()
    expect(page.locator("#pane h3")).to_have_text("Foreign trade")


def test_what_the_reports_do_not_say_is_said_plainly(page: Page, evidence_only: str):
    exchange = ask(opened(page, evidence_only), UNSAID)
    assert ended(exchange) == "refused"
    expect(exchange.locator(".refused .said")).to_have_text("The reports do not say.")
    expect(exchange.locator(".refused")).to_contain_text("Berlin")
    expect(exchange.get_by_role("heading", name=ENGLISH.nearest)).to_be_visible()


def test_a_hostile_report_is_shown_as_text_everywhere(page: Page, evidence_only: str):
    opened(page, evidence_only)
    expect(page.locator("#library")).to_contain_text('"at large" <script>alert(1)</script>')
    exchange = ask(page, "How many lions does the zoo of Tarnwick keep?")
    ended(exchange)
    expect(exchange.locator(".proof li").first).to_contain_text("<script>alert(2)</script>")
    expect(exchange.locator(".proof li").first).to_contain_text("{{tigers}}")
    pane = open_source(exchange)
    expect(pane.locator("mark")).to_contain_text("<script>alert(2)</script>")
    assert page.locator(":is(#talk, #side) :is(script, b, img)").count() == 0


@pytest.mark.parametrize("width", [360, 390])
def test_nothing_overflows_on_a_phone(page: Page, evidence_only: str, width: int):
    opened(page, evidence_only, width, 740)
    assert fits(page)
    page.get_by_role("link", name=ENGLISH.to_library).click()
    expect(page.locator("#library li").first).to_be_in_viewport()
    exchange = ask(page, FROM_PDF)
    ended(exchange)
    assert fits(page)
    expect(exchange.locator(".asked")).to_be_in_viewport()
    expect(box(page)).to_be_in_viewport()
    pane = open_source(exchange)
    assert fits(page)
    expect(pane.locator("mark").first).to_be_in_viewport()
    # The source covers the chat, so the chat cannot be reached behind it.
    assert page.locator("#chat").evaluate("(chat) => chat.inert")
    page.get_by_role("button", name=ENGLISH.close).click()
    expect(pane).to_be_hidden()
    assert not page.locator("#chat").evaluate("(chat) => chat.inert")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_is_readable_in_light_and_dark(page: Page, evidence_only: str, scheme: str):
    page.emulate_media(color_scheme=scheme)
    opened(page, evidence_only)
    ground = page.locator(".gradio-container").evaluate(
        "(e) => getComputedStyle(e).backgroundColor.match(/\\d+/g).map(Number)"
    )
    assert (sum(ground) < 150) == (scheme == "dark")
    parts = ["#top h1", "#top p", ".example >> nth=0", "#question textarea", "#ask",
             "#library a >> nth=0", "#library span >> nth=0"]  # fmt: skip
    weak = [part for part in parts if contrast(page.locator(part)) < 4.5]
    exchange = ask(page, FROM_TEXT)
    ended(exchange)
    open_source(exchange.locator(".proof li", has_text="24 special measures"), "a.cite")
    parts = [".asked", ".state", ".proof h3", "blockquote >> nth=0", ".from >> nth=0",
             ".cite >> nth=1", "summary"]  # fmt: skip
    weak += [part for part in parts if contrast(exchange.locator(part).first) < 4.5]
    parts = ["#pane h2", "#pane header p", "#pane .text", "#pane mark", "#clear"]
    weak += [part for part in parts if contrast(page.locator(part).first) < 4.5]
    assert weak == []


def test_everything_can_be_done_by_keyboard(page: Page, evidence_only: str):
    opened(page, evidence_only)
    box(page).focus()
    page.keyboard.type(FROM_TEXT)
    page.keyboard.press("Enter")
    exchange = page.locator("article.exchange")
    ended(exchange)
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value("")
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.matches('.proof li:first-child .cite')"):
            break
    mark = exchange.locator(".proof li").first.locator("a.cite")
    expect(mark).to_be_focused()
    assert mark.evaluate("(e) => parseFloat(getComputedStyle(e).outlineWidth)") >= 2
    page.keyboard.press("Enter")
    expect(page.locator("#pane h2")).to_be_focused()
    expect(mark).to_have_attribute("aria-current", "true")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=ENGLISH.close)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#pane .source")).to_have_count(0)
    expect(mark).to_be_focused()


def test_a_screen_reader_finds_names_and_roles(page: Page, evidence_only: str):
    opened(page, evidence_only)
    exchange = ask(page, FROM_TEXT)
    ended(exchange)
    expect(box(page)).to_have_accessible_name(ENGLISH.placeholder)
    expect(page.get_by_role("heading", level=1)).to_have_text(ENGLISH.title)
    expect(page.get_by_role("article")).to_have_accessible_name(re.compile(re.escape(FROM_TEXT)))
    expect(page.locator("#talk .unseen[role=status]")).not_to_be_empty()
    expect(exchange.locator("a.cite").first).to_have_accessible_name(
        re.compile(rf"{ENGLISH.source} 1: .+")
    )
    open_source(exchange)
    expect(page.get_by_role("region", name=ENGLISH.source)).to_be_visible()


def test_a_report_opens_from_the_library(page: Page, evidence_only: str):
    opened(page, evidence_only)
    page.locator("#library a", has_text="Global City Development").click()
    expect(page.locator("#pane img")).to_be_visible()
    expect(page.locator("#pane mark")).to_have_count(0)


def test_a_source_in_a_tab_of_its_own_is_a_whole_page(page: Page, evidence_only: str):
    exchange = ask(opened(page, evidence_only), FROM_TEXT)
    ended(exchange)
    page.goto(evidence_only + exchange.locator("a.cite").first.get_attribute("href"))
    expect(page.locator("main mark")).to_be_visible()


def test_an_unknown_source_is_told_and_headers_name_no_foreign_host(evidence_only: str):
    with pytest.raises(urllib.error.HTTPError) as failed:
        urllib.request.urlopen(evidence_only + "/source/none-of-these")
    told = failed.value.read().decode()
    failed.value.close()
    assert failed.value.code == 404 and "none-of-these" in told and "Traceback" not in told
    with urllib.request.urlopen(evidence_only) as reply:
        policy = reply.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "http" not in policy
