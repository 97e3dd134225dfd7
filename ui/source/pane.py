"""The source pane: the page with the quote marked, or the section with the quote marked."""

from collections.abc import Callable
from html import escape
from urllib.parse import quote

from core.domain import LineBox, PageSpan, ParsedReport, Report, Section
from ui.chat.library import told
from ui.chat.quotes import paragraphs
from ui.source.pages import Extent
from ui.words import Words

AROUND = 1500
"""Characters shown on either side of a quote where its section is longer."""

SLACK = 2
"""Letters marked beside a quote whose place in its line had to be reckoned: letters differ in
width, and no quoted one may stay unmarked."""

Finder = Callable[[LineBox, str], Extent | None]


def pane(
    report: Report,
    parsed: ParsedReport,
    start: int,
    end: int,
    page: int | None,
    words: Words,
    extent: Finder = lambda line, printed: None,
) -> str:
    """Render the pane for the stored text from `start` to `end`.

    Args:
        report: the report; its text as stored is in `parsed`.
        parsed: sections, pages and boxes besides.
        start: first character of the quote; an empty span marks nothing.
        end: character after its last.
        page: page to show instead of the quote's own, from 1, where the format has pages.
        words: the language of the pane.
        extent: finds where on a printed line some of its words stand.
    """
    start = max(0, min(start, len(parsed.text)))
    end = max(start, min(end, len(parsed.text)))
    if report.media_type == "application/pdf" and parsed.pages:
        body = _page(report, parsed, start, end, page, words, extent)
    else:
        body = _section(parsed, start, end, words)
    return f'<div class="source">{_head(report, words)}{body}</div>'


def apology(message: str, words: Words) -> str:
    """A pane that says why there is no source to show."""
    return f'<div class="source">{_header(words.source, message, words)}</div>'


def _head(report: Report, words: Words) -> str:
    return _header(report.metadata.title, told(report, words), words)


def _header(title: str, below: str, words: Words) -> str:
    return (
        f'<header><h2 tabindex="-1">{escape(title)}</h2><p>{escape(below)}</p>'
        f'<button type="button" class="close" aria-label="{words.close}">×</button></header>'
    )


def _section(parsed: ParsedReport, start: int, end: int, words: Words) -> str:
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
    before = lead + before.lstrip("\n") if lead else _below_heading(before, around.title)
    # Nothing may stand between the tags: white space is shown as it is stored.
    return (
        f'{title}<div class="text" tabindex="0" role="group" aria-label="{words.source_text}">'
        f"{escape(before)}{mark}{escape(after.rstrip())}{tail}</div>"
    )


def _below_heading(text: str, title: str) -> str:
    """The text of a section without its own heading, which stands above it already."""
    return text.removeprefix(title).lstrip("\n") if title else text.lstrip("\n")


def _innermost(sections: tuple[Section, ...], at: int) -> Section | None:
    holding = [s for s in sections if s.start <= at < s.end]
    return min(holding, key=lambda s: s.end - s.start, default=None)


def _page(
    report: Report,
    parsed: ParsedReport,
    start: int,
    end: int,
    page: int | None,
    words: Words,
    extent: Finder,
) -> str:
    number = page or _page_of(parsed.pages, start)
    number = max(1, min(number, report.page_count or number))
    boxes = [
        b for b in parsed.boxes if b.page == number and b.start < end and start < b.end
    ]  # fmt: skip
    marks = "".join(_mark(box, *_ends(box, start, end, parsed.text, extent)) for box in boxes)
    report_id = quote(report.report_id, safe="")
    address = f"{words.path}/source/{report_id}?start={start}&amp;end={end}&amp;page="
    count = report.page_count or number
    none = "<span></span>"
    back = _turn(address, number - 1, words.previous, "prev") if number > 1 else none
    on = _turn(address, number + 1, words.next, "next") if number < count else none
    # The content's hash is in the address: a browser never shows a page of an older revision.
    image = f"/page/{report_id}/{number}.png?of={report.sha256[:16]}"
    quoted = _quoted(parsed.text[start:end], words)
    return (
        f'{quoted}<nav class="pages" aria-label="{words.pages}">{back}'
        f"<span>{words.on_page.format(number)} / {count}</span>"
        f'<span class="zoom">{_zoom("out", "−", words.zoom_out)}'
        f"{_zoom('in', '+', words.zoom_in)}</span>"
        f"{on}</nav>"
        f'<div class="page" tabindex="0" role="group" aria-label="{words.on_page.format(number)}">'
        f'<div class="sheet"><img src="{image}" '
        f'alt="{escape(report.metadata.title)}, {words.on_page.format(number)}">{marks}</div></div>'
    )


def _page_of(pages: tuple[PageSpan, ...], at: int) -> int:
    return next((p.number for p in pages if p.start <= at < p.end), 1)


def _quoted(text: str, words: Words) -> str:
    """The quote in letters, for those who cannot see marks on an image."""
    if not text.strip():
        return ""
    label = words.quoted_words
    return f'<blockquote class="quoted" aria-label="{label}">{paragraphs(text)}</blockquote>'


def _zoom(way: str, sign: str, label: str) -> str:
    return (
        f'<button type="button" class="turn" data-zoom="{way}" aria-label="{label}">{sign}</button>'
    )


def _turn(address: str, number: int, label: str, way: str) -> str:
    sign = "‹" if way == "prev" else "›"
    return f'<a class="turn" rel="{way}" href="{address}{number}" aria-label="{label}">{sign}</a>'


def _ends(line: LineBox, start: int, end: int, text: str, extent: Finder) -> Extent:
    """Left and right end of the part of a printed line that is quoted."""
    if start <= line.start and line.end <= end:
        return line.x0, line.x1
    found = extent(line, text[max(start, line.start) : min(end, line.end)].strip())
    if found is not None:
        return found
    letter = (line.x1 - line.x0) / max(1, line.end - line.start)
    x0 = line.x0 + letter * (start - line.start - SLACK)
    x1 = line.x1 - letter * (line.end - end - SLACK)
    return max(line.x0, x0), min(line.x1, x1)


def _mark(line: LineBox, x0: float, x1: float) -> str:
    style = f"left:{x0:.2%};top:{line.y0:.2%};width:{x1 - x0:.2%};height:{line.y1 - line.y0:.2%}"
    return f'<mark class="box" style="{style}"></mark>'
