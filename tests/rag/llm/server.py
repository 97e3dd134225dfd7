"""An OpenAI-compatible endpoint on loopback that does what a test tells it."""

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[["Request"], None]


class Request(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "Endpoint"

    def do_POST(self) -> None:
        self.body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.bodies.append(self.body)
        self.server.behave(self)

    def log_message(self, *_: Any) -> None:
        pass

    def begin(self, status: int, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True

    def send(self, text: str) -> None:
        self.wfile.write(text.encode())
        self.wfile.flush()

    def piece(self, text: str, finish: str | None = None) -> None:
        choice = {"index": 0, "delta": {"content": text}, "finish_reason": finish}
        self.send(f"data: {json.dumps(chunk(choice, 'chat.completion.chunk'))}\n\n")

    def reset(self) -> None:
        """Drop the connection as a killed process does."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True


class Endpoint(ThreadingHTTPServer):
    daemon_threads = True
    behave: Behaviour
    bodies: list[dict[str, Any]]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def handle_error(self, *_: Any) -> None:
        """Connections that a test breaks are no news."""


@contextmanager
def serving(behave: Behaviour, port: int = 0) -> Iterator[Endpoint]:
    server = Endpoint(("127.0.0.1", port), Request)
    server.behave, server.bodies = behave, []
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def chunk(choice: dict[str, Any], kind: str) -> dict[str, Any]:
    return {"id": "1", "object": kind, "created": 1, "model": "m", "choices": [choice]}


def reply_of(text: str, logprobs: Any = None) -> str:
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": logprobs}
    return json.dumps(chunk(choice, "chat.completion"))


def top(*candidates: tuple[str, float]) -> dict[str, Any]:
    ranked = [{"token": t, "logprob": p, "bytes": None} for t, p in candidates]
    return {"content": [ranked[0] | {"top_logprobs": ranked}], "refusal": None}


# --- behaviours ---------------------------------------------------------------------------


def good(*pieces: str, yes: float = -0.05) -> Behaviour:
    """Stream the pieces; asked for one token with its probabilities, say yes."""

    def behave(request: Request) -> None:
        if request.body.get("stream"):
            request.begin(200, "text/event-stream")
            for text in pieces:
                request.piece(text)
            request.piece("", "stop")
            request.send("data: [DONE]\n\n")
        else:
            request.begin(200, "application/json")
            request.send(reply_of("yes", top(("yes", yes), ("no", -3.0))))

    return behave


def hangs(until: threading.Event) -> Behaviour:
    return lambda _: (until.wait(60), None)[1]


def hangs_half_way(until: threading.Event) -> Behaviour:
    def behave(request: Request) -> None:
        request.begin(200, "text/event-stream")
        request.piece("The harbour ")
        until.wait(60)

    return behave


def closes_half_way(request: Request) -> None:
    """End the connection in good order, in the middle of a reply."""
    request.begin(200, "text/event-stream")
    request.piece("The harbour ")


def dies_half_way(request: Request) -> None:
    request.begin(200, "text/event-stream")
    request.piece("The harbour ")
    request.reset()


def dies_at_once(request: Request) -> None:
    request.reset()


def tells_an_error_half_way(request: Request) -> None:
    request.begin(200, "text/event-stream")
    request.piece("The harbour ")
    request.send('data: {"error": {"message": "out of memory", "code": 500}}\n\n')


def answers(status: int, kind: str, text: str) -> Behaviour:
    def behave(request: Request) -> None:
        request.begin(status, kind)
        request.send(text)

    return behave
