"""What signed-in staff do, in a real browser."""

import re
import shutil
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.conftest import PASSWORD, STAFF, served
from tests.ui.screen import ask, ended, fits, opened
from ui.words import CHINESE, ENGLISH

pytestmark = pytest.mark.browser

CRANES = "How many cranes did the harbour of Tarnwick have in 2021?"
RIGHT, WRONG = ENGLISH.verdicts["right"], ENGLISH.verdicts["wrong_answer"]


def signed_in(page: Page, address: str, path: str = "") -> Page:
    page.goto(f"{address}{path}/staff/")
    words = CHINESE if path else ENGLISH
    page.get_by_label(words.name_label).fill(STAFF)
    page.get_by_label(words.password).fill(PASSWORD)
    page.get_by_role("button", name=words.sign_in).click()
    expect(page.get_by_text(words.signed_in_as.format(STAFF))).to_be_visible()
    return page


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


@pytest.fixture
def staff(page: Page, own_server: str) -> Page:
    return signed_in(page, own_server)


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory, data: Path):
    """A server over a library of its own, which these tests change."""
    folder = tmp_path_factory.mktemp("staff") / "data"
    shutil.copytree(data, folder)
    with served(
        "-m", "cli.main", "serve", "--data", str(folder), "--port", "PORT", "--llm", "none"
    ) as at:
        yield at


def asked(page: Page, address: str, question: str, path: str = ""):
    visitor = page.context.browser.new_context().new_page()
    exchange = ask(opened(visitor, f"{address}{path}"), question)
    ended(exchange)
    return exchange


def chosen(page: Page, question: str):
    tab(page, ENGLISH.desk)
    page.locator(".queue button", has_text=question).first.click()
    expect(page.locator(".judging h2")).to_have_text(question)
    return page.locator(".judging")


def verdict(part, name: str):
    return part.get_by_role("button", name=name, exact=True)


# --- desk ------------------------------------------------------------------------------


def test_what_a_reader_calls_wrong_is_first_in_the_queue_with_the_reason(staff, own_server):
    exchange = asked(staff, own_server, "How many lions does the zoo of Tarnwick keep?")
    exchange.get_by_text(ENGLISH.wrong).click()
    exchange.get_by_label(ENGLISH.wrong_why).fill("There are 48.")
    exchange.get_by_role("button", name=ENGLISH.send).click()
    expect(exchange.locator(".told")).to_have_text(ENGLISH.thanks)
    asked(staff, own_server, CRANES)
    tab(staff, ENGLISH.shelf)
    tab(staff, ENGLISH.desk)
    first = staff.locator(".queue li").first
    expect(first).to_contain_text("lions")
    expect(first).to_contain_text(ENGLISH.flagged_wrong)
    first.get_by_role("button").click()
    expect(staff.locator(".judging")).to_contain_text("There are 48.")


def test_a_judgement_is_one_click_names_its_judge_and_can_be_undone(staff, own_server):
    asked(staff, own_server, CRANES)
    tab(staff, ENGLISH.shelf)
    judging = chosen(staff, CRANES)
    citation = judging.locator("fieldset", has_text=f"{ENGLISH.citation} 1").first
    citation.get_by_placeholder(ENGLISH.note).fill("page 2 <i>says</i> so")
    verdict(citation, ENGLISH.verdicts["wrong_place"]).click()
    expect(citation.locator("li")).to_contain_text(f"{STAFF} on 20")
    expect(citation.locator("li")).to_contain_text("page 2 <i>says</i> so")
    pressed = verdict(citation, ENGLISH.verdicts["wrong_place"])
    expect(pressed).to_have_attribute("aria-pressed", "true")
    citation.get_by_role("button", name=ENGLISH.undo).click()
    expect(citation.locator("li")).to_contain_text(ENGLISH.undone)
    expect(pressed).to_have_attribute("aria-pressed", "false")


def test_a_judged_answer_says_so_to_the_next_who_asks_and_a_wrong_one_never_goes_unmarked(
    staff, own_server
):
    asked(staff, own_server, CRANES)
    tab(staff, ENGLISH.shelf)
    whole = chosen(staff, CRANES).locator("fieldset", has_text=ENGLISH.whole_answer)
    verdict(whole, RIGHT).click()
    expect(whole.locator("li")).to_contain_text(RIGHT)
    again = asked(staff, own_server, CRANES)
    expect(again.locator(".judged.right")).to_contain_text(ENGLISH.judged_right.format("20")[:-2])
    whole.get_by_placeholder(ENGLISH.correct_answer).fill("It had 16.")
    verdict(whole, WRONG).click()
    expect(whole.locator("li").first).to_contain_text(WRONG)
    again = asked(staff, own_server, CRANES)
    expect(again.locator(".judged.wrong")).to_contain_text("It had 16.")
    again = asked(staff, own_server, CRANES, "/zh")
    expect(again.locator(".judged.wrong")).to_contain_text("工作人员")


