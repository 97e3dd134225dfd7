"""The source pane: the page with the quote marked, or the section with the quote marked."""

from html import escape
from urllib.parse import quote

from core.domain import LineBox, PageSpan, ParsedReport, Report, Section
from ui import words

AROUND = 1500
"""Characters shown on either side of a quote where its section is longer."""


def pane(report: Report, parsed: ParsedReport, start: int, end: int, page: int | None) -> str:
    """Render the pane for the stored text from `start` to `end`.

    Args:
        report: the report; its text as stored is in `parsed`.
        parsed: sections, pages and boxes besides.
        start: first character of the quote; an empty span marks nothing.
        end: character after its last.
        page: page to show instead of the quote's own, from 1, where the format has pages.
    """
    start = max(0, min(start, len(parsed.text)))
    end = max(start, min(end, len(parsed.text)))
    if report.media_type == "application/pdf" and parsed.pages:
        body = _page(report, parsed, start, end, page)
    else:
        body = _section(parsed, start, end)
    return f'<div class="source">{_head(report)}{body}</div>'


def _head(report: Report) -> str:
    about = report.metadata
    date = about.published or words.UNDATED
    if about.published and about.published_basis == "inferred":
        date = words.ABOUT + date
    told = " · ".join(part for part in (about.publisher, date) if part)
    return (
        f'<header><h2 tabindex="-1">{escape(about.title)}</h2><p>{escape(told)}</p>'
        f'<button type="button" class="close" aria-label="{words.CLOSE}">×</button></header>'
    )


def _section(parsed: ParsedReport, start: int, end: int) -> str:
    around = _innermost(parsed.sections, start) or Section("", 1, 0, len(parsed.text))
    first = max(around.start, start - AROUND)
    last = min(max(around.end, end), end + AROUND)
    before, marked, after = (
        parsed.text[first:start],
        parsed.text[start:end],
        parsed.text[end:last],
    )
    mark = f"<mark>{escape(marked)}</mark>" if marked else ""
    title = f"<h3>{escape(around.title)}</h3>" if around.title else ""
    lead = "… " if first > around.start else ""
    tail = " …" if last < around.end else ""
    return (
        f'{title}<div class="text" tabindex="0">{lead}{escape(before)}{mark}{escape(after)}{tail}'
        "</div>"
    )


def _innermost(sections: tuple[Section, ...], at: int) -> Section | None:
    holding = [s for s in sections if s.start <= at < s.end]
    return min(holding, key=lambda s: s.end - s.start, default=None)


def _page(report: Report, parsed: ParsedReport, start: int, end: int, page: int | None) -> str:
    number = page or _page_of(parsed.pages, start)
    number = max(1, min(number, report.page_count or number))
    boxes = [
        b for b in parsed.boxes if b.page == number and b.start < end and start < b.end
    ]  # fmt: skip
    marks = "".join(map(_mark, boxes))
    report_id = quote(report.report_id, safe="")
    address = f"/source/{report_id}?start={start}&amp;end={end}&amp;page="
    count = report.page_count or number
    back = _turn(address, number - 1, words.PREVIOUS, "‹") if number > 1 else "<span></span>"
    on = _turn(address, number + 1, words.NEXT, "›") if number < count else "<span></span>"
    quoted = escape(" ".join(parsed.text[start:end].split()))
    return (
        f'<nav class="pages">{back}<span>{words.PAGE} {number} / {count}</span>{on}</nav>'
        f'<div class="page" tabindex="0"><img src="/page/{report_id}/{number}.png" '
        f'alt="{escape(report.metadata.title)}, {words.PAGE} {number}">{marks}</div>'
        f'<blockquote class="quoted">{quoted}</blockquote>'
    )


def _page_of(pages: tuple[PageSpan, ...], at: int) -> int:
    return next((p.number for p in pages if p.start <= at < p.end), 1)


def _turn(address: str, number: int, label: str, sign: str) -> str:
    return f'<a class="turn" href="{address}{number}" aria-label="{label}">{sign}</a>'


def _mark(box: LineBox) -> str:
    style = (
        f"left:{box.x0:.2%};top:{box.y0:.2%};"
        f"width:{box.x1 - box.x0:.2%};height:{box.y1 - box.y0:.2%}"
    )
    return f'<mark class="box" style="{style}"></mark>'
