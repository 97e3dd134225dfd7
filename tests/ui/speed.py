"""How long the screens keep a person waiting, by a real browser; medians of ten.

`python -m tests.ui.speed ADDRESS NAME PASSWORD` asks a served application, whose library answers
the question below, and signs in with an account of its.
"""

import shutil
import statistics
import sys
import time
from collections.abc import Callable

from playwright.sync_api import Browser, sync_playwright

from tests.ui.conftest import ARGUMENTS
from tests.ui.screen import ask, ended, opened
from ui.words import ENGLISH

TIMES = 10
QUESTION = "What was Guangzhou's GDP in 2013?"


def main(address: str, name: str, password: str) -> None:
    """Measure, and print a line for each wait."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTS
        )
        _say("page loaded and usable", lambda: _loaded(browser, address))
        _say("source pane open", _pane(browser, address))
        for tab, wait in _tabs(browser, address, name, password):
            _say(f"tab {tab}", wait)
        browser.close()


def _say(what: str, wait: Callable[[], float]) -> None:
    times = [wait() for _ in range(TIMES)]
    sys.stdout.write(
        f"{what}: median {statistics.median(times):.2f} s, slowest {max(times):.2f} s\n"
    )


def _loaded(browser: Browser, address: str) -> float:
    """A new visitor, with nothing in the browser's cache, until the page can be asked."""
    context = browser.new_context()
    page = context.new_page()
    began = time.perf_counter()
    opened(page, address)
    took = time.perf_counter() - began
    context.close()
    return took


def _pane(browser: Browser, address: str) -> Callable[[], float]:
    page = browser.new_context().new_page()
    exchange = ask(opened(page, address), QUESTION)
    ended(exchange)
    mark = exchange.locator("a.cite").first

    def wait() -> float:
        began = time.perf_counter()
        mark.click()
        page.locator("#pane mark").first.wait_for()
        page.wait_for_function(
            "[...document.querySelectorAll('#pane img')].every((i) => i.naturalWidth)"
        )
        took = time.perf_counter() - began
        page.keyboard.press("Escape")
        return took

    return wait


def _tabs(browser: Browser, address: str, name: str, password: str):
    page = browser.new_context().new_page()
    page.goto(f"{address}/staff/")
    page.get_by_label(ENGLISH.name_label).fill(name)
    page.get_by_label(ENGLISH.password).fill(password)
    page.get_by_role("button", name=ENGLISH.sign_in).click()
    page.locator(".desk").wait_for()
    shown = {ENGLISH.shelf: "#shelf table", ENGLISH.measures: "#measures h2", ENGLISH.desk: ".desk"}
    for tab, part in shown.items():

        def wait(tab: str = tab, part: str = part) -> float:
            other = ENGLISH.desk if tab != ENGLISH.desk else ENGLISH.shelf
            page.get_by_role("tab", name=other).click()
            page.locator(shown[other]).first.wait_for()
            began = time.perf_counter()
            page.get_by_role("tab", name=tab).click()
            page.locator(part).first.wait_for()
            return time.perf_counter() - began

        yield tab, wait


if __name__ == "__main__":
    main(*sys.argv[1:4])
