"""Plain text, most of it pulled out of PDFs and web pages."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from core.domain import ParsedReport
from ingest.assemble import assemble
from ingest.blocks import Block, Kind, Line
from ingest.characters import ends_sentence
from ingest.furniture import drop_navigation, mark_notices
from ingest.mend import RUNNING, drop_repeats, is_caption, rejoin, settle_headings, weight
from ingest.metadata.dates import is_dateline
from ingest.metadata.describe import describe
from ingest.readers.encoding import decode
from ingest.readers.layout import RawLine, goes_on, is_numbered, layout_of, raw_lines

_HEADING_WORDS = 25


class PlainReader:
    """Reads text without marks of its own."""

    media_type = "text/plain"
    suffixes = frozenset({".txt", ".text"})

    def accepts(self, data: bytes) -> bool | None:
        """Never sure: any bytes may be text in some encoding."""
        return None

    def read(self, path: Path, data: bytes) -> ParsedReport:
        """Return the report in a text file.

        Raises:
            UnreadableFile: the bytes are no text.
        """
        blocks = blocks_of(decode(path, data))
        made = assemble(blocks)
        metadata = describe(path, blocks, made.text)
        return ParsedReport(metadata, made.text, made.sections, made.pages, made.boxes)


def blocks_of(text: str) -> tuple[Block, ...]:
    """Return the mended blocks of a plain text."""
    blocks = rejoin(drop_navigation(_paragraphs(text)))
    blocks = drop_repeats(_with_headings(blocks))
    return mark_notices(settle_headings(blocks))


def _paragraphs(text: str) -> tuple[Block, ...]:
    """Group the lines of a text into numbered headings, list items and paragraphs."""
    lines = raw_lines(text)
    layout = layout_of(lines)
    blocks: list[Block] = []
    first = 0
    for i in range(len(lines)):
        if i + 1 == len(lines) or not goes_on(lines, first, i, layout):
            blocks.append(_block(lines[first : i + 1]))
            first = i + 1
    return tuple(blocks)


def _block(run: Sequence[RawLine]) -> Block:
    opening = run[0]
    lines = tuple(Line(line.text) for line in run)
    if opening.bullet:
        lines = (Line(f"• {opening.text}"), *lines[1:])
        return Block("item", lines, new_page=opening.new_page)
    body = Block("text", lines, new_page=opening.new_page)
    if not is_numbered(opening.text):
        return body
    short = len(body.plain.split()) <= _HEADING_WORDS and not ends_sentence(body.plain)
    kind: Kind = "heading" if short else "item"
    number = opening.text.split()[0].rstrip(".")
    return replace(body, kind=kind, level=number.count(".") + 1 if short else 0)


def _with_headings(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Make headings of short lines that stand over a body; a line said twice is a caption."""
    times = Counter(block.plain for block in blocks)
    numbered = any(block.kind == "heading" for block in blocks)
    out: list[Block] = []
    for i, block in enumerate(blocks):
        once = times[block.plain] == 1 and not is_dateline(block.plain)
        if is_caption(block) and once and _heads(blocks[i + 1 :], block):
            first = not any(b.kind == "heading" for b in out)
            out.append(replace(block, kind="heading", level=1 if first or numbered else 2))
        else:
            out.append(block)
    return tuple(out)


def _heads(after: Sequence[Block], block: Block) -> bool:
    """Whether what follows is a body: running text or a list; or a page ends after it."""
    body = next((b for b in after if not is_dateline(b.plain)), None)
    if body is None or block.plain.endswith((",", ";", ":")):
        return False
    if body.new_page:
        return True
    return body.kind == "item" or (body.kind == "text" and weight(body.plain) > 2 * RUNNING)
