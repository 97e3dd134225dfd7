"""Passages: runs of whole sentences of one section, as long as fits. Pure."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.domain import SECTION_MARK, PageSpan, ParsedReport, Passage, Section, Sentence
from core.tokens import count_tokens
from ingest.sentences import MAX_TOKENS, Span, sentence_spans

# cl100k spends one to two tokens on a character of these, where a word of English costs one.
_DENSE = frozenset({"zh", "ja"})
# A passage is closed at a paragraph's end once it is this full, rather than cut the next one.
_FULL_ENOUGH = 0.75
# A paragraph that does not fit goes whole to the next passage if that leaves this much here.
_WORTH_CLOSING = 0.4


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence with its length, and whether a paragraph ends with it or it leads a list in."""

    start: int
    end: int
    tokens: int
    closes: bool
    leads: bool


def split(
    parsed: ParsedReport, report_id: str, revision: str, max_tokens: int
) -> tuple[Passage, ...]:
    """Cut a report into passages that respect its sections and sentences.

    A passage never crosses a heading; headings stay with the text under them, and the line
    that leads a list in stays with its first item. The sentences of all passages together
    hold every character of the text that is not blank, once.

    Args:
        parsed: the report as read.
        report_id: its id.
        revision: which reading of it this is.
        max_tokens: longest passage, in cl100k tokens.
    """
    language = parsed.metadata.language
    passages: list[Passage] = []
    for start, end, title in _stretches(parsed):
        limit = min(MAX_TOKENS * (2 if language in _DENSE else 1), max_tokens)
        spans = sentence_spans(parsed.text, language, start, end, limit)
        for group in _grouped(_units(parsed.text, spans), max_tokens):
            passages.append(_passage(parsed, report_id, revision, len(passages), title, group))
    return tuple(passages)


def _stretches(parsed: ParsedReport) -> Iterator[tuple[int, int, str]]:
    """Yield the spans between headings, with the titles over each; a bare heading joins the next.

    A heading without text of its own goes on top of the heading that follows it. The titles are
    those of all sections that the span lies in, the report's own title left out.
    """
    at, over = 0, ""
    heads = [*parsed.sections, Section("", 1, len(parsed.text), len(parsed.text))]
    path: list[Section] = []
    for section in heads:
        body = parsed.text[at : section.start].strip()
        bare = section.start < len(parsed.text) and _only_headings(body, parsed.sections, at)
        if body and not bare:
            yield at, section.start, over
        path = [*(head for head in path if head.level < section.level), section]
        over = SECTION_MARK.join(h.title for h in path if h.title != parsed.metadata.title)
        at = at if bare else section.start


def _only_headings(body: str, sections: Sequence[Section], start: int) -> bool:
    """Whether a stretch that begins at `start` holds heading lines alone."""
    if not body:
        return False
    titles = {section.title for section in sections if start <= section.start}
    return all(line in titles for line in body.split("\n") if line)


def _units(text: str, spans: Sequence[Span]) -> tuple[_Unit, ...]:
    after = [start for start, _ in spans[1:]]
    gaps = [text[end:start] for (_, end), start in zip(spans, after, strict=False)]
    return tuple(
        _Unit(
            start,
            end,
            # The blank or line end before the next sentence may cost a token of its own.
            count_tokens(text[start:end]) + 1,
            "\n\n" in gap,
            "\n" in gap and text[start:end].endswith((":", "：")),
        )
        for (start, end), gap in zip(spans, [*gaps, "\n\n"], strict=True)
    )


def _grouped(units: Sequence[_Unit], max_tokens: int) -> Iterator[Sequence[_Unit]]:
    """Yield runs of units of about equal length, none above `max_tokens`."""
    total = sum(unit.tokens for unit in units)
    count = -(-total // max_tokens)
    target = max_tokens if count <= 1 else min(max_tokens, total / count * 1.1)
    first, filled = 0, 0
    for i, unit in enumerate(units):
        over = filled + unit.tokens > (max_tokens if filled < _FULL_ENOUGH * target else target)
        rounded = i > first and units[i - 1].closes and filled >= _FULL_ENOUGH * target
        if i > first and (over or rounded):
            cut = _keeping_lead(units, first, _paragraph(units, first, i, _WORTH_CLOSING * target))
            yield units[first:cut]
            first = cut
            filled = sum(u.tokens for u in units[cut:i])
        filled += unit.tokens
    if units:
        yield units[first:]


def _paragraph(units: Sequence[_Unit], first: int, i: int, least: float) -> int:
    """The last end of a paragraph up to `i` that leaves `least` tokens before it, else `i`.

    What a paragraph says last often takes its date from what it says first.
    """
    for cut in range(i, first, -1):
        if sum(unit.tokens for unit in units[first:cut]) < least:
            break
        if units[cut - 1].closes:
            return cut
    return i


def _keeping_lead(units: Sequence[_Unit], first: int, i: int) -> int:
    """Cut before the line that leads a list in, rather than after it."""
    return i - 1 if i - 1 > first and units[i - 1].leads else i


def _passage(
    parsed: ParsedReport,
    report_id: str,
    revision: str,
    ordinal: int,
    title: str,
    units: Sequence[_Unit],
) -> Passage:
    start, end = units[0].start, units[-1].end
    text = parsed.text[start:end]
    return Passage(
        passage_id=f"{revision}:{ordinal}",
        report_id=report_id,
        revision=revision,
        ordinal=ordinal,
        start=start,
        end=end,
        text=text,
        page=page_at(parsed.pages, start),
        section=title,
        tokens=count_tokens(text),
        sentences=tuple(
            Sentence(u.start, u.end, parsed.text[u.start : u.end], page_at(parsed.pages, u.start))
            for u in units
        ),
    )


def page_at(pages: Sequence[PageSpan], offset: int) -> int | None:
    """Return the number of the page that the character at `offset` came from, or None."""
    ordered = sorted((p for p in pages if p.end > p.start), key=lambda p: p.start)
    i = bisect_right([page.start for page in ordered], offset) - 1
    return ordered[i].number if i >= 0 else None
