"""What is too long or malformed is refused, and breaks nothing."""

import re
from urllib.parse import urlsplit

from tests.ui.attacks.routes import staff_event
from tests.ui.attacks.target import APES, LIONS
from tests.ui.attacks.wire import JSON, PLACES, called, event, got, posted, sent, status_of
from ui.guard import COOKIE, LONGEST_BODY

JOIN = "/gradio_api/queue/join"


def test_what_is_longer_than_it_may_be_is_refused_whatever_it_says_of_its_length(target, asked):
    answer_id = asked(LIONS).answer_id
    paths = (
        "/sign-in", "/sign-out", f"/answers/{answer_id}/feedback", "/conversations/x/share",
        "/gradio_api/queue/join", "/gradio_api/cancel",
    )  # fmt: skip
    before = target.crashes()
    for place in PLACES:
        for path in paths:
            piece = b'"' + b"a" * 100_000
            pieces = iter([piece] * (LONGEST_BODY // 100_000 + 1))
            kind = {"Content-Type": "application/json"}
            assert sent(target.address, "POST", place + path, kind, pieces).status == 413
            told = {**kind, "Content-Length": str(LONGEST_BODY + 1)}
            assert sent(target.address, "POST", place + path, told, b"{}").status == 413
    assert target.crashes() == before


def test_long_questions_and_reasons_are_refused_and_nothing_of_them_is_kept(target, asked):
    waiting = target.records.judgements.count_open()
    said = {"question": "lions " * 20_000, "replaces": False}
    told = called(target.address, event(target.address, "submit", "talk"), [None, ""], said)
    assert 'data-state=\\"broken\\"' in told and "ask in at most" in told
    assert target.records.judgements.count_open() == waiting
    answer_id = asked(APES).answer_id
    reason = {"kind": "wrong", "reason": "x" * 2001}
    assert posted(target.address, f"/answers/{answer_id}/feedback", reason).status == 422
    assert target.records.conversations.answer(answer_id).feedback is None


def test_letters_that_deceive_or_that_no_database_takes_are_not_kept(target, asked):
    stored = asked("\u202eHow many lions\0 does\u2066 the zoo of Tarnwick\u200b keep?\x1b[2J")
    assert not re.search("[\0\u202e\u2066\u200b\x1b]", stored.answer.question)
    assert "lions" in stored.answer.question
    for half in (r'"\ud800"', r'"a\udfff"'):
        for body in (
            f'{{"fn_index": 0, "data": [{half}, null, ""], "session_hash": "x"}}',
            f'{{"fn_index": 0, "data": ["x", null, ""], "session_hash": {half}}}',
            f'{{"kind": "wrong", "reason": {half}}}',
            f'{{{half}: 1}}',
        ):  # fmt: skip
            path = f"/answers/{stored.answer_id}/feedback" if "fn" not in body else JOIN
            assert sent(target.address, "POST", path, JSON, body.encode()).status == 400
    told = {"kind": "wrong", "reason": "NUL \0 and \u202e"}
    assert posted(target.address, f"/answers/{stored.answer_id}/feedback", told).status == 204
    number = staff_event(target, "submit", "desk")
    chosen = {"do": "choose", "answer": stored.answer_id}
    desk = called(target.address, number, [None, None], chosen, at="/staff", cookie=target.cookie())
    assert "NUL" in desk and "\\u0000" not in desk


def test_what_is_malformed_is_refused_and_breaks_nothing(target, asked):
    answer_id = asked(LIONS).answer_id
    host = urlsplit(target.address).netloc
    before = target.crashes()
    wrong = {}

    def begun(line: str, *headers: str) -> bytes:
        lines = (line, f"Host: {host}", "Connection: close", *headers)
        return "\r\n".join((*lines, "", "")).encode("latin-1")

    post = "POST /sign-in HTTP/1.1"
    requests = {
        "no host": b"GET / HTTP/1.1\r\n\r\n",
        "a length in letters": begun(post, "Content-Length: abc"),
        "a length below nothing": begun(post, "Content-Length: -1"),
        "a length with a sign": begun(post, "Content-Length: +1"),
        "a length as Python writes it": begun(post, "Content-Length: 1_0"),
        "a length of thirty figures": begun(post, f"Content-Length: {'9' * 30}"),
        "two lengths": begun(post, "Content-Length: 1", "Content-Length: 2"),
        "both lengths": begun(
            post, "Content-Length: 1", "Transfer-Encoding: chunked"
        ) + b"zz\r\n",
        "a chunk of no size": begun(post, "Transfer-Encoding: chunked") + b"zz\r\n",
        "a path in bytes": begun("GET /\xff\xfe HTTP/1.1"),
        "no path": begun("GET staff/ HTTP/1.1"),
        "control letters in a cookie": begun("GET /staff/ HTTP/1.1", "Cookie: \x01\x02=;;==,\"\\"),
        "a tunnel": begun("CONNECT x:1 HTTP/1.1"),
        "a trace": begun("TRACE / HTTP/1.1"),
        "a web socket": begun(
            f"GET {JOIN} HTTP/1.1", "Upgrade: websocket", "Connection: Upgrade",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13",
        ),
    }  # fmt: skip
    for name, request in requests.items():
        wrong[name] = status_of(target.address, request)
    for name in ("", "[", "[::1", "a b", 'x"><script>', "x:y", f"{host}\xff", "x/y", "x@y", "x,y"):
        wrong[f"host {name}"] = sent(target.address, "GET", "/", {"Host": name}).status
    for cookie in (
        f"{COOKIE}=\xff\xfe", f'{COOKIE}="\\777\\000"', f"a b@[]; {COOKIE}=x", "a=b; " * 3000,
        f"{COOKIE}", f"=; {COOKIE}=;", f"{COOKIE}={'x' * 5000}", f"{COOKIE}=\\u0000%00",
    ):  # fmt: skip
        wrong[f"cookie {cookie[:40]}"] = got(target.address, "/staff/", Cookie=cookie).status
    bodies = {
        "not a number": '{"kind": NaN}', "more than any number": '{"kind": 1e999}',
        "deep": "[" * 100_000, "a number of 6000 figures": f'{{"kind": {"1" * 6000}}}',
        "bytes": b'{"kind": "\xff"}', "a list": "[]", "nothing": "", "no JSON": "{", "null": "null",
        "no such kind": '{"kind": "best"}', "an object": '{"kind": {"a": 1}}',
    }  # fmt: skip
    for name, body in bodies.items():
        sending = body if isinstance(body, bytes) else body.encode()
        for path in (f"/answers/{answer_id}/feedback", JOIN, "/gradio_api/cancel"):
            for kind in ("application/json", "text/plain", "multipart/form-data; boundary=a", ""):
                told = {"Content-Type": kind}
                wrong[f"{name}: {path} {kind}"] = sent(
                    target.address, "POST", path, told, sending
                ).status
    for body in (
        {"fn_index": 9999, "data": [], "session_hash": "x"}, {"fn_index": -1, "data": []},
        {"fn_index": -1, "data": [], "session_hash": "x"}, {"fn_index": "x"}, {"data": []},
        {"fn_index": 0, "session_hash": "x"}, {"api_name": "x", "data": [], "session_hash": "x"},
    ):  # fmt: skip
        wrong[f"join {body}"] = posted(target.address, JOIN, body).status
    for path in (
        "/source/lions?start=x", "/source/nothing?start=-1&end=-9", "/page/cranes/0.png",
        "/page/cranes/99999999999999999999.png", "/page/cranes/x.png", "/answers/x.exe",
        "/answers/%0d%0aSet-Cookie:%20a=b.md", "/language/xx", "/gradio_api/queue/data", "/%00",
        "/source/%ff%fe", "/answers/%ed%a0%80.md",
    ):  # fmt: skip
        wrong[path] = got(target.address, path).status
    assert {name: status for name, status in wrong.items() if not 400 <= status < 500} == {}
    assert target.crashes() == before
    assert target.records.conversations.answer(answer_id).feedback is None


def test_nothing_that_is_asked_for_becomes_a_header(target):
    line = "%0d%0aSet-Cookie:%20planted=1%0d%0aX-Planted:%201"
    for path in (
        f"/answers/x{line}.md", f"/source/x{line}", f"/staff/{line}", f"/language/en?then={line}",
        f"/sign-in?then={line}", f"/?shared={line}", f"/zh/staff{line}/", f"/language/en{line}",
        f"/page/x{line}/1.png",
    ):  # fmt: skip
        for accept in ("*/*", "text/html"):
            reply = got(target.address, path, Accept=accept)
            assert "X-Planted" not in reply.headers
            assert "planted" not in str(reply.headers.get_all("Set-Cookie"))
