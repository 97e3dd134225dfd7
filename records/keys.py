"""When two questions are the same question."""

import hashlib
import re
import unicodedata

LONGEST = 200
"""Characters of a key; PostgreSQL indexes values of up to 2,704 bytes."""

_MEANT = "%‰"
"""Punctuation by Unicode's reckoning that changes what a question asks."""

_MINUS = re.compile(r"(?<!\S)[-–](?=\d)")

_IN_A_NUMBER = re.compile(r"(?<=\d)[.,:/–-](?=\d)")
"""Marks that make another number of the same figures: "3.5" and "3-5"."""

_INNER = 0xE000
"""Where such a mark stands in a key: a private place of Unicode, so that it counts as a letter."""

# Scripts that part their words by no blank: Thai to Lao, Myanmar, Khmer, kana, Han.
_UNSPACED = (
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_IDLE_BLANK = re.compile(f"(?<={_UNSPACED}) | (?={_UNSPACED})")


def question_key(text: str) -> str:
    """Return what two writings of one question share: "" where there is no word in it.

    Width, case, punctuation and blanks do not count; letters, marks, figures and symbols do. Of
    a long text the end is told by a digest.
    """
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    plain = _MINUS.sub("\N{MINUS SIGN}", plain)
    plain = _IN_A_NUMBER.sub(lambda mark: chr(_INNER + ord(mark[0])), plain)
    key = _IDLE_BLANK.sub("", " ".join("".join(map(_kept, plain)).split()))
    if len(key) <= LONGEST:
        return key
    digest = hashlib.sha256(key.encode()).hexdigest()
    return f"{key[: LONGEST - len(digest) - 1]} {digest}"


def _kept(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":  # joiners and soft hyphens, which nobody sees
        return ""
    if category == "Co" and _INNER <= ord(character) < _INNER + 0x2100:
        return character
    if category[0] in "PZC" and character not in _MEANT:
        return " "
    return character
