"""The desk as a tab: choosing an answer, judging it, undoing."""

from typing import Any

import gradio as gr

from core.errors import AskReportsError
from records.judgements import Queued
from records.store import Records
from ui.parts import HIDDEN
from ui.staff.acting import Tab, acted, acting
from ui.staff.desk import desk
from ui.words import Words
from ui.words.said import message

SHOWN = 100
"""Answers of the queue that can be chosen from at once; the count tells of the others."""


def desk_tab(records: Records, words: Words) -> Tab:
    """Lay the desk out."""
    show, chosen = gr.State("open"), gr.State("")
    shown = acted("desk")
    judgements = records.judgements

    def picture(showing: str, answer_id: str) -> str:
        queue = judgements.queue("judged" if showing == "judged" else "open", SHOWN)
        # An answer that was just judged has left the queue and stays in sight.
        here = next((item for item in queue if item.stored.answer_id == answer_id), None)
        if here is None and answer_id:
            stored = records.conversations.answer(answer_id)
            here = Queued(stored, judgements.of(answer_id))
        return desk(queue, judgements.count_open(), here, showing, words)

    def on_act(
        said: gr.EventData, showing: str, answer_id: str, request: gr.Request
    ) -> tuple[Any, ...]:
        account, told = acting(records, request), dict(said._data)
        try:
            match told.get("do"):
                case "show":
                    showing, answer_id = str(told["show"]), ""
                case "choose":
                    answer_id = str(told["answer"])
                case "judge":
                    judgements.judge(
                        str(told["answer"]),
                        str(told["target"]),
                        told["verdict"],
                        account.name,
                        str(told.get("note", "")),
                        str(told.get("correct", "")),
                    )
                case "undo":
                    judgements.undo(int(told["judgement"]), account.name)
            return picture(showing, answer_id), showing, answer_id
        except AskReportsError as error:
            raise gr.Error(message(str(error), words)) from error

    shown.submit(on_act, [show, chosen], [shown, show, chosen], **HIDDEN)
    return Tab([show, chosen], [shown], picture)
