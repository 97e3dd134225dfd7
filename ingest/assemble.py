"""From blocks to the stored text, with sections, pages and boxes as spans of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from core.domain import LineBox, PageSpan, Section
from ingest.blocks import Block, Line
from ingest.hyphens import Vocabulary, join_lines, mend_inner_hyphens

_TIGHT = frozenset({"item", "row"})


@dataclass(frozen=True, slots=True)
class Assembled:
    """The stored text and what is known of its spans."""

    text: str
    sections: tuple[Section, ...]
    pages: tuple[PageSpan, ...]
    boxes: tuple[LineBox, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A source line with its span of the stored text."""

    line: Line
    start: int
    end: int


def assemble(blocks: Sequence[Block], page_count: int = 0) -> Assembled:
    """Lay `blocks` out as stored text: one line each, a blank line between, none within lists.

    Args:
        blocks: in reading order.
        page_count: pages of the source; each gets at least an empty `PageSpan`.
    """
    words = Vocabulary.of(line for block in blocks for line in block.lines)
    pieces: list[str] = []
    placed: list[_Placed] = []
    heads: list[tuple[int, str, int]] = []
    at = 0
    before: Block | None = None
    for block in blocks:
        texts = [mend_inner_hyphens(line.text, words) for line in block.lines]
        text, spans = join_lines(texts, words)
        if not text:
            continue
        gap = _gap(before, block)
        start = at + len(gap)
        pieces += [gap, text]
        placed += [
            _Placed(line, start + a, start + b)
            for line, (a, b) in zip(block.lines, spans, strict=True)
        ]
        if block.kind == "heading":
            heads.append((start, text, block.level))
        elif block.kind == "notice" and not (before and before.kind == "notice"):
            heads.append((start, "", 1))
        at, before = start + len(text), block
    return Assembled(
        "".join(pieces), _sections(heads, at), _pages(placed, at, page_count), _boxes(placed)
    )


def _gap(before: Block | None, block: Block) -> str:
    if before is None:
        return ""
    tight = block.kind in _TIGHT and before.kind in {block.kind, "text"}
    return "\n" if tight else "\n\n"


def _sections(heads: Sequence[tuple[int, str, int]], end: int) -> tuple[Section, ...]:
    """Each heading governs up to the next one of its level or above."""
    found = []
    for i, (start, title, level) in enumerate(heads):
        stops = (s for s, _, other in heads[i + 1 :] if other <= level)
        found.append(Section(title, level, start, next(stops, end)))
    return tuple(found)


def _pages(placed: Sequence[_Placed], end: int, page_count: int) -> tuple[PageSpan, ...]:
    runs: list[PageSpan] = []
    for item in placed:
        page = item.line.page
        if page is None:
            continue
        if runs and runs[-1].number == page:
            runs[-1] = replace(runs[-1], end=item.end)
        else:
            runs.append(PageSpan(page, item.start, item.end))
    closed = [replace(a, end=b.start) for a, b in pairwise(runs)] + runs[-1:]
    seen = {run.number for run in runs}
    empty = [PageSpan(n, end, end) for n in range(1, page_count + 1) if n not in seen]
    return tuple(closed + empty)


def _boxes(placed: Iterable[_Placed]) -> tuple[LineBox, ...]:
    return tuple(
        LineBox(p.line.page, p.start, p.end, *p.line.box)
        for p in placed
        if p.line.page is not None and p.line.box is not None and p.end > p.start
    )
