"""The whole application: Gradio's pages and the routes beside them, and the server."""

import logging
import threading
import time
from typing import Any

import gradio as gr
import uvicorn
from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

from core.errors import AskReportsError
from core.settings import Settings
from ingest.readers.base import MAX_BYTES
from rag.service import AskService, open_service
from records.store import Records
from ui import chat, staff
from ui.chat.answering import Talk
from ui.chat.routes import chat_routes
from ui.document import STATIC
from ui.guard import Guard, unknown
from ui.headers import Guarded
from ui.language import Chosen, language_routes
from ui.source.routes import image_routes, source_routes
from ui.staff.sign_in import sign_in_routes
from ui.words import LANGUAGES

SCRIPTS = ("theme.js", "talk.js", "actions.js", "pointing.js", "pane.js", "finding.js", "staff.js")
STYLES = ("page.css", "source.css", "plot.css", "measures.css", "staff.css")

_log = logging.getLogger(__name__)

SWEEP_SECONDS = 3600.0
"""Between two looks for conversations that need not be kept any longer."""


def mounted(service: AskService, records: Records, settings: Settings) -> FastAPI:
    """Put pages and routes together, each language below its own path."""
    library = service.library
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    # The last that is added is the first that a request meets.
    app.add_middleware(Guard, who=records.accounts.who)
    app.add_middleware(Chosen)
    # A name that another site lets point here would make its pages pages of this server.
    app.add_middleware(
        TrustedHostMiddleware, allowed_hosts=settings.hosts.split(","), www_redirect=False
    )
    app.add_middleware(Guarded)
    app.include_router(image_routes(library))
    app.include_router(language_routes())
    for words in LANGUAGES.values():
        for router in (
            source_routes(library, words),
            chat_routes(records, words),
            sign_in_routes(records, words),
        ):
            app.include_router(router, prefix=words.path)
    # The more general path comes last: it takes all that is left.
    for words in reversed(tuple(LANGUAGES.values())):
        page = staff.build(service, records, settings, words)
        app = _with(app, page, f"{words.path}/staff", words.code)
        page = chat.build(Talk(service, records, words))
        app = _with(app, page, words.path or "/", words.code)
    return app


def _with(app: FastAPI, page: gr.Blocks, path: str, language: str) -> FastAPI:
    scripts = "\n".join(map(_static, SCRIPTS))
    lang = f"document.documentElement.lang = '{language}';"
    how: dict[str, Any] = {
        "footer_links": [],
        "max_file_size": MAX_BYTES,
        "show_error": False,
        "ssr_mode": False,
        "theme": gr.themes.Base(
            font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"]
        ),
        "css": "".join(map(_static, STYLES)),
        "head": f"<script>{lang}{scripts}</script>",
        # Gradio looks up what a request names without a doubt that it is there.
        "app_kwargs": {"exception_handlers": {KeyError: unknown}},
    }
    if path == "/":  # elsewhere Gradio takes none
        how["favicon_path"] = str(STATIC / "icon.svg")
    mounted: FastAPI = gr.mount_gradio_app(app, page, path=path, server_name="127.0.0.1", **how)
    return mounted


def _static(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


def serve(settings: Settings) -> None:
    """Serve until interrupted; the models load while the page is already up.

    Raises:
        LibraryError, ModelError, RecordsError: the library, the model or the database cannot be
            opened.
    """
    with Records(settings) as records, open_service(settings) as service:
        app = mounted(service, records, settings)
        for beside in (service.warm, lambda: _sweep(records, settings.keep_days)):
            threading.Thread(target=beside, daemon=True).start()
        title = next(iter(LANGUAGES.values())).title
        print(f"{title}: http://127.0.0.1:{settings.port}", flush=True)  # noqa: T201
        uvicorn.run(app, host="127.0.0.1", port=settings.port, log_level="warning")


def _sweep(records: Records, keep_days: int) -> None:
    while True:
        try:
            records.conversations.forget(keep_days)
        except AskReportsError:
            _log.exception("old conversations could not be looked for")
        time.sleep(SWEEP_SECONDS)
