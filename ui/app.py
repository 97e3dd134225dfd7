"""The chat page, and the server that serves it."""

import threading
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import gradio as gr
import uvicorn
from fastapi import FastAPI

from core.settings import Settings
from rag.question import LONGEST
from rag.service import AskService, open_service
from ui import words
from ui.answering import Exchanges, answering, stopped
from ui.examples import MOST, questions
from ui.library_panel import panel
from ui.render import article
from ui.routes import STATIC, application
from vectorstore.library import Library

VISITORS = 100
"""Questions under way at once, each shown its evidence; the model answers one at a time."""

TALK = (
    '<p class="unseen" role="status"></p>'
    f'<div class="articles" role="log" aria-live="off" aria-label="{words.TITLE}"></div>'
)
# Only the exchange at work is sent, and put into the page without a redraw: what is focused,
# opened or selected stays so while the answer streams.
SHOW = "watch('value', () => window.askReports.talk(element, props.value))"


def build(service: AskService, library: Library) -> gr.Blocks:
    """Lay out the page."""
    page: gr.Blocks
    with gr.Blocks(title=words.TITLE, analytics_enabled=False) as page:
        with gr.Row(elem_id="top"):
            _html(_header())
            clear = gr.Button(words.CLEAR, size="sm", elem_id="clear")
        exchanges = gr.State(())
        with gr.Row(elem_id="columns"):
            with gr.Column(elem_id="chat"):
                talk = _html("", html_template=TALK, js_on_load=SHOW, elem_id="talk")
                with gr.Column(elem_id="examples"):
                    _html(f'<h2 class="label">{words.EXAMPLES}</h2>')
                    chips = [gr.Button("", elem_classes="example", size="sm") for _ in range(MOST)]
                with gr.Row(elem_id="composer"):
                    box = gr.Textbox(
                        label=words.PLACEHOLDER,
                        show_label=False,
                        container=False,
                        placeholder=words.PLACEHOLDER,
                        lines=1,
                        max_lines=4,
                        max_length=LONGEST,
                        autofocus=True,
                        elem_id="question",
                    )
                    ask = gr.Button(words.ASK, variant="primary", elem_id="ask")
                    stop = gr.Button(words.STOP, elem_id="stop")
            with gr.Column(elem_id="side"):
                _html(_pane())
                shelf = _html(panel(library.reports()), elem_id="library")

        def on_ask(question: str, so_far: Any) -> Iterator[tuple[Any, ...]]:
            if not question.strip() or (so_far and so_far[-1].working):
                # Without a word to say, and with an answer still to come, all stays as it is.
                yield (gr.skip(),) * 3
                return
            # The box is emptied once; whatever is typed while the answer streams stays.
            emptied: Any = ""
            with closing(answering(service, question, so_far)) as pictures:
                for now in pictures:
                    yield article(now[-1], len(now) - 1), now, emptied
                    emptied = gr.skip()

        def on_stop(so_far: Exchanges) -> tuple[Any, ...]:
            now = stopped(so_far)
            return (article(now[-1], len(now) - 1) if now else ""), now

        def on_load() -> tuple[Any, ...]:
            asked = questions([(r, library.parsed(r.report_id)) for r in library.reports()])
            blank = [gr.update(value="", visible=False)] * (MOST - len(asked))
            return (panel(library.reports()), *[gr.update(value=q) for q in asked], *blank)

        hidden: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        # "multiple", since by default a question right after Stop is dropped without a word.
        streams: dict[str, Any] = {
            "concurrency_limit": VISITORS,
            "concurrency_id": "ask",
            "trigger_mode": "multiple",
            **hidden,
        }
        outputs = [talk, exchanges, box]
        asked = [gr.on([box.submit, ask.click], on_ask, [box, exchanges], outputs, **streams)]
        asked += [chip.click(on_ask, [chip, exchanges], outputs, **streams) for chip in chips]
        events: list[Any] = asked
        # The stream is ended first; a late word of it would undo what is shown after it.
        ended = stop.click(None, cancels=events, api_visibility="private")
        ended.then(on_stop, [exchanges], [talk, exchanges], **hidden)
        ended = clear.click(None, cancels=events, api_visibility="private")
        ended.then(lambda: ("", (), ""), None, outputs, **hidden)
        page.load(on_load, None, [shelf, *chips], **hidden)
    return page


def _html(html: str, **how: Any) -> gr.HTML:
    """HTML that this product styles itself."""
    return gr.HTML(html, apply_default_css=False, **how)


def _header() -> str:
    return (
        f"<header><h1>{words.TITLE}</h1><p>{words.TAGLINE} "
        f'<a class="to-library" href="#library">{words.TO_LIBRARY}</a></p></header>'
    )


def _pane() -> str:
    """Where a source opens; a region by name, so that a screen reader finds it."""
    return (
        f'<div id="pane" role="region" aria-label="{words.SOURCE}" '
        f'data-failed="{words.SOURCE_FAILED}"></div><p class="hint">{words.SOURCE_HINT}</p>'
    )


def mounted(service: AskService, library: Library) -> FastAPI:
    """The whole application: Gradio's page and the routes beside it."""
    scripts = "\n".join(_static(name) for name in ("talk.js", "pane.js"))
    theme = gr.themes.Base(
        font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"]
    )  # fmt: skip
    page = build(service, library)
    # Gradio has as many jobs under way as threads, 40 unless told: who comes next saw nothing.
    page.max_threads = VISITORS
    app: FastAPI = gr.mount_gradio_app(
        application(library),
        page.queue(max_size=2 * VISITORS),
        path="/",
        server_name="127.0.0.1",
        footer_links=[],
        favicon_path=str(STATIC / "icon.svg"),
        show_error=False,
        ssr_mode=False,
        theme=theme,
        css=_static("page.css") + _static("source.css"),
        head=f"<script>{scripts}</script>",
    )
    return app


def _static(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


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
