"""Who acts on a staff page, and what its components have in common."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import gradio as gr

from core.errors import AccessDenied
from records.accounts import Account
from records.store import Records
from ui.guard import COOKIE, STAFF_ROLES
from ui.parts import html

ACTS = """
window.askReports.staff(element, trigger, upload);
watch('value', () => window.askReports.put(element, props.value));
"""
SLOT = '<div class="slot"></div>'


def acted(name: str) -> gr.HTML:
    """A component of our own HTML whose buttons and forms act; see `static/staff.js`.

    What is new in it is put into the page in place: what is typed and focused stays.
    """
    return html("", html_template=SLOT, js_on_load=ACTS, elem_id=name)


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab that has been laid out.

    Attributes:
        inputs: the components whose values say what is looked at.
        outputs: those that are brought up to date.
        fresh: gives the outputs' values for the inputs', as things stand now.
    """

    inputs: list[Any]
    outputs: list[Any]
    fresh: Callable[..., Any]


def acting(records: Records, request: gr.Request) -> Account:
    """Return who acts.

    Raises:
        AccessDenied: the session has ended since the page was opened.
    """
    account = records.accounts.who(request.cookies.get(COOKIE))
    if account is None or account.role not in STAFF_ROLES:
        raise AccessDenied("your session has ended; sign in again")
    return account
