"""Which language the pages are shown in: the one chosen, else the one the browser asks for."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.words import LANGUAGES, Words

COOKIE = "askreports_language"
_YEAR = 365 * 24 * 3600
_PAGES = {"chat": "/", "staff": "/staff/"}


def language_routes() -> APIRouter:
    """The route that keeps a choice and leads to the page in that language."""
    router = APIRouter()

    @router.get("/language/{code}")
    def choose(code: str, then: str = "chat") -> Response:
        if code not in LANGUAGES:
            raise HTTPException(404, "there is no such language")
        address = LANGUAGES[code].path + _PAGES.get(then, "/")
        response = RedirectResponse(address, 303)
        response.set_cookie(COOKIE, code, max_age=_YEAR, samesite="lax", httponly=True)
        return response

    return router


class Chosen:
    """Leads who opens the first page to that of their language."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and scope["method"] == "GET":
            path = scope["path"]
            words = wanted(Request(scope)) if path == "/" else _named(path)
            if words is not None and words.path:
                query = scope["query_string"].decode("latin-1")
                address = f"{words.path}/{'?' if query else ''}{query}"
                await RedirectResponse(address, 307)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _named(path: str) -> Words | None:
    """The language whose first page is asked for without the slash behind it."""
    return next((words for words in LANGUAGES.values() if words.path == path), None)


def wanted(request: Request) -> Words:
    """Return the words of the language that was chosen, else of the first that is asked for."""
    chosen = request.cookies.get(COOKIE, "")
    if chosen in LANGUAGES:
        return LANGUAGES[chosen]
    default = next(iter(LANGUAGES.values()))
    for part in request.headers.get("accept-language", "").split(","):
        asked = part.split(";")[0].strip().lower()
        for words in LANGUAGES.values():
            if asked and asked.split("-")[0] == words.code.split("-")[0].lower():
                return words
    return default
