"""The chat page: asking, the conversation, the source pane, the library at a glance."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import gradio as gr

from core.errors import AskReportsError
from rag.question import LONGEST
from ui.chat.answering import Exchanges, Talk, stopped
from ui.chat.examples import MOST, questions
from ui.chat.library import panel
from ui.chat.render import article, articles
from ui.parts import header, html, source_pane
from ui.words import Words

VISITORS = 100
"""Questions under way at once, each shown its evidence; the model answers one at a time."""

# Only the exchange at work is sent, and put into the page without a redraw: what is focused,
# opened or selected stays so while the answer streams.
SHOW = """
window.askReports.connect((question, replaces) => trigger('submit', { question, replaces }));
watch('value', () => window.askReports.talk(element, props.value));
"""
OPENED = """() => [
  sessionStorage.getItem('conversation') || '',
  new URLSearchParams(location.search).get('shared') || '',
]"""

HIDDEN: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


def build(talk: Talk) -> gr.Blocks:
    """Lay out the page."""
    words, does = talk.words, _Handlers(talk)
    page: gr.Blocks
    with gr.Blocks(title=words.title, analytics_enabled=False) as page:
        with gr.Row(elem_id="top"):
            html(header(words, "chat"))
            clear = gr.Button(words.clear, size="sm", elem_id="clear")
        exchanges = gr.State(())
        # Held by the browser, so that a conversation outlives the server it began on.
        conversation = gr.Textbox("", visible="hidden", elem_id="conversation")
        shared = gr.Textbox("", visible="hidden")
        with gr.Row(elem_id="columns"):
            with gr.Column(elem_id="chat"):
                shown = html("", html_template=_log(words), js_on_load=SHOW, elem_id="talk")
                with gr.Column(elem_id="examples"):
                    html(f'<h2 class="label">{words.examples}</h2>')
                    chips = [gr.Button("", elem_classes="example", size="sm") for _ in range(MOST)]
                with gr.Row(elem_id="composer"):
                    box = _box(words)
                    ask = gr.Button(words.ask, variant="primary", elem_id="ask")
                    stop = gr.Button(words.stop, elem_id="stop")
            with gr.Column(elem_id="side"):
                html(source_pane(words))
                shelf = html(panel(talk.service.library.reports(), words), elem_id="library")

        # "multiple", since by default a question right after Stop is dropped without a word.
        streams: dict[str, Any] = {
            "concurrency_limit": VISITORS,
            "concurrency_id": "ask",
            "trigger_mode": "multiple",
            **HIDDEN,
        }
        held, outputs = [exchanges, conversation], [shown, exchanges, box, conversation]
        events: list[Any] = [
            gr.on([box.submit, ask.click], does.ask, [box, *held], outputs, **streams),
            shown.submit(does.ask_this, held, outputs, **streams),
            *(chip.click(does.ask, [chip, *held], outputs, **streams) for chip in chips),
        ]
        # The stream is ended first; a late word of it would undo what is shown after it.
        ended = stop.click(None, cancels=events, api_visibility="private")
        ended.then(does.stop, [exchanges], [shown, exchanges], **HIDDEN)
        ended = clear.click(None, cancels=events, api_visibility="private")
        ended.then(lambda: ("", (), "", ""), None, outputs, **HIDDEN)
        page.load(
            does.load, [conversation, shared], [shelf, shown, *held, *chips], js=OPENED, **HIDDEN
        )
    # Gradio has as many jobs under way as threads, 40 unless told: who comes next saw nothing.
    page.max_threads = VISITORS
    page.queue(max_size=2 * VISITORS)
    return page


@dataclass(frozen=True, slots=True)
class _Handlers:
    """What the page's events do."""

    talk: Talk

    def ask(self, question: str, so_far: Any, kept: str) -> Iterator[tuple[Any, ...]]:
        if not question.strip() or (so_far and so_far[-1].working):
            # Without a word to say, and with an answer still to come, all stays as it is.
            yield (gr.skip(),) * 4
            return
        if not so_far and kept:
            so_far = self.talk.restored(self.talk.records.conversations.answers(kept), own=True)
        # The box is emptied once; whatever is typed while the answer streams stays.
        emptied: Any = ""
        with closing(self.talk.answering(question, so_far, kept)) as pictures:
            for now in pictures:
                kept = now[-1].conversation_id or kept
                yield article(now[-1], len(now) - 1, self.talk.words), now, emptied, kept
                emptied = gr.skip()

    def ask_this(self, said: gr.EventData, so_far: Any, kept: str) -> Iterator[tuple[Any, ...]]:
        """A question chosen in the conversation; it may take the place of the last one."""
        if said.replaces and so_far and not so_far[-1].working:
            # A conversation that was shared is its owner's; what is asked below it begins another.
            if so_far[-1].conversation_id:
                self.talk.records.conversations.supersede(so_far[-1].answer_id)
            so_far = so_far[:-1]
        for shown_now, now, _, kept_now in self.ask(str(said.question), so_far, kept):
            # What was being typed is another question and stays.
            yield shown_now, now, gr.skip(), kept_now

    def stop(self, so_far: Exchanges) -> tuple[Any, ...]:
        now = stopped(so_far)
        return (article(now[-1], len(now) - 1, self.talk.words) if now else ""), now

    def load(self, kept: str, shared_id: str) -> tuple[Any, ...]:
        library, words = self.talk.service.library, self.talk.words
        reports = library.reports()
        step = max(1, len(reports) // MOST)
        some = reports[::step][: 2 * MOST]
        asked = questions([(report, library.parsed(report.report_id)) for report in some])
        chips = [gr.update(value=question) for question in asked]
        chips += [gr.update(value="", visible=False)] * (MOST - len(asked))
        begun, kept, problem = _opened(self.talk, kept, shared_id)
        picture = articles(begun, words, problem) if begun or problem else gr.skip()
        return panel(reports, words), picture, begun, kept, *chips


def _opened(talk: Talk, kept: str, shared_id: str) -> tuple[Exchanges, str, str]:
    """The conversation that a tab opens with: one that was shared, or the tab's own."""
    conversations = talk.records.conversations
    if not shared_id:
        begun = talk.restored(conversations.answers(kept), own=True) if kept else ()
        return begun, kept if begun else "", ""
    try:
        return talk.restored(conversations.shared(shared_id), own=False), "", ""
    except AskReportsError:
        return (), "", talk.words.gone


def _log(words: Words) -> str:
    """Where the conversation stands; a live region tells what a screen reader should say."""
    return (
        '<p class="unseen" role="status"></p>'
        f'<div class="articles" role="log" aria-live="off" aria-label="{words.title}"></div>'
        f'<div id="sharing" hidden data-failed="{words.not_kept}" data-thanks="{words.thanks}">'
        f'<p>{words.shared} <a href=""></a></p>'
        f'<button type="button" class="act" data-act="unshare" data-done="{words.unshared}">'
        f"{words.unshare}</button></div>"
    )


def _box(words: Words) -> gr.Textbox:
    return gr.Textbox(
        label=words.placeholder,
        show_label=False,
        container=False,
        placeholder=words.placeholder,
        lines=1,
        max_lines=4,
        max_length=LONGEST,
        autofocus=True,
        elem_id="question",
    )
