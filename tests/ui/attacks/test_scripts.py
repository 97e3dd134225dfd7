"""What reports, readers and staff write stays text: nothing of it runs on any page."""

import re
from urllib.parse import quote

import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import Page, expect

from core.errors import InputError
from tests.ui.attacks.target import APES, CRANES, FILE, LIONS, NAMED, PASSWORD, STRIKE, TIGERS
from tests.ui.attacks.wire import PLACES, got, posted
from tests.ui.screen import ask
from tests.ui.screen import ended as answered
from ui.words import ENGLISH

pytestmark = pytest.mark.browser


def unharmed(page: Page) -> None:
    """What was meant as markup is nowhere an element; what runs opens a dialog (`page`)."""
    page.wait_for_timeout(150)
    assert page.locator(".struck").count() == 0
    assert page.locator("[onerror], [onload]").count() == 0


@pytest.mark.parametrize("place", PLACES)
def test_nothing_that_a_report_or_a_question_says_runs_on_the_chat(page, target, place):
    page.goto(f"{target.address}{place}/")
    expect(page.locator("#examples .example:visible").first).not_to_be_empty()
    expect(page.locator("#library li")).to_have_count(len(target.reports))
    unharmed(page)
    for question in (f"{LIONS} {STRIKE}", APES, TIGERS, CRANES):
        exchange = ask(page, question)
        assert answered(exchange) == "evidence_only"
        for folded in exchange.locator("details.folded > summary").all():
            folded.click()
        expect(exchange.locator("blockquote", has_text="onerror=alert(1)").first).to_be_visible()
        unharmed(page)
    page.reload()
    expect(page.locator("article.exchange")).to_have_count(4)
    unharmed(page)


def test_marks_carry_what_a_report_says_as_text_alone(page, target):
    page.goto(target.address)
    exchange = ask(page, LIONS)
    answered(exchange)
    mark = exchange.locator('a.cite[data-quote*="onerror"]').first
    assert set(mark.evaluate("(e) => e.getAttributeNames()")) == {
        "class", "href", "data-where", "data-quote", "aria-label",
    }  # fmt: skip
    assert STRIKE[:60] in mark.get_attribute("data-quote")
    assert STRIKE in mark.get_attribute("data-where") + mark.get_attribute("aria-label")
    mark.hover()
    expect(page.locator("#pointed q")).to_contain_text("onerror=alert(1)")
    expect(page.locator("#pointed span")).to_contain_text("onerror=alert(1)")
    unharmed(page)


def test_nothing_that_a_report_says_runs_in_the_source_pane_or_on_its_own_page(page, target):
    page.goto(target.address)
    reports = page.locator("#library a.report")
    expect(reports).to_have_count(len(target.reports))
    for link in reports.all():
        link.click()
        expect(page.locator("#pane .source h2")).to_have_text(link.inner_text())
        unharmed(page)
    for report in target.reports:
        for place in PLACES:
            page.goto(f"{target.address}{place}/source/{report}?start=0&end=500")
            expect(page.locator(".source")).to_contain_text("onerror=alert(1)")
            unharmed(page)
    page.goto(f"{target.address}/source/{quote(NAMED, safe='')}")
    expect(page.locator(".source")).to_contain_text("onerror=alert(7)")
    unharmed(page)


def test_nothing_runs_on_the_desk_nor_what_it_says_on_the_chat(staff_page, target, asked):
    page, stored = staff_page, asked(f"{APES} {STRIKE}")
    told = {"kind": "wrong", "reason": f"A reader: {STRIKE}"}
    assert posted(target.address, f"/answers/{stored.answer_id}/feedback", told).status == 204
    page.reload()
    page.locator("#desk [data-do=choose]").first.click()
    expect(page.locator("#desk .problem")).to_contain_text("A reader: \"'><img")
    unharmed(page)
    whole = page.locator("fieldset.verdicts").first
    whole.locator("input[name=note]").fill(f"A note: {STRIKE}")
    whole.locator("input[name=correct]").fill(f"Right is: {STRIKE}")
    whole.locator("[data-verdict=wrong_answer]").click()
    expect(whole.locator("li")).to_contain_text("A note: \"'><img")
    expect(whole.locator("li")).to_contain_text(NAMED)
    unharmed(page)
    page.locator("#desk a.cite").first.click()
    expect(page.locator("#pane .source")).to_contain_text("onerror")
    unharmed(page)
    page.goto(target.address)
    exchange = ask(page, f"{APES} {STRIKE}")
    answered(exchange)
    expect(exchange.locator(".judged.wrong")).to_contain_text("Right is: \"'><img")
    unharmed(page)


