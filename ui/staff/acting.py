"""Who acts on a staff page, and what its components have in common."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import gradio as gr

from core.errors import AccessDenied
from records.accounts import Account
from records.store import Records
from ui.guard import COOKIE, STAFF_ROLES

ACTS = "window.askReports.staff(element, trigger, upload)"
"""Sends what a button or a form in a component of ours stands for; see `static/staff.js`."""

HIDDEN: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


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
