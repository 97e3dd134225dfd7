"""Stands between a client and an endpoint, and misbehaves at one moment that a test chooses."""

import http.client
import itertools
import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.rag.llm.server import Endpoint, Request, reply_of, serving, top

DRIP = 0.02
"""Seconds between two drops of a reply that does not end."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One moment and what happens then.

    Attributes:
        kind: a name of `AT_ONCE` or `MIDWAY`.
        call: which of a question's calls is hit, as a share of them, from 0 to 1.
        after: how much of the reply is passed on first, as a share of its events, from 0 to 1.
    """

    kind: str
    call: float
    after: float


class Proxy:
    """Passes calls on to an endpoint.

    Attributes:
        fault: what happens next, or None; it happens once.
        calls: how many calls came since `expect`.
        bitten: whether the fault happened before its reply was whole.
    """

    def __init__(self, upstream: str) -> None:
        self._upstream = urlsplit(upstream).netloc
        self.ended = threading.Event()
        self.expect(None)

    def expect(self, fault: Fault | None, calls: int = 0) -> None:
        """Let `fault` happen in the next question, which makes `calls` calls."""
        self.fault, self.calls, self.bitten = fault, 0, False
        self._hit = int(fault.call * calls) if fault else -1

    def __call__(self, request: Request) -> None:
        number, self.calls = self.calls, self.calls + 1
        fault = self.fault if number == self._hit else None
        with suppress(ConnectionError, socket.timeout):  # the client may hang up, it is right
            if fault and fault.kind in AT_ONCE:
                self.bitten = True
                AT_ONCE[fault.kind](request, self)
            else:
                self._pass_on(request, fault)

    def _pass_on(self, request: Request, fault: Fault | None) -> None:
        reply = self._ask(request)
        kind = reply.getheader("Content-Type") or ""
        whole = reply.read()
        # A stream is passed on event by event; what is no stream is whole only at its very end.
        parts = re.findall(rb".*?\n\n", whole) if kind == EVENTS else [whole[:-9], whole[-9:]]
        last = next((n for n, part in enumerate(parts) if b'"stop"' in part), len(parts) - 1)
        most = len(parts) if kind == EVENTS else last
        cut = round(fault.after * most) if fault else len(parts)
        request.begin(reply.status, kind)
        request.wfile.write(b"".join(parts[:cut]))
        request.wfile.flush()
        if fault:
            self.bitten = cut <= last
            MIDWAY[fault.kind](request, self)

    def _ask(self, request: Request) -> http.client.HTTPResponse:
        upstream = http.client.HTTPConnection(self._upstream, timeout=60)
        headers = {"Content-Type": "application/json"}
        upstream.request("POST", request.path, json.dumps(request.body), headers)
        return upstream.getresponse()


@contextmanager
def between(upstream: str) -> Iterator[tuple[Proxy, Endpoint]]:
    """A proxy before `upstream`, and where it listens."""
    proxy = Proxy(upstream)
    with serving(proxy) as endpoint:
        try:
            yield proxy, endpoint
        finally:
            proxy.ended.set()


# --- what can happen ------------------------------------------------------------------------

Happens = Callable[[Request, Proxy], None]


def _killed(request: Request, _: Proxy) -> None:
    request.reset()


def _hung(_: Request, proxy: Proxy) -> None:
    proxy.ended.wait(60)


def _whole(status: int, kind: str, text: str) -> Happens:
    def happens(request: Request, _: Proxy) -> None:
        request.begin(status, kind)
        request.send(text)

    return happens


def _event(data: str) -> bytes:
    return f"data: {data}\n\n".encode()


def _then(data: str) -> Happens:
    """One more event of a stream, and its end."""
    return _bytes(_event(data))


def _bytes(data: bytes) -> Happens:
    return lambda request, _: (request.wfile.write(data), None)[1]


def _without_end(data: bytes, pause: float) -> Happens:
    def happens(request: Request, proxy: Proxy) -> None:
        for _ in itertools.takewhile(lambda _: not proxy.ended.is_set(), itertools.count()):
            request.wfile.write(data)
            time.sleep(pause)

    return happens


def _choosing(choices: str) -> str:
    return f'{{"id": "1", "object": "chat.completion.chunk", "choices": {choices}}}'


def _saying(content: str) -> str:
    return _choosing(f'[{{"index": 0, "delta": {{"content": {content}}}}}]')


def _told_yes(logprob: object) -> Happens:
    """Both a stream and a probability, of a model that lost its numbers."""
    return _whole(200, "application/json", reply_of("yes", top(("yes", logprob), ("no", -1.0))))


PLAIN, PAGE, EVENTS = "application/json", "text/html", "text/event-stream"
DEEP = "[" * 100_000

AT_ONCE: dict[str, Happens] = {
    "killed before its first word": _killed,
    "hung before its first word": _hung,
    "closed before its first word": lambda request, _: setattr(request, "close_connection", True),
    "500": _whole(500, PLAIN, '{"error": {"message": "no"}}'),
    "429": _whole(429, PLAIN, '{"error": "slow down"}'),
    "404 in HTML": _whole(404, PAGE, "<h1>Not here</h1>"),
    "503 without end": lambda request, proxy: (
        request.begin(503, PAGE), _without_end(b"<br>" * 10_000, 0)(request, proxy)
    )[1],
    "204": _whole(204, PLAIN, ""),
    "moved": _whole(302, PAGE, ""),
    "a web page": _whole(200, PAGE, "<h1>Welcome</h1>"),
    "no HTTP": _bytes(b"\x00\xff SSH-2.0 \r\n\r\n"),
    "headers without end": _without_end(b"X-Padding: " + b"x" * 10_000 + b"\r\n", 0),
    "lost numbers: NaN": _told_yes(float("nan")),
    "lost numbers: huge": _told_yes(1e308),
    "lost numbers: words": _told_yes("very"),
    "lost numbers: none": _told_yes(None),
}  # fmt: skip
"""In place of the whole reply."""

MIDWAY: dict[str, Happens] = {
    "killed": _killed,
    "hung": _hung,
    "closed": lambda *_: None,
    "dripping": _without_end(b": \n", DRIP),
    "talking without end": _without_end(_event(_saying('"la "')) * 50, 0),
    "a line without end": _without_end(b"x" * 65_536, 0),
    "broken JSON": _then('{"choices": ['),
    "deep JSON": _then(DEEP),
    "HTML": _bytes(b"<html><body>Bad gateway</body></html>\n\n"),
    "an event that is HTML": _then("<html>"),
    "not UTF-8": _bytes(b"data: \xff\xfe\n\n"),
    "half a character": _bytes(_event(_saying('"港"'))[:-10]),
    "no choices": _then(_choosing("[]")),
    "choices that are none": _then(_choosing("null")),
    "a choice that is a word": _then(_choosing('["yes"]')),
    "a piece that is a number": _then(_saying("12000")),
    "a piece that is a list": _then(_saying("[12000]")),
    "an error": _then('{"error": {"message": "out of memory", "code": 500}}'),
}
"""After a part of the reply has been passed on."""
