"""What is let through to the pages: who may go where, from where, and how much may be sent."""

from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from records.accounts import Account
from ui.words import LANGUAGES

COOKIE = "askreports_session"
STAFF_ROLES = ("staff", "admin")

LONGEST_BODY = 1_000_000
"""Bytes that a visitor may send at once; a question is a few hundred."""

_SAFE = ("GET", "HEAD", "OPTIONS")
_STAFF = tuple(f"{words.path}/staff" for words in LANGUAGES.values())

# Gradio serves and takes files, and fetches addresses, for whoever asks. Visitors need none of it.
_CLOSED = ("upload", "upload_progress", "file=", "file/", "proxy=", "component_server", "deep_link")

Who = Callable[[str | None], Account | None]


class Guard:
    """Refuses what no page of ours would ask for.

    - Staff pages, and all that is served below them, are for those who are signed in.
    - A request that changes something must come from a page of this server (its Origin is ours,
      or the browser says that it is), so that no other site acts in a reader's name.
    - Gradio's routes for files and foreign addresses are closed to visitors.
    - A visitor's request has a limit of length.

    Args:
        app: what is guarded.
        who: tells the account of a session's token.
    """

    def __init__(self, app: ASGIApp, who: Who) -> None:
        self._app = app
        self._who = who

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            # No page opens a web socket.
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        limited = receive if _is_staff(scope["path"]) else _Limited(receive)
        await self._app(scope, limited, send)

    def _refusal(self, scope: Scope) -> PlainTextResponse | RedirectResponse | None:
        headers, path = Headers(scope=scope), scope["path"]
        if scope["method"] not in _SAFE and not _from_here(headers):
            return PlainTextResponse("this was not asked by a page of this server", 403)
        if _is_staff(path):
            account = self._who(token_of(headers))
            if account is not None and account.role in STAFF_ROLES:
                return None
            return _to_sign_in(scope, headers)
        if _closed(path):
            return PlainTextResponse("there is nothing here", 404)
        if int(headers.get("content-length") or 0) > LONGEST_BODY:
            return PlainTextResponse("that is too long", 413)
        return None


class _Limited:
    """Stops reading a request that is longer than it may be, whatever it said of its length."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._read = 0

    async def __call__(self) -> Message:
        message = await self._receive()
        self._read += len(message.get("body", b""))
        if self._read > LONGEST_BODY:
            return {"type": "http.disconnect"}
        return message


def token_of(headers: Headers) -> str | None:
    """Return the session's token that a request carries."""
    try:
        cookies = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return None
    return cookies[COOKIE].value if COOKIE in cookies else None


def _is_staff(path: str) -> bool:
    return any(path == start or path.startswith(f"{start}/") for start in _STAFF)


def _closed(path: str) -> bool:
    parts = path.split("gradio_api/", 1)
    return len(parts) == 2 and parts[1].startswith(_CLOSED)


def _from_here(headers: Headers) -> bool:
    """Whether a page of this server asked; a client that is no browser carries no cookie of one."""
    origin = headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc == headers.get("host")
    return headers.get("sec-fetch-site", "none") in ("same-origin", "none")


def _to_sign_in(scope: Scope, headers: Headers) -> PlainTextResponse | RedirectResponse:
    path = scope["path"]
    if scope["method"] == "GET" and "text/html" in headers.get("accept", ""):
        start = next(w.path for w in reversed(tuple(LANGUAGES.values())) if path.startswith(w.path))
        return RedirectResponse(f"{start}/sign-in?then={quote(path)}", 303)
    return PlainTextResponse("sign in first", 401)
