"""The chat page, and the server that serves it."""

import threading
import time
from collections.abc import Iterator, Sequence
from typing import Any

import gradio as gr
import uvicorn
from fastapi import FastAPI

from core.domain import Turn
from core.errors import AskReportsError
from core.settings import Settings
from rag.events import Delta
from rag.service import AskService, open_service
from ui import words
from ui.examples import questions
from ui.library_panel import panel
from ui.render import Exchange, advanced, conversation
from ui.routes import STATIC, application
from vectorstore.library import Library

SEEN_EVERY = 0.08
"""Seconds between two pictures of a running draft; more often than that nobody reads."""

VISITORS = 20
"""Questions under way at once; the model still answers one at a time, evidence does not wait."""


def answering(
    service: AskService, question: str, exchanges: Sequence[Exchange]
) -> Iterator[tuple[str, tuple[Exchange, ...]]]:
    """Answer a question, yielding the page's HTML and the exchanges after each step."""
    before = tuple(exchanges)
    exchange = Exchange(question.strip())
    yield conversation((*before, exchange)), (*before, exchange)
    last = 0.0
    try:
        for event in service.stream(_turns(before, question)):
            exchange = advanced(exchange, event)
            if isinstance(event, Delta) and time.monotonic() - last < SEEN_EVERY:
                continue
            last = time.monotonic()
            yield conversation((*before, exchange)), (*before, exchange)
    except AskReportsError as error:
        exchange = Exchange(exchange.question, problem=str(error))
        yield conversation((*before, exchange)), (*before, exchange)


def _turns(exchanges: Sequence[Exchange], question: str) -> list[Turn]:
    turns = []
    for exchange in exchanges:
        if exchange.answer is not None:
            turns += [Turn("user", exchange.question), Turn("assistant", exchange.answer.text)]
    return [*turns, Turn("user", question)]


def build(service: AskService, library: Library) -> gr.Blocks:
    """Lay out the page."""
    known = [(report, library.parsed(report.report_id).sections) for report in library.reports()]
    page: gr.Blocks
    with gr.Blocks(title=words.TITLE, analytics_enabled=False) as page:
        gr.HTML(
            f"<header><h1>{words.TITLE}</h1><p>{words.TAGLINE}</p></header>", elem_id="top"
        )  # fmt: skip
        exchanges = gr.State(())
        with gr.Row(elem_id="columns"):
            with gr.Column(scale=3, min_width=320):
                talk = gr.HTML("", elem_id="talk")
                with gr.Column(elem_id="examples", visible=bool(known)) as examples:
                    gr.HTML(f'<p class="hint">{words.EXAMPLES}</p>')
                    chips = [gr.Button(text, size="sm") for text in questions(known)]
                with gr.Row():
                    box = gr.Textbox(
                        label=words.PLACEHOLDER,
                        placeholder=words.PLACEHOLDER,
                        lines=1,
                        max_lines=4,
                        scale=6,
                        autofocus=True,
                        elem_id="question",
                    )
                    ask = gr.Button(words.ASK, variant="primary", scale=1, min_width=80)
                with gr.Row(elem_id="actions"):
                    stop = gr.Button(words.STOP, size="sm")
                    clear = gr.Button(words.CLEAR, size="sm")
            with gr.Column(scale=2, min_width=320, elem_id="side"):
                gr.HTML(
                    f'<div id="pane" role="region" aria-label="{words.SOURCE}"></div>'
                    f'<p class="hint">{words.SOURCE_HINT}</p>'
                )
                shelf = gr.HTML(panel(library.reports()))

        def on_ask(question: str, so_far: Any) -> Iterator[tuple[Any, ...]]:
            hidden = gr.update(visible=False)
            for html, now in answering(service, question, so_far):
                yield html, now, "", hidden

        outputs = [talk, exchanges, box, examples]
        events: list[Any] = [
            trigger(
                on_ask,
                [source, exchanges],
                outputs,
                concurrency_limit=VISITORS,
                concurrency_id="ask",
                show_progress="hidden",
                api_visibility="private",
            )
            for trigger, source in [(box.submit, box), (ask.click, box)]
            + [(chip.click, chip) for chip in chips]
        ]
        stop.click(None, cancels=events, api_visibility="private")
        clear.click(
            lambda: ("", (), "", gr.update(visible=bool(known))),
            None,
            outputs,
            cancels=events,
            api_visibility="private",
        )
        page.load(lambda: panel(library.reports()), None, shelf, api_visibility="private")
    return page


def mounted(service: AskService, library: Library) -> FastAPI:
    """The whole application: Gradio's page and the routes beside it."""
    script = (STATIC / "app.js").read_text(encoding="utf-8")
    live = (
        "new MutationObserver((_, o) => { const t = document.getElementById('talk');"
        " if (t) { t.setAttribute('aria-live', 'polite'); t.setAttribute('role', 'log');"
        " o.disconnect(); } }).observe(document, {childList: true, subtree: true});"
    )
    theme = gr.themes.Base(
        font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"]
    )  # fmt: skip
    app: FastAPI = gr.mount_gradio_app(
        application(library),
        build(service, library).queue(max_size=200),
        path="/",
        server_name="127.0.0.1",
        footer_links=[],
        show_error=False,
        ssr_mode=False,
        theme=theme,
        css=(STATIC / "style.css").read_text(encoding="utf-8"),
        head=f"<script>{script}{live}</script>",
    )
    return app


def serve(settings: Settings) -> None:
    """Serve until interrupted; the models load while the page is already up.

    Raises:
        LibraryError, ModelError: the library or the model cannot be opened.
    """
    with open_service(settings) as service:
        app = mounted(service, service.library)
        threading.Thread(target=service.warm, daemon=True).start()
        print(f"{words.TITLE}: http://127.0.0.1:{settings.port}", flush=True)  # noqa: T201
        uvicorn.run(app, host="127.0.0.1", port=settings.port, log_level="warning")
