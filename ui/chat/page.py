"""The chat page: asking, the conversation, the source pane, the library at a glance."""

import logging
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import gradio as gr

from core.errors import AskReportsError, RecordsError
from rag.question import LONGEST
from ui.chat.answering import Exchanges, Talk, stopped
from ui.chat.examples import MOST, questions
from ui.chat.library import panel
from ui.chat.render import article, articles
from ui.parts import HIDDEN, header, html, source_pane
from ui.words import Words
from vectorstore.library import Library

_log = logging.getLogger(__name__)

VISITORS = 100
"""Questions under way at once, each shown its evidence; the model answers one at a time."""

# Only the exchange at work is sent, and put into the page without a redraw: what is focused,
# opened or selected stays so while the answer streams.
SHOW = """
window.askReports.connect((question, replaces) => trigger('submit', { question, replaces }));
watch('value', () => window.askReports.talk(element, props.value));
"""
OPENED = """() => {
  let kept = '';
  try { kept = sessionStorage.getItem('conversation') || ''; } catch { /* nothing is kept */ }
  return [kept, new URLSearchParams(location.search).get('shared') || ''];
}"""

CALLED: dict[str, Any] = {**HIDDEN, "concurrency_limit": VISITORS}


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
                shown = html(
                    "", html_template=_conversation(words), js_on_load=SHOW, elem_id="talk"
                )
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
            "concurrency_id": "ask",
            "trigger_mode": "multiple",
            **CALLED,
        }
        held, outputs = [exchanges, conversation], [shown, exchanges, box, conversation]
        events: list[Any] = [
            gr.on([box.submit, ask.click], does.ask, [box, *held], outputs, **streams),
            shown.submit(does.ask_this, held, outputs, **streams),
            *(chip.click(does.ask, [chip, *held], outputs, **streams) for chip in chips),
        ]
        # The stream is ended first; a late word of it would undo what is shown after it.
        ended = stop.click(None, cancels=events, api_visibility="private")
        ended.then(does.stop, [exchanges], [shown, exchanges], **CALLED)
        ended = clear.click(None, cancels=events, api_visibility="private")
        ended.then(lambda: ("", (), "", ""), None, outputs, **CALLED)
        page.load(
            does.load, [conversation, shared], [shelf, shown, *held, *chips], js=OPENED, **CALLED
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
        # The box is emptied once; whatever is typed while the answer streams stays.
        emptied: Any = ""
        before, lost = so_far or _restored(self.talk, kept), bool(kept and not so_far)
        for shown, now, held in self._answered(question, before, kept, whole=lost):
            yield shown, now, emptied, held
            emptied = gr.skip()

    def ask_this(self, said: gr.EventData, so_far: Any, kept: str) -> Iterator[tuple[Any, ...]]:
        """A question chosen in the conversation; it may take the place of the last one."""
        before, lost = so_far or _restored(self.talk, kept), bool(kept and not so_far)
        if before and before[-1].working:
            yield (gr.skip(),) * 4
            return
        replaced = before[-1] if said.replaces and before else None
        before = before[:-1] if replaced else before
        now = before
        for shown, now, held in self._answered(str(said.question), before, kept, whole=lost):
            # What was being typed is another question and stays.
            yield shown, now, gr.skip(), held
        # A conversation that was shared is its owner's; what is asked below it begins another.
        if replaced and replaced.conversation_id and now and now[-1].answer_id:
            self.talk.records.conversations.supersede(replaced.answer_id)

    def _answered(
        self, question: str, before: Exchanges, kept: str, *, whole: bool
    ) -> Iterator[tuple[str, Exchanges, str]]:
        """Yield what the page shows after each step, all exchanges, and where they are kept.

        `whole` where the server did not know the page's conversation: what it shows may differ
        from what was kept.
        """
        with closing(self.talk.answering(question, before, kept)) as pictures:
            for now in pictures:
                kept = now[-1].conversation_id or kept
                if whole:
                    yield articles(now, self.talk.words), now, kept
                else:
                    yield article(now[-1], len(now) - 1, self.talk.words), now, kept
                whole = False

    def stop(self, so_far: Exchanges) -> tuple[Any, ...]:
        now = stopped(so_far)
        # Nothing is known of the page's conversation where the server was started anew.
        return (article(now[-1], len(now) - 1, self.talk.words) if now else gr.skip()), now

    def load(self, kept: str, shared_id: str) -> tuple[Any, ...]:
        library, words = self.talk.service.library, self.talk.words
        reports = library.reports()
        asked = _examples(library, library.index_version)
        chips = [gr.update(value=question) for question in asked]
        chips += [gr.update(value="", visible=False)] * (MOST - len(asked))
        begun, kept, problem = _opened(self.talk, kept, shared_id)
        picture = articles(begun, words, problem) if begun or problem else gr.skip()
        return panel(reports, words), picture, begun, kept, *chips


@lru_cache(maxsize=4)
def _examples(library: Library, index_version: int) -> tuple[str, ...]:
    """Questions to begin with; made anew when the library has changed."""
    reports = library.reports()
    some = reports[:: max(1, len(reports) // MOST)][: 2 * MOST]
    return questions([(report, library.parsed(report.report_id)) for report in some])


def _restored(talk: Talk, kept: str) -> Exchanges:
    """The conversation of a page that this server does not know, as it was kept."""
    if not kept:
        return ()
    try:
        return talk.restored(talk.records.conversations.answers(kept), own=True)
    except RecordsError:
        _log.exception("a conversation cannot be looked up")
        return ()


def _opened(talk: Talk, kept: str, shared_id: str) -> tuple[Exchanges, str, str]:
    """The conversation that a tab opens with: one that was shared, or the tab's own."""
    conversations = talk.records.conversations
    if not shared_id:
        begun = _restored(talk, kept)
        return begun, kept if begun else "", ""
    try:
        return talk.restored(conversations.shared(shared_id), own=False), "", ""
    except AskReportsError:
        return (), "", talk.words.gone


def _conversation(words: Words) -> str:
    """Where the conversation stands; a live region tells what a screen reader should say."""
    return (
        '<p class="unseen" role="status"></p>'
        f'<div class="articles" role="log" aria-live="off" aria-label="{words.title}"></div>'
        f'<div id="sharing" hidden data-failed="{words.not_kept}" data-thanks="{words.thanks}">'
        f'<p data-copied="{words.share_note}">{words.shared} <a href=""></a></p>'
        '<p role="status"></p>'
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
