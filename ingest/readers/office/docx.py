"""Word documents: headings, lists, tables and footnotes in reading order."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from core.domain import ParsedReport
from ingest.assemble import assemble
from ingest.blocks import Block, block
from ingest.furniture import mark_notices
from ingest.mend import drop_repeats
from ingest.metadata.describe import describe
from ingest.metadata.given import Given
from ingest.readers.office.package import is_kind, made_on, stated, unpacked
from ingest.readers.office.wording import Styles, text_of
from ingest.readers.tables import rows_of, table_context, under_one_header

Element = Any
"""An lxml element of WordprocessingML."""

_CONTENTS = re.compile(r"^toc\b|table of (?:contents|figures)", re.IGNORECASE)
_HIDDEN_ROW = f"{qn('w:trPr')}/{qn('w:hidden')}"
_WRAPPERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:smartTag", "w:customXml")))
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NOTES = ("footnote", "endnote")


class DocxReader:
    """Reads `.docx`."""

    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    suffixes = frozenset({".docx"})

    def accepts(self, data: bytes) -> bool | None:
        """Sure either way: by the content type of the main part."""
        return is_kind(data, b"wordprocessingml.document.main+xml")

    def read(self, path: Path, data: bytes) -> ParsedReport:
        """Return the report in a document, as it reads with all changes accepted.

        Hidden and deleted words, tables of contents, running heads and feet are left out.

        Raises:
            UnreadableFile: it is locked, or too large when unpacked.
        """
        document = docx.Document(unpacked(path, data))
        blocks = mark_notices(drop_repeats(tuple(_Walker(document).walk())))
        said = document.core_properties
        given = Given(title=stated(said.title), publisher=stated(said.author))
        created = made_on(data, said.created)
        made = assemble(blocks)
        return ParsedReport(
            describe(path, blocks, made.text, given, created), made.text, made.sections
        )


class _Walker:
    """Goes through a document's body, keeping what a table or a heading needs to know."""

    def __init__(self, document: Document) -> None:
        self._body = document.element.body
        self._styles = Styles(document)
        self._notes_by_mark = _notes(document, self._styles)
        self._titled = False
        self._before = ""
        self._heading = ""

    def walk(self) -> Iterator[Block]:
        """Yield a block for each heading, paragraph, list item, table row and footnote."""
        yield from self._inside(self._body)

    def _inside(self, parent: Element) -> Iterator[Block]:
        for child in parent:
            if child.tag in _WRAPPERS:
                yield from self._inside(child)
            elif child.tag == qn("w:p"):
                yield from self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                yield from self._table(child)

    def _paragraph(self, element: Element) -> Iterator[Block]:
        style = self._styles.of(element)
        if _CONTENTS.search(style.name):
            return
        text = text_of(element, self._styles)
        if text:
            yield self._block(text, element)
            self._before = text
        for box in element.iter(qn("w:txbxContent")):
            if not any(a.tag.endswith("}Fallback") for a in box.iterancestors()):
                yield from self._inside(box)
        yield from self._notes(element)

    def _notes(self, element: Element) -> Iterator[Block]:
        """Yield the foot- and endnotes that are referred to in an element."""
        for kind in _NOTES:
            for mark in element.iter(qn(f"w:{kind}Reference")):
                if note := self._notes_by_mark.get((kind, mark.get(qn("w:id"))), ""):
                    yield block(note)

    def _block(self, text: str, element: Element) -> Block:
        style = self._styles.of(element)
        level = self._styles.heading_level(element)
        if style.name.casefold() == "title":
            self._titled = True
            return block(text, "heading", 1)
        if level:
            self._heading = text
            return block(text, "heading", level + self._titled)
        return block(f"• {text}", "item") if self._styles.is_listed(element) else block(text)

    def _table(self, table: Element) -> Iterator[Block]:
        rows = [row for row in _own(table, "w:tr") if row.find(_HIDDEN_ROW) is None]
        cells = [list(_own(row, "w:tc")) for row in rows]
        if len(cells) == 1 or all(len(row) == 1 for row in cells):
            # A frame around running text rather than a table.
            for cell in (cell for row in cells for cell in row):
                yield from self._inside(cell)
            return
        context = table_context(self._before, self._heading)
        yield from rows_of(under_one_header(self._grid(cells)), context)
        for cell in (cell for row in cells for cell in row):
            for inner in _own(cell, "w:tbl"):
                yield from self._table(inner)
            yield from self._notes(cell)

    def _grid(self, cells: list[list[Element]]) -> list[list[str]]:
        """The texts of a table's cells; a merged cell's stands in each place it covers."""
        grid: list[list[str]] = []
        for row in cells:
            texts: list[str] = []
            for cell in row:
                merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
                goes_on = merge is not None and merge.get(qn("w:val")) != "restart"
                above = grid[-1] if grid else []
                held = above[len(texts)] if goes_on and len(texts) < len(above) else ""
                said = (text_of(paragraph, self._styles) for paragraph in _own(cell, "w:p"))
                texts += [held or " ".join(filter(None, said))] * _span(cell)
            grid.append(texts)
        return grid


def _own(parent: Element, tag: str) -> Iterator[Element]:
    """The children of a kind, also where a change or a form field is wrapped around them."""
    for child in parent:
        if child.tag == qn(tag):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _own(child, tag)


def _span(cell: Element) -> int:
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    told = span.get(qn("w:val")) if span is not None else "1"
    return min(max(int(told or 1), 1), 63)  # Word allows 63 columns


def _notes(document: Document, styles: Styles) -> dict[tuple[str, str], str]:
    """Foot- and endnotes by kind and id."""
    found: dict[tuple[str, str], str] = {}
    for relation in document.part.rels.values():
        kind = relation.reltype.removeprefix(f"{_RELATIONS}/").removesuffix("s")
        if kind not in _NOTES:
            continue
        for note in parse_xml(relation.target_part.blob).iter(qn(f"w:{kind}")):
            texts = (text_of(p, styles) for p in note.iter(qn("w:p")))
            found[kind, note.get(qn("w:id"))] = " ".join(filter(None, texts))
    return found
