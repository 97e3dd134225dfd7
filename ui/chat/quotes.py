"""Quotes and the marks that lead to them, as HTML. What a report says is escaped here."""

import re
from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from core.domain import Citation
from ui.words import Words

LONGEST = 320
"""Characters of a quote that are shown where its mark is pointed at."""

_BULLET = re.compile(r"^(?:[•‣◦▪·*–-])\s+")


def source_url(citation: Citation, words: Words) -> str:
    """Where the source pane of a citation is served."""
    report = quote(citation.report_id, safe="")
    return f"{words.path}/source/{report}?start={citation.start}&end={citation.end}"


def mark(citation: Citation, words: Words) -> str:
    """The mark [n] that opens the citation's source, and shows its quote when pointed at."""
    told = escape(where(citation, words))
    return (
        f'<a class="cite" href="{escape(source_url(citation, words))}" data-where="{told}" '
        f'data-quote="{escape(_shortened(citation.quote))}" '
        f'aria-label="{words.source} {citation.n}: {told}">[{citation.n}]</a>'
    )


def _shortened(quote: str) -> str:
    text = " ".join(quote.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 2].rstrip() + " …"


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


def cards(citations: Sequence[Citation], words: Words) -> str:
    """A list of quotes, each with its mark, title, date and page."""
    return f'<ol class="cards">{"".join(_card(c, words) for c in citations)}</ol>'


def _card(citation: Citation, words: Words) -> str:
    return (
        f'<li data-key="c{citation.n}">{mark(citation, words)}<div class="body">'
        f"<blockquote>{paragraphs(citation.quote)}</blockquote>"
        f'<p class="from">{escape(where(citation, words))}</p></div></li>'
    )


def where(citation: Citation, words: Words) -> str:
    """Title, date and page of a citation in one line."""
    page = words.on_page.format(citation.page) if citation.page else ""
    parts = (citation.title, citation.published or words.undated, page)
    return " · ".join(part for part in parts if part)
