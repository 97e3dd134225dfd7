"""The routes beside Gradio's: source panes, page images, the headers of every reply."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import HTMLResponse

from core.errors import AskReportsError
from ui import words
from ui.pages import page_png
from ui.source import pane
from vectorstore.library import Library

STATIC = Path(__file__).parent / "static"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self'; frame-ancestors 'self'; base-uri 'self'; form-action 'self'"
    ),
}


def application(library: Library) -> FastAPI:
    """Make the application that Gradio is mounted into."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @app.middleware("http")
    async def guarded(
        request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        response = await call_next(request)
        response.headers.update(HEADERS)
        return response

    @app.get("/source/{report_id}")
    def source(
        report_id: str, start: int = 0, end: int = 0, page: int | None = None, part: int = 0
    ) -> HTMLResponse:
        try:
            report, parsed = library.report(report_id), library.parsed(report_id)
        except AskReportsError as error:
            raise HTTPException(404, str(error)) from error
        body = pane(report, parsed, start, end, page)
        return HTMLResponse(body if part else _whole(body))

    @app.get("/page/{report_id}/{number}.png")
    def image(report_id: str, number: int) -> Response:
        try:
            png = page_png(library.original(report_id), number)
        except AskReportsError as error:
            raise HTTPException(404, str(error)) from error
        return Response(png, media_type="image/png", headers={"Cache-Control": "max-age=3600"})

    return app


def _whole(body: str) -> str:
    """A pane as a page of its own, for a link opened in a new tab."""
    style = (STATIC / "style.css").read_text(encoding="utf-8")
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{words.TITLE}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{style}</style></head>'
        f'<body class="gradio-container">{body}</body></html>'
    )
