"""Small drawings as SVG that takes its colours from the page, so that it fits light and dark."""

import math
import unicodedata
from collections.abc import Iterable
from html import escape

from babel import Locale
from babel.numbers import format_compact_decimal

SIZE = 12.0
"""Of the letters, in the units of the drawing; one is about a pixel on a phone."""

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def tag(name: str, inner: str = "", /, **attributes: str | float) -> str:
    """Return one element.

    Args:
        name: such as "circle".
        inner: its content, escaped already.
        attributes: values are escaped, numbers rounded to a tenth; `_` in a name becomes "-", and
            one at its end is dropped (`class_`).
    """
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{told}>{inner}</{name}>"


def label(text: str, x: float, y: float, anchor: str = "start", **attributes: str | float) -> str:
    """Return letters whose line stands on `y`; `text` is escaped here."""
    return tag("text", escape(text), x=x, y=y, text_anchor=anchor, **attributes)


def drawing(width: float, height: float, told: str, parts: Iterable[str], title: str = "") -> str:
    """Put a drawing together, as wide as the page lets it.

    Args:
        width: of the drawing in its own units.
        height: likewise.
        told: all that it shows, in words, for those who do not see it.
        parts: elements, made by `tag` and `label`.
        title: a short name.
    """
    named = tag("title", escape(title or told))
    return tag(
        "svg",
        named + "".join(parts),
        viewBox=f"0 0 {width:g} {height:g}",
        role="img",
        aria_label=told,
        class_="drawing",
    )


def width_of(text: str, size: float = SIZE) -> float:
    """About how wide a text is drawn, rather too much than too little; no font is at hand."""
    return size * sum(1.0 if _is_wide(letter) else 0.6 for letter in text)


def ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """Round numbers at one distance that span from `low` to `high`, at most `most` + 2 of them."""
    span = high - low
    if not math.isfinite(span) or span <= 0:
        return (low,)
    rough = span / max(1, most)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(s * power for s in _STEPS if s * power >= rough * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    # To ten places: 3 * 0.1 is a little more than 0.3.
    return tuple(float(f"{n * step:.10g}") for n in range(first, last + 1))


def short(value: float, code: str) -> str:
    """A number as it is written beside an axis in the language `code` ("zh-CN"): "2.5K"."""
    locale = Locale.parse(code, sep="-")
    return str(format_compact_decimal(value, locale=locale, fraction_digits=2))


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"


def _value(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else f"{round(value, 1):g}"
