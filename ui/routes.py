"""The routes beside Gradio's: source panes and page images."""

from functools import partial
from pathlib import Path

from fastapi import FastAPI, HTTPException, Response
from fastapi.responses import HTMLResponse

from core.domain import LineBox
from core.errors import AskReportsError
from ui import words
from ui.headers import Guarded
from ui.pages import Extent, extent, page_png
from ui.source import apology, pane
from vectorstore.library import Library

STATIC = Path(__file__).parent / "static"


def application(library: Library) -> FastAPI:
    """Make the application that Gradio is mounted into."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(Guarded)

    @app.get("/source/{report_id}")
    def source(
        report_id: str, start: int = 0, end: int = 0, page: int | None = None, part: int = 0
    ) -> HTMLResponse:
        status = 200
        try:
            report, parsed = library.report(report_id), library.parsed(report_id)
            extent_in = partial(_extent, library, report_id)
            body = pane(report, parsed, start, end, page, extent_in)
        except AskReportsError as error:
            status, body = 404, apology(str(error))
        return HTMLResponse(body if part else _whole(body), status)

    @app.get("/page/{report_id}/{number}.png")
    def image(report_id: str, number: int) -> Response:
        try:
            png = page_png(library.original(report_id), number)
        except AskReportsError as error:
            raise HTTPException(404, str(error)) from error
        return Response(png, media_type="image/png", headers={"Cache-Control": "max-age=3600"})

    return app


def _extent(library: Library, report_id: str, line: LineBox, words: str) -> Extent | None:
    return extent(library.original(report_id), line, words)


def _whole(body: str) -> str:
    """A pane as a page of its own, for a link opened in a new tab."""
    style = (STATIC / "source.css").read_text(encoding="utf-8")
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{words.TITLE}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<style>{style}</style></head><body class="alone"><main>{body}</main></body></html>'
    )
