"""A long list of reports is narrowed by typing."""

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.ui.test_source import report
from ui.chat.library import FEW, panel
from ui.document import STATIC
from ui.staff.shelf import shelf
from ui.words import CHINESE, ENGLISH


def library(count: int):
    one, _ = report()
    titles = [f"Yearbook of Tarnwick {2000 + n}" for n in range(count)]
    return [
        replace(one, report_id=f"r{n}", metadata=replace(one.metadata, title=title))
        for n, title in enumerate(titles)
    ]


def test_a_short_list_has_no_field_above_it():
    assert "data-finds" not in panel(library(FEW), ENGLISH)
    assert "data-finds" in panel(library(FEW + 1), ENGLISH)


@pytest.mark.browser
@pytest.mark.parametrize("words", [ENGLISH, CHINESE])
def test_typing_keeps_the_reports_that_hold_all_words(page: Page, words):
    reports = library(20)
    html = f'<div id="library">{panel(reports, words)}</div>'
    page.set_content(f"{html}{shelf(reports, [], 'r3', '', words)}")
    page.add_style_tag(path=STATIC / "page.css")
    page.add_script_tag(path=STATIC / "finding.js")
    fields = page.get_by_role("searchbox", name=words.find_report)
    expect(fields).to_have_count(2)
    for field, items, status in (
        (fields.first, page.locator("#library li"), page.get_by_role("status").first),
        (
            fields.last,
            page.locator(".shelf tbody tr:not(.correcting)"),
            page.locator(".finder span").last,
        ),
    ):
        field.fill("TARNWICK 2007")
        expect(items.filter(visible=True)).to_have_count(1)
        expect(status).to_have_text("1 / 20")
        field.fill("no such")
        expect(items.filter(visible=True)).to_have_count(0)
        field.fill("")
        expect(items.filter(visible=True)).to_have_count(20)