def test_two_staff_at_once_see_what_the_other_judged(staff, own_server, browser: Browser):
    question = "How many quays will the harbour of Tarnwick build?"
    asked(staff, own_server, question)
    other = signed_in(browser.new_context().new_page(), own_server)
    verdict(chosen(other, question).locator("fieldset").first, RIGHT).click()
    expect(other.locator(".judging li").first).to_contain_text(RIGHT)
    tab(staff, ENGLISH.shelf)
    tab(staff, ENGLISH.desk)
    expect(staff.locator(".queue button", has_text=question)).to_have_count(0)
    staff.get_by_role("button", name=ENGLISH.queue_judged).click()
    expect(staff.locator(".queue button", has_text=question)).to_have_count(1)
    other.context.close()


# --- source pane -----------------------------------------------------------------------


def test_a_citation_opens_its_page_with_every_quoted_line_marked_to_be_turned_and_enlarged(
    staff, own_server
):
    question = "What was Guangzhou's GDP in 2013?"
    asked(staff, own_server, question)
    tab(staff, ENGLISH.shelf)
    judging = chosen(staff, question)
    judging.locator("li", has_text="Voice of the Mayors").first.locator("a.cite").click()
    pane = staff.locator("#pane")
    expect(pane.locator("mark.box").first).to_be_in_viewport()
    sheet = pane.locator(".sheet")
    width = sheet.bounding_box()["width"]
    staff.get_by_role("button", name=ENGLISH.zoom_in).click()
    assert sheet.bounding_box()["width"] > 1.2 * width
    expect(pane.locator("mark.box").first).to_be_in_viewport()
    staff.get_by_role("button", name=ENGLISH.zoom_out).click()
    assert sheet.bounding_box()["width"] == pytest.approx(width, abs=1)
    shown = pane.locator(".pages").inner_text()
    staff.get_by_role("link", name=ENGLISH.previous).click()
    expect(pane.locator(".pages")).not_to_have_text(shown)


# --- library ---------------------------------------------------------------------------


def shelf(staff: Page, title: str):
    tab(staff, ENGLISH.shelf)
    return staff.locator(".shelf tr", has_text=title)


def upload(staff: Page, file: Path) -> None:
    tab(staff, ENGLISH.shelf)
    expect(staff.locator(".shelf")).to_be_visible()
    staff.set_input_files("input[type=file]", file)


@pytest.fixture
def ferries(tmp_path: Path):
    """Makes a small report of so many ferries."""

    def made(count: int, title: str = "Ferries of Tarnwick") -> Path:
        file = tmp_path / f"ferries-{count}.md"
        text = f"---\ntitle: {title}\npublished: 2022\n---\n\n# Ferries\n\n"
        file.write_text(f"{text}The harbour of Tarnwick runs {count} ferries.\n", encoding="utf-8")
        return file

    return made


def test_a_report_is_added_replaced_corrected_retired_and_restored(
    staff, own_server, ferries, confirming
):
    question = "How many ferries does the harbour of Tarnwick run?"
    upload(staff, ferries(31))
    row = shelf(staff, "Ferries of Tarnwick")
    expect(row).to_contain_text("2022")
    expect(asked(staff, own_server, question).locator(".proof")).to_contain_text("31 ferries")

    staff.locator("#replaces").select_option(label="Ferries of Tarnwick")
    upload(staff, ferries(33))
    expect(staff.locator("#shelf .told")).to_contain_text(ENGLISH.replaced.format("Ferries"))
    expect(asked(staff, own_server, question).locator(".proof")).to_contain_text("33 ferries")

    row.get_by_role("button", name=ENGLISH.correct_short).click()
    staff.get_by_role("textbox", name=ENGLISH.field_published).fill("2021-05")
    staff.get_by_role("textbox", name=ENGLISH.field_title).fill("The <u>Ferries</u>")
    staff.get_by_role("button", name=ENGLISH.save).click()
    row = shelf(staff, "The <u>Ferries</u>")
    expect(row).to_contain_text("2021-05")
    answer = asked(staff, own_server, question)
    expect(answer.locator(".proof")).to_contain_text("The <u>Ferries</u> · 2021-05")

    row.get_by_role("button", name=ENGLISH.retire).click()
    expect(row).to_have_count(0)
    assert confirming()[-1] == ENGLISH.retire_sure
    asked_again = asked(staff, own_server, question)
    expect(asked_again).not_to_contain_text("33 ferries")
    staff.locator(".retired").get_by_role("button", name=ENGLISH.restore).click()
    expect(row).to_have_count(1)
    expect(asked(staff, own_server, question).locator(".proof")).to_contain_text("33 ferries")
    assert ENGLISH.replace_sure in confirming()
    tab(staff, ENGLISH.measures)
    log = staff.locator("#measures")
    for action in ("add", "replace", "correct", "retire", "restore"):
        expect(log.get_by_role("cell", name=action, exact=True).first).to_be_visible()


