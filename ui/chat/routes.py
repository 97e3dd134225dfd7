"""What can be done with a kept answer: take it away, share its conversation, say what is wrong."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from fastapi import APIRouter, HTTPException, Response
from pydantic import BaseModel, Field

from core.errors import AskReportsError, RecordsError
from records.store import Records
from ui.chat.actions import FORMATS
from ui.chat.downloads import as_json, markdown, pdf
from ui.chat.judged import judged
from ui.words import Words

_log = logging.getLogger(__name__)

_TYPES = {"md": "text/markdown", "pdf": "application/pdf", "json": "application/json"}


class Opinion(BaseModel):
    """What a reader thinks of an answer."""

    kind: Literal["up", "down", "wrong"]
    reason: str = Field("", max_length=2000)


def chat_routes(records: Records, words: Words) -> APIRouter:
    """The routes in one language. Whoever knows an answer's or a conversation's id may use it."""
    router = APIRouter()
    kept = records.conversations

    @router.get("/answers/{answer_id}.{ending}")
    def download(answer_id: str, ending: str) -> Response:
        if ending not in FORMATS:
            raise HTTPException(404, "there is no such form of an answer")
        with _told():
            stored = kept.answer(answer_id)
            standing = records.judgements.standing(stored.answer.standalone_question)
        found = judged(standing, stored.answer, words)
        made: str | bytes
        match ending:
            case "md":
                made = markdown(stored.answer, stored.asked_at, words, found)
            case "pdf":
                made = pdf(stored.answer, stored.asked_at, words, found)
            case _:
                made = as_json(stored.answer, stored.asked_at, found)
        name = f"answer-{stored.asked_at:%Y-%m-%d}-{answer_id[:6]}.{ending}"
        return Response(
            made,
            media_type=f"{_TYPES[ending]}",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    @router.post("/answers/{answer_id}/feedback", status_code=204)
    def feedback(answer_id: str, opinion: Opinion) -> None:
        with _told():
            kept.give_feedback(answer_id, opinion.kind, opinion.reason)

    @router.post("/conversations/{conversation_id}/share")
    def share(conversation_id: str) -> dict[str, str]:
        with _told():
            return {"path": f"{words.path}/?shared={kept.share(conversation_id)}"}

    @router.post("/conversations/{conversation_id}/unshare", status_code=204)
    def unshare(conversation_id: str) -> None:
        with _told():
            kept.unshare(conversation_id)

    return router


@contextmanager
def _told() -> Iterator[None]:
    """Turn an error of ours into a reply that says it."""
    try:
        yield
    except RecordsError as error:
        # Where the database is, is for the log.
        _log.exception("the records cannot be used")
        raise HTTPException(503, "this cannot be kept or found now; try again") from error
    except AskReportsError as error:
        raise HTTPException(404, str(error)) from error
