"""Characters that a reader sees, and those that he does not."""

import re

# Zero-width and direction marks, invisible operators, tags, and variation selectors: Unicode's
# format characters that print nothing and in which a second text can be hidden.
_INVISIBLE = re.compile(
    "[\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Full-width Latin letters, digits, stops and blanks; Chinese punctuation keeps its width.
_WIDE = {
    **{code: chr(code - 0xFEE0) for first, last in ("０９", "ＡＺ", "ａｚ")
       for code in range(ord(first), ord(last) + 1)},
    ord("．"): ".", ord("\u3000"): " ",
}  # fmt: skip


def visible(text: str) -> str:
    """Return `text` without the characters that print nothing."""
    return _INVISIBLE.sub("", text)


def half_width(text: str) -> str:
    """Return `text` with full-width Latin letters, digits, stops and blanks as usual ones."""
    return text.translate(_WIDE)
