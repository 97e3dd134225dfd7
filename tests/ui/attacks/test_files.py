"""Nothing is served that lies outside, and visitors can leave nothing here."""

from pathlib import Path
from urllib.parse import quote

import pytest

from core.settings import load_settings
from ingest.readers.base import MAX_BYTES
from tests.ui.attacks.routes import gradio_routes, staff_event
from tests.ui.attacks.target import SECRET, STRIKE
from tests.ui.attacks.wire import PLACES, STAFF, called, got, posted, sent, uploaded
from vectorstore.library import Library

CALLED = {"queue/join", "queue/data", "cancel", "reset", "reset/", "app_id", "app_id/"}
"""Of Gradio's routes, those that a visitor's page may call besides the heartbeat."""

ESCAPES = [
    "/source/..%2f..%2fetc%2fpasswd",
    "/source/../../etc/passwd",
    "/source/%2e%2e%2fsecret.txt",
    "/source/secret.txt",
    "/source/%00",
    "/page/..%2f..%2fetc%2fpasswd/1.png",
    "/page/../secret.txt/1.png",
    "/page/lions/1.png",
    "/answers/..%2f..%2fsecret.txt",
    "/answers/../secret.txt.md",
    "/answers/x.txt",
    "/gradio_api/file={}",
    "/gradio_api/file={}/",
    "/gradio_api/file={}%00.png",
    "/gradio_api/file%3d{}",
    "/gradio_api/%66ile={}",
    "/gradio_api/FILE={}",
    "/GRADIO_API/file={}",
    "//gradio_api/file={}",
    "/gradio_api//file={}",
    "/gradio_api/./file={}",
    "/gradio_api%2ffile={}",
    "/gradio_api/x/../file={}",
    "/gradio_api/gradio_api/file={}",
    "/gradio_api/file/{}",
    "/file={}",
    "/file/{}",
    "/gradio_api/file=..%2f..%2f..%2f..%2f..%2f..%2f{}",
    "/gradio_api/file=../../../../../../{}",
    "/gradio_api/file=file://{}",
    "/gradio_api/file=http://127.0.0.1:1/",
    "/gradio_api/proxy=http://127.0.0.1:1",
    "/gradio_api/proxy=http://127.0.0.1:1/.hf.space",
    "/gradio_api/stream/x/1/1/playlist-file",
    "/gradio_api/custom_component/x/client/..%2f..%2f/x",
    "/gradio_api/deep_link?session_hash=x",
    "/gradio_api/info",
    "/gradio_api/openapi.json",
    "/gradio_api/call/ask/x",
    "/gradio_api/run-history/buckets",
    "/gradio_api/queue/status",
    "/static/..%2f..%2froutes.py",
    "/static/../routes.py",
    "/static/%2e%2e/%2e%2e/routes.py",
    "/assets/../../../routes.py",
    "/assets/..%2f..%2f..%2froutes.py",
    "/assets/%252e%252e/routes.py",
    "/assets/{}",
    "/svelte/..%2f..%2froutes.py",
    "/monitoring",
    "/monitoring/summary",
    "/openapi.json",
    "/docs",
    "/login",
    "/pwa_icon/1",
    "/data/secret.txt",
    "/secret.txt",
    "/..%2fsecret.txt",
]


@pytest.mark.parametrize("account", ["", "mallory"])
def test_no_file_is_served_that_is_not_the_products_own(target, account):
    cookie = target.cookie(account) if account else ""
    twice = quote(quote("/etc/passwd", safe=""), safe="")
    files = ["/etc/passwd", quote("/etc/passwd", safe=""), twice, str(target.data / "secret.txt")]
    files.append(str(target.data / "records.sqlite3"))
    served = []
    for place in (*PLACES, *(STAFF if account else ())):
        for escape in ESCAPES:
            for file in files if "{}" in escape else [""]:
                path = place + escape.replace("{}", file)
                reply = got(target.address, path, Cookie=cookie)
                told = any(secret in reply.text for secret in (SECRET, "root:x:", "SQLite format"))
                if told or not 400 <= reply.status < 500:
                    served.append((path, reply.status))
    assert served == []


