"""The routes of the source pane and of its page images."""

from functools import partial

from fastapi import APIRouter, HTTPException, Response
from fastapi.responses import HTMLResponse

from core.domain import LineBox
from core.errors import AskReportsError
from ui.document import document
from ui.source.pages import Extent, extent, page_png
from ui.source.pane import apology, pane
from ui.words import Words
from ui.words.said import message
from vectorstore.library import Library


def source_routes(library: Library, words: Words) -> APIRouter:
    """The pane in one language; with `part=1` it comes without a page around it."""
    router = APIRouter()

    @router.get("/source/{report_id}")
    def source(
        report_id: str, start: int = 0, end: int = 0, page: int | None = None, part: int = 0
    ) -> HTMLResponse:
        status = 200
        try:
            report, parsed = library.report(report_id), library.parsed(report_id)
            extent_in = partial(_extent, library, report_id)
            body = pane(report, parsed, start, end, page, words, extent_in)
        except AskReportsError as error:
            status, body = 404, apology(message(str(error), words), words)
        return HTMLResponse(body if part else document(body, words), status)

    return router


def image_routes(library: Library) -> APIRouter:
    """Pages of PDFs as images."""
    router = APIRouter()

    @router.get("/page/{report_id}/{number}.png")
    def image(report_id: str, number: int) -> Response:
        try:
            library.report(report_id)  # of a retired one the copy is kept, and not shown
            png = page_png(library.original(report_id), number)
        except AskReportsError as error:
            raise HTTPException(404, str(error)) from error
        return Response(png, media_type="image/png", headers={"Cache-Control": "max-age=3600"})

    return router


def _extent(library: Library, report_id: str, line: LineBox, printed: str) -> Extent | None:
    return extent(library.original(report_id), line, printed)
