"""What is shown of HTML that stands in pieces between other text, as in Markdown."""

import re
from html.parser import HTMLParser

from ingest.readers.hidden import Sheet, Style, hides

_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)  # fmt: skip
_STYLE = re.compile(r"<style[^>]*>(.*?)</style", re.DOTALL | re.IGNORECASE)


class Shown(HTMLParser):
    """Follows the elements that pieces of HTML open and close, and tells whether they hide."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self._sheet = Sheet.of(_STYLE.findall(source))
        self._open: list[tuple[str, Style, bool]] = []
        self._parts: list[str] = []

    @property
    def hidden(self) -> bool:
        """Whether what stands here is kept from the eye."""
        return any(hidden for _, _, hidden in self._open)

    @property
    def depth(self) -> int:
        """How many elements are open."""
        return len(self._open)

    def text_of(self, piece: str) -> str:
        """Take in a piece of HTML and return its text that is shown, tags as blanks."""
        self._parts = []
        self.feed(piece)
        self.close()
        return "".join(self._parts)

    def end_paragraph(self) -> None:
        """Close a paragraph that HTML left open, as the next block does."""
        if self._open and self._open[-1][0] == "p":
            self._open.pop()

    def back_to(self, depth: int) -> None:
        """Close what was opened beyond `depth`, as the end of the block around it does."""
        del self._open[depth:]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; called by the parser."""
        self._parts.append(" ")
        if tag not in _VOID:
            style = self._sheet.style_of(tag, {name: value or "" for name, value in attrs})
            styles = [*(style for _, style, _ in self._open), style]
            self._open.append((tag, style, hides(styles)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element and leave it open: HTML knows no `<div/>`; called by the parser."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close an element and what was left open in it; called by the parser."""
        self._parts.append(" ")
        places = [i for i, (name, _, _) in enumerate(self._open) if name == tag]
        if places:
            del self._open[places[-1] :]

    def handle_data(self, data: str) -> None:
        """Keep text that is shown; called by the parser."""
        if not self.hidden:
            self._parts.append(data)
