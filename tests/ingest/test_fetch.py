"""Only what is public on the web is fetched, within limits, and it leaves nothing when it fails."""

import ipaddress
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from core.errors import InputError
from ingest import fetch as fetching
from ingest.fetch import fetch, is_address

PAGE = b"<html><body><p>The harbour has three quays.</p></body></html>"


class Harbour(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/round":
            self.answer(302, b"", Location="/round")
        elif self.path == "/inward":
            self.answer(302, b"", Location="http://10.0.0.7/secret")
        elif self.path == "/file":
            self.answer(302, b"", Location="file:///etc/hostname")
        elif self.path == "/gone":
            self.answer(404, b"")
        else:
            self.answer(200, PAGE, **{"Content-Type": "text/html; charset=utf-8"})

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None: ...


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server on this machine whose own loopback address counts as public, and no other."""
    made = HTTPServer(("127.0.0.1", 0), Harbour)
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    public = fetching._is_public
    here = ipaddress.ip_address("127.0.0.1")
    monkeypatch.setattr(fetching, "_is_public", lambda one: one == here or public(one))
    try:
        yield f"http://127.0.0.1:{made.server_port}"
    finally:
        made.shutdown()
        thread.join()
        made.server_close()


def test_a_page_is_put_in_the_same_place_each_time(server: str, tmp_path: Path) -> None:
    file = fetch(f"{server}/plans/harbour.htm", tmp_path / "pages")
    assert file.read_bytes() == PAGE
    assert file.name.startswith("harbour-")
    assert file.suffix == ".html"
    assert fetch(f"{server}/plans/harbour.htm", tmp_path / "pages") == file


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/inward", "no public address"),
        ("/file", "neither http nor https"),
        ("/round", "more than 5 redirects"),
        ("/gone", "the server says 404"),
    ],
)
def test_what_leads_astray_is_refused_and_leaves_nothing(
    server: str, tmp_path: Path, path: str, reason: str
) -> None:
    with pytest.raises(InputError, match=reason):
        fetch(server + path, tmp_path / "pages")
    assert not (tmp_path / "pages").exists()


def test_too_large_a_page_is_refused(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "MAX_BYTES", len(PAGE) - 1)
    with pytest.raises(InputError, match="more than"):
        fetch(server, tmp_path)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "10.1.2.3",
        "169.254.169.254",
        "0.0.0.0",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[::7f00:1]",
        "[fec0::1]",
    ],
)
def test_no_private_or_loopback_address_is_asked(host: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no public address"):
        fetch(f"http://{host}:9/", tmp_path)


def test_a_name_that_leads_inward_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inward = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.168.1.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: inward)
    with pytest.raises(InputError, match=r"reports\.example is no public address"):
        fetch("http://reports.example/plan", tmp_path)


def test_addresses_are_told_from_paths() -> None:
    assert is_address("https://reports.example/plan")
    assert is_address("file:///etc/hostname")
    assert not is_address("reports/plan.md")
