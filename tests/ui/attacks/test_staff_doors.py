"""Staff pages, and all that is served below them, are for staff."""

from datetime import timedelta

from core.settings import load_settings
from tests.ui.attacks.routes import gradio_routes
from tests.ui.attacks.target import ended, hashed
from tests.ui.attacks.wire import STAFF, called, got, posted, sent
from ui.guard import COOKIE
from vectorstore.library import Library


def test_each_route_below_the_staff_pages_asks_to_sign_in_first(target):
    routes = sorted(set(gradio_routes()))
    assert len(routes) > 50 and ("/gradio_api/queue/join", "POST") in routes
    let_in = []
    for at in STAFF:
        for path, method in [("", "GET"), ("//", "GET"), ("/..", "GET"), *routes]:
            reply = sent(target.address, method, at + path)
            let_in += [(at + path, reply.status)] if reply.status != 401 else []
            reply = sent(target.address, method, at + path, {"Accept": "text/html"})
            to = reply.headers["Location"] if method == "GET" else "/sign-in?then="
            if reply.status not in (303, 401) or "/sign-in?then=" not in to:
                let_in.append((at + path, reply.status))
    assert let_in == []


def test_no_other_writing_of_their_address_leads_to_the_staff_pages(target):
    let_in = []
    for path in (
        "/staff", "/staff//", "/Staff/", "/STAFF/config", "/%73taff/", "/%73taff/config",
        "//staff/", "//staff/config", "/staff%2fconfig", "/staff%2f", "/staff;/config",
        "/staff/..;/config", "/./staff/config", "/x/../staff/config", "/staff%00/config",
        "/staff%0a/config", "/staff%20/config", "/staff%5cconfig", "/zh//staff/config",
        "/zh/../staff/config", "/zh/%73taff/config", "/zh%2fstaff%2fconfig", "/ZH/staff/config",
        "/%2573taff/config", "/staff/%2e%2e/staff/config", "/gradio_api/../staff/config",
    ):  # fmt: skip
        for headers in ({}, {"X-Forwarded-Prefix": "/staff"}, {"X-Original-URL": "/staff/"}):
            reply = sent(target.address, "GET", path, headers)
            if reply.status not in (401, 404) or "queue_choose" in reply.text:
                let_in.append((path, reply.status))
    assert let_in == []


def test_only_a_session_of_staff_that_still_holds_opens_the_staff_pages(target):
    accounts = target.records.accounts
    disabled = target.token("dora")
    accounts.disable("dora")
    signed_out = target.token("mallory")
    accounts.sign_out(signed_out)
    held = target.token("mallory")
    late = {"expires_at": timedelta(seconds=1)}
    tokens = {
        "none": "",
        "made up": "A" * 43,
        "a query": "' OR 1=1 --",
        "what the database holds": hashed(held),
        "of a visitor": target.token("vera"),
        "disabled": disabled,
        "signed out": signed_out,
        "expired": ended(target.records, target.token("mallory"), **late),
        "unused for long": ended(
            target.records, target.token("mallory"), seen_at=timedelta(hours=3)
        ),
        "in another case": held.swapcase(),
        "with more": held + "x",
    }
    for name, token in tokens.items():
        cookie = {"Cookie": f"{COOKIE}={token}"}
        for at in STAFF:
            for path in ("/", "/config", "/gradio_api/queue/data?session_hash=x"):
                assert sent(target.address, "GET", at + path, cookie).status == 401, name
            for path in ("/gradio_api/queue/join", "/gradio_api/upload"):
                assert sent(target.address, "POST", at + path, cookie, b"{}").status == 401, name
    assert got(target.address, "/staff/config", Cookie=f"{COOKIE}={held}").status == 200


def test_no_event_of_the_chat_does_what_staff_do(target):
    config = got(target.address, "/config").json
    own = {dependency["id"] for dependency in config["dependencies"]}
    names = {component["props"].get("elem_id") for component in config["components"]}
    assert "talk" in names and not names & {"desk", "shelf", "adding", "measures"}
    library = Library(load_settings(data=target.data))
    before = [report.report_id for report in library.reports()], library.decided()
    logged = target.records.log.latest(500)
    said = {"do": "retire", "report": "lions", "question": "", "replaces": False}
    for number in range(max(own) + 30):
        body = {"fn_index": number, "data": [None] * 4, "event_data": said, "session_hash": "v"}
        if number not in own:
            assert posted(target.address, "/gradio_api/queue/join", body).status == 404
        else:
            called(target.address, number, [None] * 4, said)
    try:
        assert ([report.report_id for report in library.reports()], library.decided()) == before
    finally:
        library.close()
    assert target.records.log.latest(500) == logged
