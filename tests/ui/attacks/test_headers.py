"""Headers of every reply."""

from tests.ui.attacks.target import LIONS, PASSWORD
from tests.ui.attacks.wire import JSON, form, posted, sent


def test_every_reply_forbids_other_hosts_frames_and_guessing_of_types(target, asked):
    answer_id = asked(LIONS).answer_id
    home = {"Accept": "text/html", "Origin": "http://127.0.0.1:1"}
    replies = {
        path: sent(target.address, "GET", path, home)
        for path in (
            "/", "/zh/", "/config", "/theme.css", "/sign-in", "/zh/sign-in", "/source/lions",
            "/source/lions?part=1", "/source/nothing", "/page/cranes/1.png", "/page/nothing/1.png",
            "/language/en", "/nothing", "/staff/", "/staff/config", "/source/lions?start=x",
            "/gradio_api/file=/etc/passwd", "/gradio_api/heartbeat/x", "/favicon.ico",
            *(f"/answers/{answer_id}.{ending}" for ending in ("md", "pdf", "json", "exe")),
        )
    }  # fmt: skip
    token = target.cookie()
    replies["staff"] = sent(target.address, "GET", "/staff/", {**home, "Cookie": token})
    replies["unread"] = sent(target.address, "POST", "/sign-in", JSON, b"{")
    replies["long"] = sent(target.address, "POST", "/sign-in", {"Content-Length": "9999999"}, b"")
    replies["foreign"] = posted(target.address, "/sign-in", {}, {"Origin": "null"})
    replies["denied"] = form(target.address, "/sign-in", name="mallory", password="")
    replies["entered"] = form(target.address, "/sign-in", name="mallory", password=PASSWORD)
    replies["no host"] = sent(target.address, "GET", "/", {"Host": None})
    preflight = {"Origin": "http://127.0.0.1:1", "Access-Control-Request-Method": "POST"}
    for path in ("/", "/gradio_api/queue/join", "/staff/config"):
        replies[f"preflight {path}"] = sent(target.address, "OPTIONS", path, preflight)
    replies["named"] = sent(target.address, "GET", "/config", {**home, "Host": "reports.example"})
    assert {200, 303, 400, 401, 403, 404, 413, 422} <= {one.status for one in replies.values()}
    for name, reply in replies.items():
        policy = dict(
            part.strip().split(" ", 1)
            for part in reply.headers["Content-Security-Policy"].split(";")
        )
        sources = {source for value in policy.values() for source in value.split()}
        own = ("'self'", "'none'", "'unsafe-inline'", "'unsafe-eval'", "data:", "blob:")
        assert sources <= set(own), name
        assert policy["default-src"] == policy["connect-src"] == policy["form-action"] == "'self'"
        assert policy["object-src"] == "'none'" and policy["frame-ancestors"] == "'self'"
        assert "data:" not in policy["script-src"] and "blob:" not in policy["script-src"]
        assert reply.headers["X-Content-Type-Options"] == "nosniff", name
        assert reply.headers["Referrer-Policy"] == "same-origin", name
        assert reply.headers["Cross-Origin-Resource-Policy"] == "same-origin", name
        assert not [one for one in reply.headers if one.lower().startswith("access-control")], name
        if name.startswith("/answers/") and reply.status == 200:
            assert reply.headers["Content-Disposition"].startswith('attachment; filename="'), name
