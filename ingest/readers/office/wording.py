"""What a paragraph of a Word document says and is, by itself and by its style."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from ingest.characters import clean

Element = Any
"""An lxml element of WordprocessingML."""

_HEADING = re.compile(r"^heading (\d)$", re.IGNORECASE)
_LONGEST_CHAIN = 12
_DEEPEST = 9
_LEFT_OUT = frozenset(map(qn, ("w:del", "w:moveFrom", "w:txbxContent")))
_BLANKS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_WHITE = re.compile(r"(?:[EF][7-9A-F]|F[0-9A-F]){3}$", re.IGNORECASE)
_NO_COLOUR = frozenset({"auto", "none", "white", "ffffff"})
_OFF = frozenset({"0", "false", "off"})
_TINY = 4
"""Half points; print of two points is there to be hidden."""


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph or character style: its name and its chain of definitions, nearest first."""

    name: str
    chain: tuple[Element, ...]


class Styles:
    """The styles of a document, by id."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _by_id(self) -> dict[str, Element]:
        root = self._document.styles.element
        return {style.get(qn("w:styleId")): style for style in root.iter(qn("w:style"))}

    def of(self, element: Element, properties: str = "w:pPr", kind: str = "w:pStyle") -> Style:
        """Return the style that a paragraph (or a run, by `w:rPr`, `w:rStyle`) names."""
        named = element.find(f"{qn(properties)}/{qn(kind)}")
        style_id = named.get(qn("w:val")) if named is not None else None
        chain: list[Element] = []
        while style_id in self._by_id and len(chain) < _LONGEST_CHAIN:
            style = self._by_id[style_id]
            chain.append(style)
            based = style.find(qn("w:basedOn"))
            style_id = based.get(qn("w:val")) if based is not None else None
        name = chain[0].find(qn("w:name")) if chain else None
        return Style(name.get(qn("w:val"), "") if name is not None else "", tuple(chain))

    def heading_level(self, paragraph: Element) -> int:
        """The depth of a heading from 1, by its style's name or its outline level; 0 for text."""
        style = self.of(paragraph)
        for one in style.chain:
            name = one.find(qn("w:name"))
            if name is not None and (match := _HEADING.match(name.get(qn("w:val"), ""))):
                return int(match.group(1))
        for holder in (paragraph, *style.chain):
            outline = holder.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
            if outline is not None:
                level = int(outline.get(qn("w:val"), _DEEPEST)) + 1
                return level if level <= _DEEPEST else 0
        return 0

    def is_listed(self, paragraph: Element) -> bool:
        """Whether a paragraph is an item of a list, bulleted or numbered."""
        for holder in (paragraph, *self.of(paragraph).chain):
            number = holder.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
            if number is not None:
                return bool(number.get(qn("w:val")) != "0")
        return False

    def hides(self, run: Element) -> bool:
        """Whether a run (`w:r`) of words cannot be seen: hidden, white on white, or of tiny print.

        In a table or a text box their style may put colour behind it.
        """
        properties = [run, *self.of(run, "w:rPr", "w:rStyle").chain]
        paragraph = next(run.iterancestors(qn("w:p")), None)
        if paragraph is not None:
            properties += self.of(paragraph).chain
        if _is_on(_first(properties, "w:vanish")):
            return True
        size = _first(properties, "w:sz")
        if size is not None and int(float(size.get(qn("w:val"), _TINY + 1))) <= _TINY:
            return True
        colour = _first(properties, "w:color")
        if colour is None or not _WHITE.match(colour.get(qn("w:val"), "")):
            return False
        grounds = [_first(properties, "w:shd"), _first(properties, "w:highlight")]
        if paragraph is not None:
            grounds.append(paragraph.find(f"{qn('w:pPr')}/{qn('w:shd')}"))
        framed = next(run.iterancestors(qn("w:tc"), qn("w:txbxContent")), None) is not None
        return not framed and not any(map(_tints, grounds))


def _first(holders: list[Element], tag: str) -> Element | None:
    """A property of a run where it is set nearest."""
    found = (holder.find(f"{qn('w:rPr')}/{qn(tag)}") for holder in holders)
    return next((one for one in found if one is not None), None)


def _tints(ground: Element | None) -> bool:
    """Whether a shading or highlight puts another colour than white behind the words."""
    if ground is None:
        return False
    named = "w:val" if ground.tag == qn("w:highlight") else "w:fill"
    return ground.get(qn(named), "auto").lower() not in _NO_COLOUR


def _is_on(switch: Element | None) -> bool:
    return switch is not None and switch.get(qn("w:val"), "1") not in _OFF


def text_of(paragraph: Element, styles: Styles) -> str:
    """Return the words of a paragraph that a reader sees, its text boxes apart."""
    return clean(" ".join("".join(_pieces(paragraph, styles)).split()))


def _pieces(parent: Element, styles: Styles) -> Iterator[str]:
    for child in parent:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _BLANKS:
            yield _BLANKS[child.tag]
        elif child.tag in _LEFT_OUT or str(child.tag).endswith("}Fallback"):
            continue
        elif child.tag != qn("w:r") or not styles.hides(child):
            yield from _pieces(child, styles)
