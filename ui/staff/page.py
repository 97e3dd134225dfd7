"""The staff pages: desk, library, measures, each behind a tab, a source pane beside them.

Who may come here at all is decided by `ui.guard` before Gradio sees a request; who it is, is asked
again of each action, since it is written down.
"""

import gradio as gr

from core.settings import Settings
from rag.service import AskService
from records.store import Records
from ui.parts import HIDDEN, header, html, source_pane
from ui.staff.acting import acting
from ui.staff.desk_tab import desk_tab
from ui.staff.measures import measures
from ui.staff.runs import runs_of
from ui.staff.shelf_tab import shelf_tab
from ui.words import Words

LOGGED = 50
"""Lines of the log that are shown."""


def build(service: AskService, records: Records, settings: Settings, words: Words) -> gr.Blocks:
    """Lay out the pages."""
    page: gr.Blocks
    with gr.Blocks(title=words.title, analytics_enabled=False) as page:
        with gr.Row(elem_id="top"):
            top = html(header(words, "staff"))
        with gr.Row(elem_id="columns"):
            with gr.Column(elem_id="work"), gr.Tabs():
                with gr.Tab(words.desk) as first:
                    desk = desk_tab(records, words)
                with gr.Tab(words.shelf) as second:
                    shelf = shelf_tab(service.library, records, settings, words)
                with gr.Tab(words.measures) as third:
                    measured = html("", elem_id="measures")
            with gr.Column(elem_id="side"):
                html(source_pane(words))

        def on_load(request: gr.Request) -> str:
            return header(words, "staff", acting(records, request).name)

        def on_measures() -> str:
            log = records.log.latest(LOGGED)
            return measures(runs_of(settings.data), records.statistics, log, words)

        page.load(on_load, None, [top], **HIDDEN)
        page.load(desk.fresh, desk.inputs, desk.outputs, **HIDDEN)
        first.select(desk.fresh, desk.inputs, desk.outputs, **HIDDEN)
        second.select(shelf.fresh, shelf.inputs, shelf.outputs, **HIDDEN)
        third.select(on_measures, None, [measured], **HIDDEN)
    page.queue()
    return page
