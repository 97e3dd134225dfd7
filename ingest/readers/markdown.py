"""Markdown, with or without front matter."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import frontmatter
from markdown_it import MarkdownIt
from markdown_it.token import Token

from core.domain import ParsedReport
from core.errors import UnreadableFile
from ingest.assemble import assemble
from ingest.blocks import Block, Kind, Line, block
from ingest.characters import clean
from ingest.furniture import drop_navigation, mark_notices
from ingest.mend import RUNNING, drop_repeats, rejoin
from ingest.metadata.describe import describe
from ingest.metadata.given import Given, given_of
from ingest.readers.base import SNIFF
from ingest.readers.encoding import decode
from ingest.readers.shown import Shown
from ingest.readers.tables import rows_of, table_context

_MARKS = (
    re.compile(r"^#{1,6} \S", re.MULTILINE),
    re.compile(r"\*\*[^*\n]+\*\*"),
    re.compile(r"\[[^\]\n]+\]\([^)\s]+\)"),
    re.compile(r"^\|?\s*:?-{3,}:?\s*\|", re.MULTILINE),
)
_TAG = re.compile(r"<!--.*?-->|<[^>\n]+>", re.DOTALL)
_HEADING_WORDS = 25


class MarkdownReader:
    """Reads `.md`, and text that turns out to be Markdown."""

    media_type = "text/markdown"
    suffixes = frozenset({".md", ".markdown"})

    def accepts(self, data: bytes) -> bool | None:
        """Sure where front matter or several kinds of its marks stand in the first bytes."""
        head = data[:SNIFF]
        if b"\x00" in head or head.lstrip()[:1] == b"<":
            return None
        text = head.decode("utf-8", errors="ignore")
        kinds = sum(len(mark.findall(text)) >= 2 for mark in _MARKS)
        return True if kinds >= 2 else None

    def read(self, path: Path, data: bytes) -> ParsedReport:
        """Return the report in a Markdown file.

        Raises:
            UnreadableFile: its front matter is no YAML, or the bytes are no text.
        """
        text = decode(path, data)
        try:
            post = frontmatter.loads(text)
        except Exception as error:  # whatever the YAML parser raises
            reason = str(error).splitlines()[0]
            raise UnreadableFile(str(path), f"its front matter cannot be read: {reason}") from error
        return parse(path, post.content, given_of(post.metadata))


def parse(path: Path, source: str, given: Given) -> ParsedReport:
    """Return the report in Markdown `source`; `given` is what is known of it already."""
    blocks = blocks_of(source)
    made = assemble(blocks)
    metadata = describe(path, blocks, made.text, given)
    return ParsedReport(metadata, made.text, made.sections, made.pages, made.boxes)


_BOLD = -1
"""Level that marks a strong line until it is known whether it heads something."""


def blocks_of(source: str) -> tuple[Block, ...]:
    """Return the mended blocks of a Markdown text."""
    parser = MarkdownIt("commonmark").enable("table")
    blocks = drop_navigation(_Walker(Shown(source)).walk(parser.parse(source)))
    return mark_notices(rejoin(drop_repeats(_bold_headings(blocks))))


class _Walker:
    """Turns the parser's tokens into blocks, keeping what a table or an item needs to know."""

    def __init__(self, shown: Shown) -> None:
        self.blocks: list[Block] = []
        self._shown = shown
        self._lists: list[int | None] = []
        self._marker = ""
        self._kind: Kind = "text"
        self._level = 0
        self._before = ""
        self._heading = ""
        self._table: list[list[str]] | None = None

    def walk(self, tokens: Iterable[Token]) -> tuple[Block, ...]:
        """Return a block for each heading, paragraph, list item and table row."""
        for token in tokens:
            handler = getattr(self, f"_on_{token.type}", None)
            if handler:
                handler(token)
        return tuple(self.blocks)

    def _on_heading_open(self, token: Token) -> None:
        self._kind, self._level = "heading", int(token.tag[1])

    def _on_heading_close(self, token: Token) -> None:
        self._kind, self._level = "text", 0

    def _on_bullet_list_open(self, token: Token) -> None:
        self._lists.append(None)

    def _on_ordered_list_open(self, token: Token) -> None:
        self._lists.append(int(token.attrs.get("start", 1)))

    def _on_bullet_list_close(self, token: Token) -> None:
        self._lists.pop()

    _on_ordered_list_close = _on_bullet_list_close

    def _on_list_item_open(self, token: Token) -> None:
        number = self._lists[-1]
        self._marker = "•" if number is None else f"{number}."
        if number is not None:
            self._lists[-1] = number + 1

    def _on_table_open(self, token: Token) -> None:
        self._table = []

    def _on_tr_open(self, token: Token) -> None:
        if self._table is not None:
            self._table.append([])

    def _on_table_close(self, token: Token) -> None:
        self.blocks += rows_of(self._table or [], table_context(self._before, self._heading))
        self._table = None

    def _on_inline(self, token: Token) -> None:
        self._shown.end_paragraph()
        depth = self._shown.depth
        lines = _lines(token, self._shown)
        self._shown.back_to(depth)
        text = " ".join(line.text for line in lines)
        if self._table is not None:
            self._table[-1].append(text)
        elif lines and self._kind == "heading":
            self._heading = text
            self.blocks.append(Block("heading", lines, self._level))
        elif lines and self._lists:
            first = f"{self._marker} {lines[0].text}".strip()
            self.blocks.append(Block("item", (Line(first), *lines[1:])))
            self._marker = ""
        elif lines:
            self.blocks.append(Block("text", lines, _BOLD if _is_bold(token) else 0))
        if self._table is None:
            self._before = text or self._before

    def _on_fence(self, token: Token) -> None:
        if not self._shown.hidden:
            self._add_rows(_TAG.sub(" ", token.content))

    _on_code_block = _on_fence

    def _on_html_block(self, token: Token) -> None:
        self._add_rows(self._shown.text_of(token.content))

    def _add_rows(self, text: str) -> None:
        self.blocks += [block(row) for row in filter(None, map(clean, text.splitlines()))]