@pytest.fixture
def confirming(staff: Page):
    """Agrees to whatever is asked before something is taken out, and tells what it was."""
    staff.evaluate("window.confirm = (said) => { (window.said ||= []).push(said); return true; }")
    return lambda: staff.evaluate("window.said || []")


def test_a_file_that_is_not_what_its_name_says_is_refused_with_the_reason(staff, tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(b"MZ\x90\x00 not a page")
    upload(staff, file)
    expect(staff.get_by_role("alert")).to_contain_text("report.pdf")
    expect(staff.locator(".shelf")).not_to_contain_text("report.pdf")


def test_an_impossible_correction_is_refused_and_the_form_stays(staff):
    shelf(staff, "Quays of Tarnwick").get_by_role("button", name=ENGLISH.correct_short).click()
    staff.get_by_role("textbox", name=ENGLISH.field_published).fill("last spring")
    staff.get_by_role("button", name=ENGLISH.save).click()
    expect(staff.get_by_role("alert")).to_be_visible()
    expect(staff.get_by_label(ENGLISH.field_published)).to_be_visible()


def test_of_two_corrections_at_once_none_undoes_the_other(staff, own_server, ferries, browser):
    upload(staff, ferries(7, "Rafts of Tarnwick"))
    expect(shelf(staff, "Rafts of Tarnwick")).to_be_visible()
    other = signed_in(browser.new_context().new_page(), own_server)
    for page in (staff, other):
        row = shelf(page, "Rafts of Tarnwick")
        row.get_by_role("button", name=ENGLISH.correct_short).click()
    staff.get_by_role("textbox", name=ENGLISH.field_publisher).fill("The Raftsmen")
    staff.get_by_role("button", name=ENGLISH.save).click()
    expect(shelf(staff, "Rafts of Tarnwick")).to_contain_text("The Raftsmen")

    # Another field of the form that was opened before: the first correction stays.
    other.get_by_role("textbox", name=ENGLISH.field_published).fill("2019")
    other.get_by_role("button", name=ENGLISH.save).click()
    row = shelf(other, "Rafts of Tarnwick")
    expect(row).to_contain_text("2019")
    expect(row).to_contain_text("The Raftsmen")

    # The same field: the second is told what stands there now.
    row.get_by_role("button", name=ENGLISH.correct_short).click()
    shelf(staff, "Rafts of Tarnwick").get_by_role("button", name=ENGLISH.correct_short).click()
    for page, date in ((staff, "2017"), (other, "2018")):
        page.get_by_role("textbox", name=ENGLISH.field_published).fill(date)
        page.get_by_role("button", name=ENGLISH.save).click()
        expect(page.get_by_role("button", name=ENGLISH.save)).to_have_count(int(date == "2018"))
    expect(other.get_by_role("alert")).to_contain_text("2017")
    expect(shelf(other, "Rafts of Tarnwick").first).to_contain_text("2017")
    # Who has seen it and means it saves again.
    other.get_by_role("textbox", name=ENGLISH.field_published).fill("2018")
    other.get_by_role("button", name=ENGLISH.save).click()
    expect(shelf(other, "Rafts of Tarnwick")).to_contain_text("2018")
    other.context.close()


def test_a_report_opens_from_the_library(staff):
    shelf(staff, "Quays of Tarnwick").get_by_role("link").click()
    expect(staff.locator("#pane .text")).to_contain_text("had 12 cranes")


# --- measures, accounts, all of it -----------------------------------------------------


def test_the_measures_tell_of_questions_latency_and_what_staff_did(staff, own_server):
    asked(staff, own_server, CRANES)
    tab(staff, ENGLISH.measures)
    for heading in (ENGLISH.runs, ENGLISH.asked_per_day, ENGLISH.latency, ENGLISH.log):
        expect(staff.get_by_role("heading", name=heading)).to_be_visible()
    expect(staff.locator("#measures svg").first).to_be_visible()
    expect(staff.get_by_role("cell", name="sign in").first).to_be_visible()


def test_signing_out_ends_the_session(staff, own_server):
    staff.get_by_role("button", name=ENGLISH.sign_out).click()
    staff.goto(f"{own_server}/staff/")
    expect(staff.get_by_label(ENGLISH.password)).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_staff_pages_fit_and_speak_chinese(page: Page, own_server, width: int):
    page.set_viewport_size({"width": width, "height": 740})
    signed_in(page, own_server, "/zh")
    english = (ENGLISH.queue_choose, ENGLISH.upload, ENGLISH.runs, ENGLISH.retired, ENGLISH.log)
    for name in (CHINESE.desk, CHINESE.shelf, CHINESE.measures):
        tab(page, name)
        time.sleep(0.5)
        assert fits(page), name
        seen = page.locator("#work").inner_text()
        assert not [word for word in english if word in seen]
        assert re.search(r"[\u4e00-\u9fff]", seen)
