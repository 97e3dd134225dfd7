"""Signing in and out: a plain form, a session's cookie."""

from html import escape
from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from core.errors import AccessDenied, InputError
from records.accounts import LONGEST_SESSION
from records.store import Records
from ui.document import document
from ui.guard import COOKIE, token_of
from ui.words import Words
from ui.words.said import message


def sign_in_routes(records: Records, words: Words) -> APIRouter:
    """The routes in one language."""
    router = APIRouter()
    accounts = records.accounts
    home = f"{words.path}/staff/"

    @router.get("/sign-in")
    def form(then: str = "") -> HTMLResponse:
        return HTMLResponse(document(_form(words, then), words))

    @router.post("/sign-in")
    async def sign_in(request: Request) -> Response:
        given = parse_qs((await request.body()).decode("utf-8", "replace"))
        name, password, then = (given.get(key, [""])[0] for key in ("name", "password", "then"))
        address = request.client.host if request.client else ""
        try:
            token = await run_in_threadpool(accounts.sign_in, name, password, address)
        except (AccessDenied, InputError) as error:
            page = document(_form(words, then, message(str(error), words), name), words)
            return HTMLResponse(page, 403)
        response = RedirectResponse(_safe(then, words) or home, 303)
        # A session that was there before ends here; its token is of no use to who planted it.
        accounts.sign_out(token_of(request))
        secure = request.url.scheme == "https"
        response.set_cookie(
            COOKIE,
            token,
            max_age=int(LONGEST_SESSION.total_seconds()),
            httponly=True,
            samesite="strict",
            secure=secure,
        )
        return response

    @router.post("/sign-out")
    def sign_out(request: Request) -> Response:
        accounts.sign_out(token_of(request))
        response = RedirectResponse(f"{words.path}/", 303)
        response.delete_cookie(COOKIE, path="/")
        return response

    return router


def _safe(then: str, words: Words) -> str:
    """Where to go after signing in, if it is a staff page of ours."""
    return then if then.startswith(f"{words.path}/staff") and "//" not in then else ""


def _form(words: Words, then: str, problem: str = "", name: str = "") -> str:
    told = f'<p class="problem" role="alert">{escape(problem)}</p>' if problem else ""
    return (
        f'<form class="sign-in" method="post" action="{words.path}/sign-in">'
        f"<h1>{words.title}</h1><p>{words.sign_in_note}</p>{told}"
        f'<label for="name">{words.name_label}</label>'
        f'<input id="name" name="name" value="{escape(name)}" autocomplete="username" '
        'required autofocus autocapitalize="none">'
        f'<label for="password">{words.password}</label>'
        '<input id="password" name="password" type="password" '
        'autocomplete="current-password" required>'
        f'<input type="hidden" name="then" value="{escape(then)}">'
        f"<button>{words.sign_in}</button>"
        f'<p><a href="{words.path}/">{words.to_chat}</a></p></form>'
    )