def test_nothing_runs_on_the_staff_library_nor_in_the_measures_after_it(staff_page, target):
    page = staff_page
    page.get_by_role("tab", name=ENGLISH.shelf).click()
    row = page.locator("#shelf tr", has_text="tigers").first
    expect(row).to_be_visible()
    unharmed(page)
    row.locator("[data-do=choose]").click()
    page.locator("#correct-published").fill(STRIKE)
    page.get_by_role("button", name=ENGLISH.save).click()
    expect(page.locator("#adding .problem")).to_contain_text("onerror")
    unharmed(page)
    page.locator("#correct-published").fill("2020")
    page.locator("#correct-title").fill(f"Tigers {STRIKE}")
    page.locator("#correct-publisher").fill(f"Zoo {NAMED}")
    page.get_by_role("button", name=ENGLISH.save).click()
    expect(page.locator("#shelf .told")).to_contain_text("Tigers \"'><img")
    expect(page.locator("#replaces option", has_text="Tigers \"'><img")).to_have_count(1)
    unharmed(page)
    content = f"The zoo of Tarnwick has 3 otters. {STRIKE}".encode()
    file = {"name": f"otters {FILE}", "mimeType": "text/plain", "buffer": content}
    page.set_input_files("#adding input[type=file]", files=[file])
    expect(page.locator("#shelf .told")).to_contain_text("otters")
    unharmed(page)
    page.get_by_role("tab", name=ENGLISH.measures).click()
    log = page.locator("#measures table").last
    expect(log).to_contain_text(f"otters {FILE}")
    expect(log).to_contain_text("Tigers \"'><img")
    expect(page.locator("#measures figcaption").first).to_contain_text("onerror=alert(1)")
    unharmed(page)


def test_no_account_can_have_a_name_that_is_markup_and_the_form_repeats_none(page, target):
    with pytest.raises(InputError):
        target.records.accounts.create(NAMED, PASSWORD, "staff")
    page.goto(f"{target.address}/sign-in?then={quote(STRIKE)}")
    unharmed(page)
    page.get_by_label(ENGLISH.name_label).fill(STRIKE)
    page.get_by_label(ENGLISH.password).fill("wrong")
    page.get_by_role("button", name=ENGLISH.sign_in).click()
    expect(page.locator(".problem")).to_be_visible()
    expect(page.get_by_label(ENGLISH.name_label)).to_have_value(STRIKE)
    unharmed(page)


def test_downloads_are_saved_and_what_is_in_them_stays_text(page, target, asked):
    stored = asked(f"{LIONS} {STRIKE}")
    page.goto(f"{target.address}/sign-in")
    for ending in ("md", "pdf", "json"):
        address = f"/answers/{stored.answer_id}.{ending}"
        with page.expect_download() as saved:
            page.evaluate("(to) => { location.href = to; }", address)
        assert saved.value.suggested_filename.endswith(f".{ending}")
    text = got(target.address, f"/answers/{stored.answer_id}.md").text
    assert "onerror=alert" in text
    page.set_content(MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(text))
    expect(page.locator("body")).to_contain_text("onerror=alert(1)")
    unharmed(page)
    pdf = got(target.address, f"/answers/{stored.answer_id}.pdf").body
    assert pdf.startswith(b"%PDF")
    assert not re.search(rb"/(JavaScript|JS|OpenAction|AA|Launch|URI|EmbeddedFile)\b", pdf)
