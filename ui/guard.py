"""What is let through to the pages: who may go where, from where, and what may be sent."""

import json
import re
from collections.abc import Callable
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from records.accounts import Account
from ui.words import LANGUAGES

COOKIE = "askreports_session"
STAFF_ROLES = ("staff", "admin")

LONGEST_BODY = 1_000_000
"""Bytes that may be sent at once but for an upload; a question is a few hundred."""

_SAFE = ("GET", "HEAD", "OPTIONS")
_STAFF = tuple(f"{words.path}/staff" for words in LANGUAGES.values())

# Gradio serves and takes files, fetches addresses, reaches for other hosts and tells of its queue,
# for whoever asks. Our pages call these routes alone, those of staff an upload besides.
_CALLED = ("queue/join", "queue/data", "cancel", "reset", "app_id")
_HELD_OPEN = "heartbeat/"
_UPLOAD = "upload"
_STARTS = "|".join(words.path for words in LANGUAGES.values())
_UNUSED = re.compile(
    rf"(?:{_STARTS})(?:/staff)?/(?:login|logout|monitoring|openapi\.json|pwa_icon|svelte)(?:/.*)?",
    re.DOTALL,
)

_HOST = re.compile(r"(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?", re.IGNORECASE)
_FORM = "application/x-www-form-urlencoded"

Who = Callable[[str | None], Account | None]


class Guard:
    """Refuses what no page of ours would ask for.

    - Staff pages, and all that is served below them, are for those who are signed in.
    - A request that changes something must come from a page of this server (its Origin is ours,
      or the browser says that it is), so that no other site acts in a reader's name.
    - Of Gradio's routes only those are open that the pages call.
    - What is sent has a limit of length, and is text that can be sent back in an error's reply.

    Args:
        app: what is guarded.
        who: tells the account of a session's token.
    """

    def __init__(self, app: ASGIApp, who: Who) -> None:
        self._app = app
        self._who = who

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "websocket":  # no page opens one
            await send({"type": "websocket.close"})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is None and scope["method"] not in _SAFE and not _is_upload(scope["path"]):
            headers = Headers(scope=scope)
            body = await _read(headers, receive)
            refusal = _unfit(body, headers)
            receive = _Again(body or b"", receive)
        await (refusal or self._app)(scope, receive, send)

    def _refusal(self, scope: Scope) -> PlainTextResponse | RedirectResponse | None:
        headers, path = Headers(scope=scope), scope["path"]
        if _HOST.fullmatch(headers.get("host", "")) is None:
            return PlainTextResponse("no host, or none that can be", 400)
        if scope["method"] not in _SAFE and not _from_here(headers):
            return PlainTextResponse("this was not asked by a page of this server", 403)
        if _is_staff(path):
            account = self._who(token_of(HTTPConnection(scope)))
            if account is None or account.role not in STAFF_ROLES:
                return _to_sign_in(scope, headers)
        if _closed(path):
            return PlainTextResponse("there is nothing here", 404)
        return None


class _Again:
    """Gives what was read of a request once more, and then what comes after it."""

    def __init__(self, body: bytes, receive: Receive) -> None:
        self._body: bytes | None = body
        self._receive = receive

    async def __call__(self) -> Message:
        body, self._body = self._body, None
        if body is None:
            return await self._receive()
        return {"type": "http.request", "body": body, "more_body": False}


async def _read(headers: Headers, receive: Receive) -> bytes | None:
    """Read what was sent, as long as it may be; None of more, whatever was said of its length."""
    if int(headers.get("content-length", "0")) > LONGEST_BODY:
        return None
    body, more = bytearray(), True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > LONGEST_BODY or message["type"] == "http.disconnect":
            return None
    return bytes(body)


def _unfit(body: bytes | None, headers: Headers) -> PlainTextResponse | None:
    """Refuse what is too long, and what could not even be repeated where an error is told.

    JSON has room for halves of letters, and Python's for numbers that are none.
    """
    if body is None:
        return PlainTextResponse("that is too long", 413)
    try:
        text = body.decode()
        if text and not headers.get("content-type", "").startswith(_FORM):
            json.dumps(json.loads(text), ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        return PlainTextResponse("that cannot be read", 400)
    return None


async def unknown(request: Request, error: Exception) -> PlainTextResponse:
    """Answer a request that names something which is not there."""
    return PlainTextResponse("there is nothing here", 404)


def token_of(request: HTTPConnection) -> str | None:
    """Return the session's token that a request carries."""
    return request.cookies.get(COOKIE)


def _is_staff(path: str) -> bool:
    return any(path == start or path.startswith(f"{start}/") for start in _STAFF)


def _closed(path: str) -> bool:
    _, is_api, called = path.partition("/gradio_api/")
    if not is_api:
        return _UNUSED.fullmatch(path) is not None
    if called == _UPLOAD:
        return not _is_staff(path)
    return called not in _CALLED and not called.startswith(_HELD_OPEN)


def _is_upload(path: str) -> bool:
    return any(path == f"{start}/gradio_api/{_UPLOAD}" for start in _STAFF)


def _from_here(headers: Headers) -> bool:
    """Whether a page of this server asked; a client that is no browser carries no cookie of one."""
    if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        return False
    origin, host = headers.get("origin"), headers["host"].lower()
    return origin is None or origin in (f"http://{host}", f"https://{host}")


def _to_sign_in(scope: Scope, headers: Headers) -> PlainTextResponse | RedirectResponse:
    path = scope["path"]
    if scope["method"] == "GET" and "text/html" in headers.get("accept", ""):
        start = next(w.path for w in reversed(tuple(LANGUAGES.values())) if path.startswith(w.path))
        return RedirectResponse(f"{start}/sign-in?then={quote(path)}", 303)
    return PlainTextResponse("sign in first", 401)
