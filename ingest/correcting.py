"""What a person may write into a catalogue entry. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date

from core.errors import InputError
from core.visible import visible
from vectorstore.decided import Correction

LONGEST_TITLE = 300
LONGEST_PUBLISHER = 200
FIELDS = tuple(one.name for one in fields(Correction))

_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_EARLIEST = 1400
LANGUAGES = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy "
    "da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht "
    "hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky "
    "la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny "
    "oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss "
    "st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo "
    "za zh zu".split()
)
"""ISO 639-1 as of today; deprecated codes left out."""


def corrected(old: Correction, changes: Mapping[str, str]) -> Correction:
    """Return a correction with some of its fields changed.

    Args:
        old: what is corrected so far.
        changes: new values by field ("title", "publisher", "published", "language"); "" goes
            back to what the file says, a field that is not named stays.

    Raises:
        InputError: there is no such field, or its value cannot be; says which, and what can.
    """
    for name in changes:
        if name not in FIELDS:
            raise InputError(f"{name!r} cannot be corrected; {', '.join(FIELDS)} can")
    return replace(old, **{name: _checked(name, value) for name, value in changes.items()})


def _checked(name: str, value: str) -> str:
    if value == "":
        return ""
    text = unicodedata.normalize("NFC", value.strip())
    if not text:
        raise InputError(f"the {name} is blank; leave it empty to go back to what the file says")
    if visible(text) != text or any(unicodedata.category(c) in _UNPRINTED for c in text):
        raise InputError(f"the {name} holds characters that do not print; write it in one line")
    return _CHECKS[name](text)


_UNPRINTED = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})


def _title(text: str) -> str:
    return _short("title", text, LONGEST_TITLE)


def _publisher(text: str) -> str:
    return _short("publisher", text, LONGEST_PUBLISHER)


def _short(name: str, text: str, longest: int) -> str:
    if len(text) > longest:
        raise InputError(f"the {name} is {len(text)} characters long; at most {longest} fit")
    return text


def _published(text: str) -> str:
    try:
        if not _DATE.fullmatch(text):
            raise ValueError(text)
        if date.fromisoformat(text + "-01-01"[len(text) - 4 :]).year < _EARLIEST:
            raise ValueError(text)
    except ValueError:
        raise InputError(f"{text[:40]!r} is no date; write 2014, 2014-10 or 2014-10-03") from None
    return text


def _language(text: str) -> str:
    if text.lower() not in LANGUAGES:
        raise InputError(
            f"{text[:40]!r} is no language of ISO 639-1; write two letters such as en or zh"
        )
    return text.lower()


_CHECKS = {
    "title": _title,
    "publisher": _publisher,
    "published": _published,
    "language": _language,
}
