"""The application under attack, served once for all of these tests."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.ui.attacks.target import NAMED, Target, attacked
from tests.ui.attacks.wire import called, event
from ui.guard import COOKIE


@pytest.fixture(scope="package")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    with attacked(tmp_path_factory.mktemp("attacked")) as made:
        yield made


@pytest.fixture(scope="package")
def asked(target: Target):
    """Asks in a conversation of its own; gives the answer as it was kept."""
    number = event(target.address, "submit", "talk")

    def asks(question: str):
        said = {"question": question, "replaces": False}
        told = called(target.address, number, [None, ""], said)
        answer_id = re.findall(r'data-answer=\\"([\w-]{10,})\\"', told)[-1]
        return target.records.conversations.answer(answer_id)

    return asks


@pytest.fixture
def staff_page(page: Page, target: Target) -> Page:
    """A staff page of an account with a hostile name."""
    token = target.token(NAMED)
    page.context.add_cookies([{"name": COOKIE, "value": token, "url": target.address}])
    page.goto(f"{target.address}/staff/")
    expect(page.locator("header p")).to_contain_text(NAMED)
    return page
