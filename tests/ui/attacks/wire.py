"""Requests as no browser would send them, and a page's events as its script would."""

import http.client
import json
import secrets
import socket
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message
from typing import Any
from urllib.parse import urlencode, urlsplit

FORM = "application/x-www-form-urlencoded"
JSON = {"Content-Type": "application/json"}
SECONDS = 60.0

PLACES = ("", "/zh")
STAFF = ("/staff", "/zh/staff")

Headers = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def opened(
    address: str, method: str, target: str, headers: Headers, body: bytes | Iterator[bytes] | None
) -> http.client.HTTPConnection:
    """Send a request whose target goes out as it is; without a "Host" of None, the right one."""
    at = urlsplit(address)
    connection = http.client.HTTPConnection(at.hostname or "", at.port, timeout=SECONDS)
    told = {"Host": at.netloc, "Connection": "close", **headers}
    if isinstance(body, bytes) and "Content-Length" not in told:
        told["Content-Length"] = str(len(body))
    elif body is not None and not isinstance(body, bytes):
        told["Transfer-Encoding"] = "chunked"
    connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
    for name, value in told.items():
        if value is not None:
            connection.putheader(name, value)
    # A server that has read enough replies and hangs up; what it said is there to be read.
    with suppress(BrokenPipeError, ConnectionResetError):
        connection.endheaders(body, encode_chunked=not isinstance(body, bytes))
    return connection


def sent(
    address: str,
    method: str,
    target: str,
    headers: Headers = {},  # noqa: B006 - only read
    body: bytes | Iterator[bytes] | None = None,
) -> Reply:
    connection = opened(address, method, target, headers, body)
    try:
        reply = connection.getresponse()
        # What is told without an end is not waited for.
        endless = reply.headers.get_content_type() == "text/event-stream"
        return Reply(reply.status, reply.headers, b"" if endless else reply.read())
    finally:
        connection.close()


def got(address: str, target: str, **headers: str) -> Reply:
    return sent(address, "GET", target, {n.replace("_", "-"): v for n, v in headers.items()})


def posted(
    address: str, target: str, said: Any = None, headers: Headers = {}  # noqa: B006 - only read
) -> Reply:  # fmt: skip
    body = json.dumps(said or {}).encode()
    return sent(address, "POST", target, {**JSON, **headers}, body)


def form(address: str, target: str, headers: Headers = {}, **fields: str) -> Reply:  # noqa: B006
    body = urlencode(fields).encode()
    return sent(address, "POST", target, {"Content-Type": FORM, **headers}, body)


def uploaded(address: str, target: str, name: str, content: bytes, headers: Headers) -> Reply:
    edge = "edge"
    body = (
        f'--{edge}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
        "Content-Type: text/plain\r\n\r\n"
    ).encode() + content + f"\r\n--{edge}--\r\n".encode()  # fmt: skip
    told = {"Content-Type": f"multipart/form-data; boundary={edge}", **headers}
    return sent(address, "POST", target, told, body)


def status_of(address: str, request: bytes) -> int:
    """Send bytes and return the status of the reply, 0 of none."""
    at = urlsplit(address)
    with socket.create_connection((at.hostname, at.port), timeout=SECONDS) as connection:
        connection.sendall(request)
        said = b""
        while b"\r\n" not in said and (more := connection.recv(4096)):
            said += more
    return int(said.split(b" ", 2)[1]) if said.startswith(b"HTTP/") else 0


def event(address: str, name: str, elem_id: str = "") -> int:
    """Return the number of an event of a page: of a component, or the page's own."""
    config = got(address, "/config").json
    of = {c["id"]: c["props"].get("elem_id") for c in config["components"]}
    return next(
        dependency["id"]
        for dependency in config["dependencies"]
        for component, kind in dependency["targets"]
        if kind == name and (of.get(component) or "") == elem_id
    )


def called(
    address: str,
    number: int,
    data: list[Any],
    said: Any = None,
    session: str = "",
    at: str = "",
    cookie: str = "",
) -> str:
    """Let an event happen; return all that the server told of it, as it came.

    Args:
        address: of the server.
        number: of the event.
        data: the values of its inputs.
        said: what a component's script said.
        session: of the tab; a new one if empty.
        at: where the page is, such as "/staff".
        cookie: the header of that name.
    """
    session = session or secrets.token_hex(6)
    body = {"fn_index": number, "data": data, "event_data": said, "session_hash": session}
    joined = posted(address, f"{at}/gradio_api/queue/join", body, {"Cookie": cookie})
    assert joined.status == 200, joined.text
    target = f"{at}/gradio_api/queue/data?session_hash={session}"
    connection = opened(address, "GET", target, {"Cookie": cookie}, None)
    told = ""
    try:
        reply = connection.getresponse()
        while '"process_completed"' not in told and (line := reply.readline()):
            told += line.decode()
    finally:
        connection.close()
    return told
