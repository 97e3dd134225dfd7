"""The title of a text that does not declare one."""

import re
from collections.abc import Sequence

from ingest.blocks import Block
from ingest.mend import is_caption, is_title_case
from ingest.metadata.dates import bare_date, is_dateline, labelled_date

_COVER_LINES = 5
_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*[.)、]?\s|第[一二三四五六七八九十百\d]+[章节])")
_NAMED = re.compile(
    r"(?P<title>\S.{6,118}?)\s+(?:is|was|has been)\s+(?:issued|published|released|prepared|"
    r"produced|compiled)\s+by\s"
)
_NAMED_ZH = re.compile(r"《(?P<title>[^》]{4,60})》[^。]{0,6}由")
_PIECE = re.compile(r"\s*[|｜]\s*")


def title_in(blocks: Sequence[Block]) -> str:
    """Return the title as the text gives it, or "".

    In this order: the lines of a cover (joined), a first heading without a number, a line
    that names the whole ("X Report is issued by Y"), any first heading, a first short line.
    """
    cover = _cover(blocks)
    heading = next((b for b in blocks if b.kind == "heading"), None)
    top = heading if heading is not None and not _NUMBER.match(heading.plain) else None
    if len(cover) > 1:
        return f"{cover[0]}: {', '.join(cover[1:])}"
    if cover and not (top and blocks and blocks[0] is top):
        return cover[0]
    if top and top is blocks[0]:
        return _bare(top.plain)
    named = _named(blocks)
    first = top or heading
    return named or (_bare(first.plain) if first else "")


def _cover(blocks: Sequence[Block]) -> list[str]:
    """The short lines before the first heading or paragraph."""
    lines: list[str] = []
    for block in blocks:
        if not is_caption(block):
            at_heading = block.kind == "heading"
            return lines if at_heading and len(lines) <= _COVER_LINES else lines[:1]
        if not is_dateline(block.plain):
            lines.append(_bare(block.plain))
    return lines[:1]


def _named(blocks: Sequence[Block]) -> str:
    for block in blocks:
        if match := _NAMED_ZH.search(block.plain):
            return match["title"]
        match = _NAMED.match(block.plain.removeprefix("• "))
        if match and is_title_case(match["title"]):
            return match["title"]
    return ""


def _bare(text: str) -> str:
    """The title without what a page puts beside it: "| Updated: 2017-06-27"."""
    pieces = [p for p in _PIECE.split(text) if p and not (labelled_date(p) or bare_date(p))]
    return pieces[0] if pieces else text
