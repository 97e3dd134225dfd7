"""What a page's styles keep from its reader's eyes. Pure.

A report says to its readers what they can see. Text that is not displayed, has no size or no
colour of its own, or stands outside the page is none of that; it is a favourite place for orders
to machines. Simple selectors (`p`, `.note`, `#foot`, `p.note`) of the page's own style sheets are
followed; style sheets in other files, media queries and scripts are not.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from PIL import ImageColor

Style = dict[str, str]
"""Declarations by property, in lower case."""

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_NESTED = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|@[^{};]*;")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMPOUND = re.compile(r"(?:[\w-]+|\*)?(?:[.#][\w-]+)*")
_PART = re.compile(r"[.#]?[\w-]+")
_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(px|pt|r?em|%|v[wh])?(?![\w.])")
_CLIPPED = re.compile(r"rect\(\s*[01](?:px)?[ ,]+[01](?:px)?[ ,]+[01]|inset\(\s*(?:50|100)%")
_NEVER_SHOWN = frozenset({"script", "style", "template", "head", "title", "object", "datalist"})
_SMALLEST = {"px": 2.0, "pt": 2.0, "em": 0.2, "rem": 0.2, "%": 20.0, "": 0.01}
_OUTSIDE = -500.0
"""Pixels, or any other unit, to the left or above from which a thing is off the page."""
_ALIKE = 24
"""Steps of 255 by which each channel of two colours differs at most that look the same."""
_PAPER = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A simple selector and what it declares; `place` is its number in the sheet."""

    place: int
    tag: str
    ids: frozenset[str]
    classes: frozenset[str]
    style: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        """A part of the selector that every element it applies to has."""
        for mark, names in (("#", self.ids), (".", self.classes)):
            if names:
                return mark + min(names)
        return self.tag or "*"

    def applies(self, tag: str, attributes: Mapping[str, str]) -> bool:
        return (
            self.tag in ("", "*", tag)
            and self.ids <= {attributes.get("id", "")}
            and self.classes <= set(attributes.get("class", "").split())
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """The simple rules of a page's own style sheets, by a part of their selectors."""

    rules: Mapping[str, Sequence[_Rule]]

    @classmethod
    def of(cls, sources: Iterable[str]) -> "Sheet":
        """Read the contents of style elements; what is no simple rule is passed over."""
        text = _NESTED.sub("", _COMMENT.sub("", "\n".join(sources)))
        rules: dict[str, list[_Rule]] = {}
        for place, (selectors, body) in enumerate(_RULE.findall(text)):
            style = tuple(_declared(body).items())
            for selector in map(str.strip, selectors.split(",")):
                if selector and _COMPOUND.fullmatch(selector):
                    rule = _rule(place, selector, style)
                    rules.setdefault(rule.key, []).append(rule)
        return cls(rules)

    def style_of(self, tag: str, attributes: Mapping[str, str]) -> Style:
        """Return what an element's own attributes and the rules declare for it, later ones last."""
        style: Style = {}
        for name, prop in (("color", "color"), ("bgcolor", "background-color")):
            if value := attributes.get(name):
                style[prop] = value.strip().lower()
        for rule in sorted(self._for(tag, attributes), key=lambda rule: rule.place):
            style |= dict(rule.style)
        style |= _declared(attributes.get("style", ""))
        if tag in _NEVER_SHOWN or attributes.get("hidden", "until-found") != "until-found":
            style["display"] = "none"
        return style

    def _for(self, tag: str, attributes: Mapping[str, str]) -> Iterator[_Rule]:
        classes = attributes.get("class", "").split()
        keys = ["*", tag, f"#{attributes.get('id', '')}", *(f".{name}" for name in set(classes))]
        for key in keys:
            yield from (r for r in self.rules.get(key, ()) if r.applies(tag, attributes))


def _rule(place: int, selector: str, style: tuple[tuple[str, str], ...]) -> _Rule:
    parts = _PART.findall(selector)
    return _Rule(
        place=place,
        tag="".join(p for p in parts if p[0] not in ".#").lower(),
        ids=frozenset(p[1:] for p in parts if p[0] == "#"),
        classes=frozenset(p[1:] for p in parts if p[0] == "."),
        style=style,
    )


def _declared(body: str) -> Style:
    pairs = (item.split(":", 1) for item in body.lower().split(";") if ":" in item)
    return {name.strip(): value.replace("!important", "").strip() for name, value in pairs}


def hides(styles: Sequence[Style]) -> bool:
    """Tell whether an element is kept from the eye by its own style.

    Args:
        styles: of the element and, before it and outermost first, of what it stands in.
    """
    own = styles[-1]
    return (
        own.get("display") == "none"
        or own.get("visibility") in ("hidden", "collapse")
        or _is_tiny(own)
        or _is_outside(own)
        or _has_no_colour(styles)
    )


def _is_tiny(own: Style) -> bool:
    if (size := _length(own.get("font-size", ""))) and size[0] <= _SMALLEST.get(size[1], 0.0):
        return True
    if (opacity := _length(own.get("opacity", ""))) and opacity[0] < 0.1:
        return True
    sizes = [_length(own.get(name, "")) for name in ("width", "height", "max-height", "max-width")]
    cut = own.get("overflow", "").startswith(("hidden", "clip"))
    return cut and any(size is not None and size[0] <= 1 for size in sizes)


def _is_outside(own: Style) -> bool:
    placed = own.get("position") in ("absolute", "fixed")
    names = ("text-indent", "margin-left", "margin-top", *(("left", "top") if placed else ()))
    far = [_length(own.get(name, "")) for name in names]
    clip = f"{own.get('clip', '')} {own.get('clip-path', '')}"
    return any(at is not None and at[0] <= _OUTSIDE for at in far) or bool(_CLIPPED.search(clip))


def _length(value: str) -> tuple[float, str] | None:
    match = _LENGTH.match(value.strip())
    return (float(match[1]), match[2] or "") if match else None


def _has_no_colour(styles: Sequence[Style]) -> bool:
    """Whether an element sets its text in the colour of what lies under it."""
    own = styles[-1].get("color", "")
    if not own:
        return False
    colour = _colour(own)
    if colour is None:
        return own == "transparent"
    if len(colour) == 4 and colour[3] < _ALIKE:
        return True
    under = _background(styles)
    return under is not None and all(
        abs(a - b) <= _ALIKE for a, b in zip(colour[:3], under[:3], strict=True)
    )


def _background(styles: Sequence[Style]) -> tuple[int, ...] | None:
    """The nearest background's colour, white paper if there is none, None if it is a picture."""
    for style in reversed(styles):
        value = style.get("background-color") or style.get("background", "")
        if value and value not in ("none", "transparent", "inherit", "initial"):
            return _colour(value) or next(filter(None, map(_colour, value.split())), None)
    return _PAPER


def _colour(value: str) -> tuple[int, ...] | None:
    try:
        return ImageColor.getrgb(value)
    except ValueError:
        return None
