"""Web pages: the article without its menus, and what the page says of itself."""

from pathlib import Path
from typing import Any

import trafilatura
from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from core.domain import ParsedReport
from core.errors import UnreadableFile
from ingest.blocks import block
from ingest.characters import clean
from ingest.metadata.dates import parse_date
from ingest.metadata.given import Given
from ingest.metadata.publisher import publisher_in
from ingest.readers import markdown
from ingest.readers.base import SNIFF
from ingest.readers.hidden import Sheet, Style, hides

_KEPT = frozenset({"head", "title", "script", "style"})
"""Never shown, but extraction wants to see them."""
_MARKS = (b"<!doctype html", b"<html", b"<head>", b"<body")


class HtmlReader:
    """Reads `.html` by way of Markdown, so that headings, lists and tables are kept."""

    media_type = "text/html"
    suffixes = frozenset({".html", ".htm", ".xhtml"})

    def accepts(self, data: bytes) -> bool | None:
        """Sure where it begins with a tag and a document's own tags stand in the first bytes."""
        lower = data[:SNIFF].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
        return True if lower.startswith(b"<") and any(m in lower for m in _MARKS) else None

    def read(self, path: Path, data: bytes) -> ParsedReport:
        """Return the report in a web page.

        Raises:
            UnreadableFile: it is no HTML, or has no text.
        """
        tree = trafilatura.load_html(data)
        if tree is None:
            raise UnreadableFile(str(path), "no HTML in it that can be read")
        given = _given(tree)
        _drop_hidden(tree, Sheet.of(sheet.text or "" for sheet in tree.iter("style")))
        _captions_before_tables(tree)
        source = trafilatura.extract(
            tree, output_format="markdown", include_comments=False, favor_recall=True
        ) or trafilatura.html2txt(tree)
        if not source.strip():
            raise UnreadableFile(str(path), "no text in it; the page may be filled by scripts")
        return markdown.parse(path, source, given)


def _given(tree: HtmlElement) -> Given:
    said: Any = trafilatura.extract_metadata(
        tree, date_config={"extensive_search": False, "original_date": True}
    )
    feet = [block(clean(" ".join(foot.itertext())), "notice") for foot in tree.iter("footer")]
    return Given(
        title=clean(said.title or ""),
        publisher=clean(said.sitename or "") or publisher_in(feet) or clean(said.author or ""),
        published=parse_date(said.date or ""),
        language=clean(tree.get("lang") or said.language or ""),
    )


def _drop_hidden(tree: HtmlElement, sheet: Sheet) -> None:
    """Take out what the page's reader cannot see, with all that stands in it."""
    left: list[tuple[HtmlElement, tuple[Style, ...]]] = [(tree, ())]
    while left:
        element, around = left.pop()
        if not isinstance(element.tag, str):
            continue  # a comment, which extraction passes over
        styles = (*around, sheet.style_of(element.tag, element.attrib))
        if around and element.tag not in _KEPT and hides(styles):
            element.drop_tree()
        else:
            left += [(child, styles) for child in element]


def _captions_before_tables(tree: HtmlElement) -> None:
    """Turn captions into paragraphs: extraction takes them for a header row."""
    for caption in list(tree.iter("caption")):
        table = caption.getparent()
        if table is None or table.getparent() is None:
            continue
        paragraph = etree.Element("p")
        paragraph.text = clean(" ".join(caption.itertext()))
        caption.drop_tree()
        table.addprevious(paragraph)