def _lines(token: Token, shown: Shown) -> tuple[Line, ...]:
    """The lines of an inline token without its marks; a picture leaves its description."""
    parts: list[str] = []
    for child in token.children or ():
        if child.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
        elif child.type == "html_inline":
            shown.text_of(child.content)
            parts.append("\n" if child.content.lower().startswith("<br") else "")
        elif not shown.hidden:
            parts.append(child.content)
    rows = map(clean, "".join(parts).split("\n"))
    return tuple(Line(row) for row in rows if row)


def _is_bold(token: Token) -> bool:
    """Whether a paragraph is one line and all of it strong."""
    children = [c for c in token.children or () if c.type != "text" or c.content.strip()]
    kinds = [c.type for c in children]
    return (
        kinds[:1] == ["strong_open"]
        and kinds[-1:] == ["strong_close"]
        and kinds.count("strong_open") == 1
        and not {"softbreak", "hardbreak"} & set(kinds)
    )


def _bold_headings(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Make headings of strong lines that stand over running text; the others are captions."""
    out: list[Block] = []
    depth = 0
    for i, one in enumerate(blocks):
        if one.kind == "heading":
            depth = one.level
        if one.level != _BOLD:
            out.append(one)
            continue
        body = blocks[i + 1] if i + 1 < len(blocks) else None
        heads = body is not None and (
            body.kind == "item"
            or (body.kind == "text" and body.level != _BOLD and len(body.plain) > 2 * RUNNING)
        )
        short = len(one.plain.split()) <= _HEADING_WORDS
        if heads and short:
            out.append(replace(one, kind="heading", level=min(depth + 1, 6)))
        else:
            out.append(replace(one, level=0))
    return tuple(out)