def test_of_gradios_routes_a_visitor_reaches_only_those_that_the_page_calls(target):
    reached = set()
    for path, method in gradio_routes():
        if path.startswith("/gradio_api/"):
            reply = sent(target.address, method, path, {"Content-Type": "application/json"}, b"{}")
            if reply.status != 404:
                reached.add(path.removeprefix("/gradio_api/"))
    assert {path for path in reached if not path.startswith("heartbeat/")} <= CALLED
    assert {"queue/join", "queue/data"} <= reached


def test_what_the_page_is_made_of_tells_no_path_and_names_no_event(target):
    told = got(target.address, "/config").text + got(target.address, "/").text
    assert str(target.data) not in told and "site-packages" not in told
    assert {d["api_visibility"] for d in got(target.address, "/config").json["dependencies"]} == {
        "private"
    }
    for name in ("ask", "ask_this", "load", "stop", "predict", "lambda", "on_act", "act", "add"):
        for kind in ("run", "api", "call", "call/v2"):
            assert posted(target.address, f"/gradio_api/{kind}/{name}").status == 404


def test_visitors_can_upload_nothing(target):
    before = target.uploads()
    for path in (
        "/gradio_api/upload", "/gradio_api/upload/", "/gradio_api/%75pload", "//gradio_api/upload",
        "/gradio_api//upload", "/gradio_api/Upload", "/gradio_api/upload?upload_id=x",
        "/zh/gradio_api/upload", "/staff/gradio_api/upload", "/zh/staff/gradio_api/upload",
        "/gradio_api/component_server", "/gradio_api/process_recording",
    ):  # fmt: skip
        reply = uploaded(target.address, path, "evil.html", STRIKE.encode(), {})
        assert 400 <= reply.status < 500, path
    assert target.uploads() == before


def test_more_than_is_read_is_not_even_taken_in(target):
    before = target.uploads()
    ours = {"Cookie": target.cookie(), "Origin": target.address}
    for at in STAFF:
        content = b"a" * (MAX_BYTES + 1)
        reply = uploaded(target.address, f"{at}/gradio_api/upload", "a.txt", content, ours)
        assert reply.status == 413
    assert target.uploads() == before


def test_an_upload_of_staff_lands_nowhere_but_among_uploads(target):
    cookie = {"Cookie": target.cookie()}
    name = "../../../../../../" + str(target.data / "planted.txt")
    reply = uploaded(target.address, "/staff/gradio_api/upload", name, b"planted", cookie)
    assert reply.status == 200
    assert reply.json[0].startswith(str(target.files))
    assert not (target.data / "planted.txt").exists()


def test_staff_can_make_no_file_of_the_server_a_report_nor_have_it_deleted(target):
    number, cookie = staff_event(target, "submit", "adding"), target.cookie()

    def added(file: object) -> str:
        said = {"do": "add", "path": str(file), "name": "a.txt", "replaces": ""}
        return called(target.address, number, [], said, at="/staff", cookie=cookie)

    # An upload is looked into, and is gone then.
    upload = uploaded(target.address, "/staff/gradio_api/upload", "a.txt", b"", {"Cookie": cookie})
    assert "the file is empty" in added(upload.json[0])
    assert not Path(upload.json[0]).exists()
    library = Library(load_settings(data=target.data))
    try:
        before = [report.report_id for report in library.reports()]
        for file in ("/etc/passwd", target.data / "secret.txt", target.data / "records.sqlite3"):
            told = added(file)
            assert '"success":false' in told and SECRET not in told
        assert [report.report_id for report in library.reports()] == before
    finally:
        library.close()
    assert (target.data / "secret.txt").read_text(encoding="utf-8") == SECRET
    assert (target.data / "records.sqlite3").exists()
