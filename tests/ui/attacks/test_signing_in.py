"""Sessions cannot be planted, kept or guessed, and signing in leads nowhere else."""

import re
from urllib.parse import urljoin, urlsplit

from tests.ui.attacks.target import PASSWORD
from tests.ui.attacks.wire import form, sent
from ui.guard import COOKIE


def session_of(reply) -> str:
    return re.match(rf"{COOKIE}=([^;]+);", reply.headers["Set-Cookie"])[1]


def test_a_session_planted_before_signing_in_is_of_no_use_after_it(target):
    planted = target.token("mallory")
    for cookie in (planted, "planted"):
        reply = form(
            target.address, "/sign-in", {"Cookie": f"{COOKIE}={cookie}"},
            name="mallory", password=PASSWORD,
        )  # fmt: skip
        assert reply.status == 303
        fresh = session_of(reply)
        assert fresh != cookie and target.records.accounts.who(fresh) is not None
        assert target.records.accounts.who(cookie) is None


def test_the_cookie_is_kept_from_scripts_and_other_sites_and_ends_on_the_server(target):
    over_tls = {"X-Forwarded-Proto": "https"}
    reply = form(target.address, "/sign-in", over_tls, name="mallory", password=PASSWORD)
    flags = {part.strip().lower() for part in reply.headers["Set-Cookie"].split(";")[1:]}
    assert {"httponly", "samesite=strict", "secure", "path=/"} <= flags
    assert not any(flag.startswith("domain") for flag in flags)
    token = session_of(reply)
    cookie = {"Cookie": f"{COOKIE}={token}"}
    assert sent(target.address, "GET", "/staff/config", cookie).status == 200
    assert sent(target.address, "GET", "/sign-out", cookie).status >= 400
    assert target.records.accounts.who(token) is not None
    assert form(target.address, "/sign-out", cookie).status == 303
    assert sent(target.address, "GET", "/staff/config", cookie).status == 401
    assert target.records.accounts.who(token) is None


def test_signing_in_leads_nowhere_but_to_a_staff_page_of_ours(target):
    for then in (
        "https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example",
        "/staff//elsewhere.example", "/staff/..//elsewhere.example", "\\\\elsewhere.example",
        "/staff/\r\nLocation: https://elsewhere.example", "javascript:alert(1)//staff",
        " //elsewhere.example", "/\t/elsewhere.example", "/staff@elsewhere.example",
        "https:elsewhere.example", "/zh/../..//elsewhere.example", "",
    ):  # fmt: skip
        reply = form(target.address, "/sign-in", name="mallory", password=PASSWORD, then=then)
        assert reply.status == 303
        to = urlsplit(urljoin(target.address, reply.headers["Location"]))
        assert to.netloc == urlsplit(target.address).netloc, then
        assert to.path.startswith("/staff"), then
        assert len(reply.headers.get_all("Location")) == 1


def test_an_unknown_name_and_a_wrong_password_are_answered_alike(target):
    wrong = form(target.address, "/sign-in", name="mallory", password="a wrong password")
    unknown = form(target.address, "/sign-in", name="nobody1", password="a wrong password")
    assert wrong.status == unknown.status == 403
    assert wrong.text.replace("mallory", "nobody1") == unknown.text
    assert "Set-Cookie" not in wrong.headers and "Set-Cookie" not in unknown.headers


def test_after_some_failures_a_name_and_an_address_have_to_wait(target):
    def tried(name: str, address: str, password: str = "not this") -> str:
        told = form(
            target.address, "/sign-in", {"X-Forwarded-For": address}, name=name, password=password
        )
        assert told.status == 403
        return re.search(r'role="alert">([^<]*)', told.text)[1]

    by_name = [tried("gina", f"192.0.2.{i}") for i in range(6)]
    assert by_name[4] == by_name[0] and by_name[5].startswith("too many")
    by_address = [tried(f"name{i}", "198.51.100.7") for i in range(21)]
    assert by_address[19] == by_address[0] and by_address[20].startswith("too many")
    # The right password does not help, else it could be found all the same.
    assert tried("mallory", "198.51.100.7", PASSWORD).startswith("too many")


def test_a_password_is_nowhere_in_the_log_nor_in_the_database(target):
    typed = "my-very-secret-pass-phrase"
    for name, password in (("mallory", typed), (typed, typed)):
        form(target.address, "/sign-in", name=name, password=password)
    form(target.address, f"/sign-in?password={typed}", name="x1", password=typed)
    assert target.records.log.latest(1)[0].action == "sign-in failed"
    for file in (target.log, *target.data.glob("records.sqlite3*")):
        content = file.read_bytes()
        assert typed.encode() not in content and PASSWORD.encode() not in content, file
