"""Quotes and the marks that lead to them, as HTML. What a report says is escaped here."""

import re
from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from core.domain import Citation
from ui import words

_BULLET = re.compile(r"^(?:[•‣◦▪·*–-])\s+")


def source_url(citation: Citation) -> str:
    """Where the source pane of a citation is served."""
    return f"/source/{quote(citation.report_id, safe='')}?start={citation.start}&end={citation.end}"


def mark(citation: Citation) -> str:
    """The mark [n] that opens the citation's source."""
    told = escape(where(citation))
    return (
        f'<a class="cite" href="{escape(source_url(citation))}" title="{told}" '
        f'aria-label="{words.SOURCE} {citation.n}: {told}">[{citation.n}]</a>'
    )


def paragraphs(text: str) -> str:
    """A quote with its lists as lists; line breaks within a paragraph mean nothing."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) < 2 or not any(map(_BULLET.match, lines)):
        return escape(_BULLET.sub("", " ".join(lines)))
    parts, items = [], []
    for line in [*lines, ""]:
        if _BULLET.match(line):
            items.append(f"<li>{escape(_BULLET.sub('', line))}</li>")
            continue
        if items:
            parts.append(f"<ul>{''.join(items)}</ul>")
            items = []
        if line:
            parts.append(f"<p>{escape(line)}</p>")
    return "".join(parts)


def cards(citations: Sequence[Citation]) -> str:
    """A list of quotes, each with its mark, title, date and page."""
    return f'<ol class="cards">{"".join(map(_card, citations))}</ol>'


def _card(citation: Citation) -> str:
    return (
        f'<li data-key="c{citation.n}">{mark(citation)}<div class="body">'
        f"<blockquote>{paragraphs(citation.quote)}</blockquote>"
        f'<p class="from">{escape(where(citation))}</p></div></li>'
    )


def where(citation: Citation) -> str:
    """Title, date and page of a citation in one line."""
    page = f"{words.PAGE} {citation.page}" if citation.page else ""
    parts = (citation.title, citation.published or words.UNDATED, page)
    return " · ".join(part for part in parts if part)
