"""Pure tests and repairs on characters that every reader shares."""

import re
import unicodedata

from core.visible import visible

# PDFium writes U+0002 or U+FFFE for the hyphen that cut a word; a soft hyphen means the same.
_HYPHENS = dict.fromkeys(map(ord, "\u00ad\u0002\ufffe\u2010\u2011"), "-")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_BLANKS = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_GLUED_SENTENCE = re.compile(r"(?<=[a-z]{3})([.!?])(?=[A-Z][a-z]*[ ,])")
_GLUED_COMMA = re.compile(r"(?<=[a-z\d]{2}),(?=[a-z]{2,})")
_LOOSE_COMMA = re.compile(r"(?<=[\w”’\")\]]) (?=,(?:\s|$))")
_EMPTY_CREDIT = re.compile(r"\s*\[(?:photo|image|picture)s?\s*/?\s*\]", re.IGNORECASE)
_CJK = re.compile(r"[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_CLOSERS = "”’\"'»)]）】》」』*"
_TERMINAL = ".!?:;…。！？：；"


def clean(text: str) -> str:
    """Return one line with plain blanks, whole ligatures and nothing invisible in it.

    Blanks that typesetting lost or added are put right: "grew.Then it" becomes "grew. Then
    it", "Festival,and" "Festival, and"; and a photo credit that names nobody goes.
    """
    text = unicodedata.normalize("NFC", visible(text).translate(_HYPHENS))
    text = _LIGATURE.sub(lambda m: unicodedata.normalize("NFKC", m.group()), text)
    text = _BLANKS.sub(" ", _CONTROL.sub(" ", text))
    text = _LOOSE_COMMA.sub("", _GLUED_COMMA.sub(", ", _GLUED_SENTENCE.sub(r"\1 ", text)))
    return _EMPTY_CREDIT.sub("", text).strip()


def is_cjk(char: str) -> bool:
    """Tell whether a character is Chinese, Japanese or full-width."""
    return bool(_CJK.match(char))


def cjk_share(text: str) -> float:
    """Return the share of CJK characters among all that are not blank, from 0 to 1."""
    solid = [c for c in text if not c.isspace()]
    return sum(map(is_cjk, solid)) / len(solid) if solid else 0.0


def ends_sentence(text: str) -> bool:
    """Tell whether a text stops at a terminal mark, closing quotes and brackets aside."""
    bare = text.rstrip().rstrip(_CLOSERS + " ")
    return bool(bare) and bare[-1] in _TERMINAL


def starts_lower(text: str) -> bool:
    """Tell whether a text begins like the rest of a sentence ("iPhone" does not)."""
    bare = text.lstrip("“‘\"'(（")
    return bool(bare) and bare[0].islower() and not (len(bare) > 1 and bare[1].isupper())
