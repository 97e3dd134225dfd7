"""axe-core finds nothing serious on any screen, in both themes and both languages."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import ROOT, absent
from tests.ui.screen import ask, ended, open_source, opened
from tests.ui.test_staff import CRANES, signed_in, tab
from ui.words import ENGLISH, LANGUAGES

pytestmark = pytest.mark.browser

AXE = ROOT / ".venv" / "axe" / "package" / "axe.min.js"
"""Where `.ci/run` puts it: `npm pack axe-core`, unpacked."""

GRAVE = ("serious", "critical")


@pytest.fixture(scope="session")
def axe() -> Path:
    if not AXE.is_file():
        absent("axe-core is not here (see .ci/run)")
    return AXE


@pytest.fixture(params=["light", "dark"])
def themed(page: Page, request: pytest.FixtureRequest) -> Page:
    page.emulate_media(color_scheme=request.param, reduced_motion="reduce")
    return page


def faults(page: Page, axe: Path) -> list[str]:
    """What axe-core finds that is serious or critical: rule, and the first elements."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(axe.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run(document)).violations")
    return [
        f"{fault['id']}: {[node['html'][:160] for node in fault['nodes'][:3]]}"
        for fault in found
        if fault["impact"] in GRAVE
    ]


@pytest.mark.parametrize("words", LANGUAGES.values(), ids=LANGUAGES)
def test_the_chat_has_no_grave_fault_from_its_start_to_an_open_source(
    themed: Page, evidence_only: str, axe: Path, words
):
    opened(themed, f"{evidence_only}{words.path}/")
    assert faults(themed, axe) == []
    exchange = ask(themed, CRANES)
    ended(exchange)
    exchange.get_by_text(words.wrong).click()
    assert faults(themed, axe) == []
    themed.keyboard.press("Escape")
    exchange.locator("a.cite").first.hover()
    expect(themed.get_by_role("tooltip")).to_be_visible()
    assert faults(themed, axe) == []
    open_source(exchange)
    assert faults(themed, axe) == []


def test_a_phone_with_a_refusal_and_a_covering_source_has_no_grave_fault(
    themed: Page, evidence_only: str, axe: Path
):
    exchange = ask(opened(themed, evidence_only, 360, 740), "What is the population of Berlin?")
    ended(exchange)
    assert faults(themed, axe) == []
    open_source(exchange)
    assert faults(themed, axe) == []


def test_signing_in_and_a_source_of_its_own_have_no_grave_fault(
    themed: Page, evidence_only: str, axe: Path
):
    themed.goto(f"{evidence_only}/sign-in")
    assert faults(themed, axe) == []
    themed.get_by_label(ENGLISH.name_label).fill("nobody")
    themed.get_by_label(ENGLISH.password).fill("nothing at all")
    themed.get_by_role("button", name=ENGLISH.sign_in).click()
    expect(themed.get_by_role("alert")).to_be_visible()
    assert faults(themed, axe) == []
    for report in ("quays", "innovation-driven-city-2014"):
        themed.goto(f"{evidence_only}/source/{report}?start=10&end=60")
        assert faults(themed, axe) == []


@pytest.mark.parametrize("words", LANGUAGES.values(), ids=LANGUAGES)
def test_the_staff_pages_have_no_grave_fault(themed: Page, evidence_only: str, axe: Path, words):
    visitor = themed.context.browser.new_context().new_page()
    ended(ask(opened(visitor, evidence_only), CRANES))
    visitor.context.close()
    signed_in(themed, evidence_only, words.path)
    themed.locator(".queue li button").first.click()
    expect(themed.locator(".judging h2")).to_be_visible()
    assert faults(themed, axe) == []
    themed.locator(".judging a.cite").first.click()
    expect(themed.locator("#pane .source")).to_be_visible()
    assert faults(themed, axe) == []
    themed.keyboard.press("Escape")
    tab(themed, words.shelf)
    themed.locator(".shelf .acts button").first.click()
    expect(themed.locator(".correcting form")).to_be_visible()
    assert faults(themed, axe) == []
    tab(themed, words.measures)
    expect(themed.locator("#measures h2").first).to_be_visible()
    assert faults(themed, axe) == []
