"""No other site acts in a reader's or a staff member's name, or reads what they see."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.ui.attacks.target import LIONS, TIGERS
from tests.ui.attacks.wire import PLACES, STAFF, posted, sent, uploaded
from ui.guard import COOKIE
from ui.words import ENGLISH

pytestmark = pytest.mark.browser


def test_no_request_of_another_origin_changes_anything(target, asked):
    stored, token = asked(LIONS), target.token("mallory")
    port, host = urlsplit(target.address).port, urlsplit(target.address).netloc
    foreign = [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": f"http://127.0.0.1:{port + 1}"},
        {"Origin": f"http://{host}.elsewhere.example"},
        {"Origin": f"ftp://{host}"},
        {"Origin": "http://["},
        {"Origin": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": target.address},
    ]
    doors = [
        ("/sign-in", None),
        ("/sign-out", None),
        ("/gradio_api/queue/join", {"fn_index": 0, "data": ["x", None, ""], "session_hash": "x"}),
        ("/gradio_api/cancel", {"session_hash": "x", "fn_index": 0, "event_id": "x"}),
        ("/staff/gradio_api/queue/join", {"fn_index": 0, "data": [], "session_hash": "x"}),
        (f"/answers/{stored.answer_id}/feedback", {"kind": "down"}),
        (f"/conversations/{stored.conversation_id}/share", {}),
        (f"/conversations/{stored.conversation_id}/unshare", {}),
    ]
    with_cookie = {"Cookie": f"{COOKIE}={token}"}
    let_in = []
    for headers in foreign:
        for place in PLACES:
            for path, body in doors:
                reply = posted(target.address, place + path, body, {**headers, **with_cookie})
                let_in += [(headers, place + path)] if reply.status != 403 else []
        for at in STAFF:
            reply = uploaded(
                target.address, f"{at}/gradio_api/upload", "a.txt", b"a", {**headers, **with_cookie}
            )
            let_in += [(headers, at)] if reply.status != 403 else []
    assert let_in == []
    assert target.records.accounts.who(token) is not None
    assert target.records.conversations.answer(stored.answer_id).feedback is None
    # The same from a page of ours.
    ours = {"Origin": target.address, "Sec-Fetch-Site": "same-origin", **with_cookie}
    upload = uploaded(target.address, "/staff/gradio_api/upload", "a.txt", b"a", ours)
    assert upload.status == 200
    for path, body in (*doors[2:], doors[1]):
        assert posted(target.address, path, body, ours).status in (200, 204, 303), path
    assert target.records.accounts.who(token) is None


def test_a_name_that_another_site_lets_point_here_leads_nowhere(target):
    port = urlsplit(target.address).port
    for host in (
        "elsewhere.example",
        f"elsewhere.example:{port}",
        f"127.0.0.1.elsewhere.example:{port}",
    ):
        own = {"Host": host, "Origin": f"http://{host}", "Cookie": target.cookie()}
        for path in ("/", "/config", "/staff/", "/source/lions"):
            assert sent(target.address, "GET", path, own).status == 400, (host, path)
        assert posted(target.address, "/sign-out", {}, own).status == 400
    assert sent(target.address, "GET", "/config", {"Host": f"localhost:{port}"}).status == 200


ELSEWHERE = """<!doctype html><title>untouched</title>
<script>
const victim = %r, answer = %r, conversation = %r;
const json = { "Content-Type": "application/json" };
async function tried(path, how) {
  const reply = await fetch(victim + path, { credentials: "include", ...how }).catch(() => null);
  return reply && reply.type !== "opaque" ? path + " was read" : "";
}
async function strike() {
  const read = [];
  for (const path of ["/", "/config", "/staff/", "/staff/config", "/source/lions",
                      `/answers/${answer}.json`, "/staff/gradio_api/app_id"]) {
    read.push(await tried(path, {}));
    if (await fetch(victim + path, { mode: "no-cors", credentials: "include" }).catch(() => null))
      read.push(path + " was embedded");
  }
  const text = { mode: "no-cors", method: "POST", headers: { "Content-Type": "text/plain" } };
  for (const how of [text, { method: "POST", headers: json }]) {
    for (const [path, body] of [[`/answers/${answer}/feedback`, { kind: "down" }],
                                [`/conversations/${conversation}/share`, {}], ["/sign-out", {}]])
      read.push(await tried(path, { ...how, body: JSON.stringify(body) }));
  }
  const image = await new Promise((told) => {
    const made = new Image();
    made.onload = () => told("the image was shown");
    made.onerror = () => told("");
    made.src = victim + "/page/cranes/1.png";
  });
  return [...read, image].filter(Boolean);
}
</script>
<form method="post" action="%s/sign-out" target="hidden"><button>Free lions</button></form>
<iframe name="hidden"></iframe><iframe name="framed" src="%s/staff/"></iframe>
"""


@pytest.fixture
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """Another site on this machine, which the browser sends the same cookies; and its page."""
    pages: list[str] = []

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages[0].encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        running = threading.Thread(target=server.serve_forever)
        running.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", pages
        finally:
            server.shutdown()
            running.join()


def test_a_page_of_another_port_cannot_use_or_read_what_the_victim_may(
    browser: Browser, target, asked, elsewhere
):
    stored, token = asked(TIGERS), target.token("mallory")
    address, pages = elsewhere
    victim = target.address
    pages.append(
        ELSEWHERE % (victim, stored.answer_id, stored.conversation_id, victim, victim)
    )  # fmt: skip
    context = browser.new_context()
    try:
        context.add_cookies([{"name": COOKIE, "value": token, "url": victim}])
        page = context.new_page()
        carried = []
        page.on("request", lambda r: carried.append(r.all_headers().get("cookie", "")))
        page.goto(address)
        assert page.evaluate("strike()") == []
        page.get_by_role("button").click()
        page.wait_for_timeout(300)
        assert any(token in cookie for cookie in carried), "the attack had no cookie to use"
        framed = next(frame for frame in page.frames if frame.name == "framed")
        assert ENGLISH.desk not in framed.content()
    finally:
        context.close()
    assert target.records.accounts.who(token) is not None
    now = target.records.conversations.answer(stored.answer_id)
    assert now.feedback is None
