"""A kept answer as a document to take away."""

import json
from dataclasses import asdict
from datetime import datetime

from core.domain import Answer
from ui.chat.markdown import blocks_as_markdown
from ui.chat.outline import outline
from ui.chat.pdf import blocks_as_pdf
from ui.words import Words


def markdown(answer: Answer, asked_at: datetime, words: Words, found: str = "") -> str:
    """Return the whole answer as Markdown; what reports and people wrote is only text in it."""
    return blocks_as_markdown(outline(answer, asked_at, words, found))


def as_json(answer: Answer, asked_at: datetime, found: str = "") -> str:
    """Return the contract's JSON of an answer, with "asked_at" in ISO 8601 and "judged"."""
    return json.dumps(
        {**asdict(answer), "asked_at": asked_at.isoformat(), "judged": found},
        ensure_ascii=False,
        indent=2,
    )


def pdf(answer: Answer, asked_at: datetime, words: Words, found: str = "") -> bytes:
    """Return the whole answer as a PDF."""
    blocks = outline(answer, asked_at, words, found)
    return blocks_as_pdf(blocks, answer.question, words.title, words.code)
