"""Names in English text: where they stand and what they seem to name."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from babel import Locale

from eval.claims.verbs import BY_PAST
from rag.words import STOP_WORDS

_WORD = r"[A-Z](?:[\w-]|['’](?!s\b)|\.(?=\w))*"
_NAME = re.compile(rf"{_WORD}(?: (?:(?:of|de|van|von|al) )?{_WORD})*")
_NO_NAMES = STOP_WORDS | frozenset(
    "january february march april may june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday mr mrs ms dr ad bc bce ce no north south "
    "east "
    "west northern southern eastern western central early late only other similarly according "
    "several following despite unlike like today however".split()
)
_PLACE_BEFORE = frozenset("in at near throughout across towards toward into within outside".split())
_PERSON_BEFORE = frozenset(
    "president king sir dr mr mrs mayor queen pope emperor duke prince general professor lord "
    "captain bishop chairman director saint st governor secretary minister author poet".split()
)
_SPEECH = frozenset(
    "said says wrote argued told thought believed died married born himself".split()
)
_GROUPS = (
    "University College School Institute Academy",
    "Company Corporation Group Bank Ltd Inc Industries Airlines",
    "Council Committee Commission Parliament Assembly Senate Agency Ministry Department Board",
    "Party Church League Association Union Society Club Network Conference",
    "War Battle Revolution Rebellion Campaign Uprising",
    "River Sea Ocean Lake Bay Strait",
    "Street Avenue Road Boulevard Bridge Park Airport Station Square Palace Garden",
    "Act Treaty Convention Declaration Bill Edict",
    "Bowl Cup Games Championship",
)
_HEADS = {word: row.split()[0] for row in _GROUPS for word in row.split()}
# Named as countries, though no country code is theirs.
_LANDS = frozenset("England Scotland Wales".split())
# Other names of countries: one in the place of the other would change nothing.
_ALIASES = frozenset("Britain Holland America UK US USA U.S".split())
_UNLIKE_NOUNS = re.compile(r"(?:ed|ly)$")


@cache
def _territories() -> tuple[frozenset[str], frozenset[str]]:
    """Names of countries, and of continents and other regions, which hold other places."""
    codes = Locale.parse("en").territories
    countries = {name for code, name in codes.items() if len(code) == 2}
    return frozenset(countries) | _LANDS, frozenset(codes.values()) - countries | _ALIASES


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where names stand."""
    for match in _NAME.finditer(text):
        words, start = match.group().split(), match.start()
        while words and words[0].casefold().rstrip(".") in _NO_NAMES:
            start += len(words[0]) + 1
            words = words[1:]
        alone = len(words) == 1 and (start == 0 or text[:start].rstrip()[-1:] in ".!?:")
        inside = any(word.casefold() in _NO_NAMES - {"of"} for word in words)
        # "Section 4" is no name that another could stand for.
        joined = (
            bool(re.match(r" \d", text[match.end() :]))
            or text[match.end() :][:1] in {"-", "–"}
            or text[:start][-1:] in {"-", "–"}
        )
        if words and match.end() - start > 2 and not (alone or inside or joined):
            yield start, match.end()


def cue(text: str, start: int, end: int) -> str:
    """What the words around a name let it seem: person, place, region, people or trait."""
    before = re.findall(r"[\w’'-]+(?=\.? $)", text[:start])
    after = re.match(r"['’]?s? ([a-z]\w+)", text[end:])
    last, first = before[-1] if before else "", after[1] if after else ""
    many = " " in text[start:end]
    if last.casefold() in _PERSON_BEFORE or first in _SPEECH or (many and last == "by"):
        return "person"
    if last.casefold() in _PLACE_BEFORE:
        return "place"
    if re.search(r"[A-Z]\w+, $", text[:start]) and re.match(r"[,.)]", text[end:]):
        return "region"
    if many and last.casefold() != "the" and first in BY_PAST:
        return "person"
    noun = (
        first
        and first not in STOP_WORDS
        and first not in BY_PAST
        and text[end:][:1] not in {"'", "’"}
    )
    if noun and last.islower() and not _UNLIKE_NOUNS.search(first):
        return "trait"
    return "people" if last == "the" and text[start:end].endswith("s") and not many else ""


def shape(name: str, cues: Counter[str]) -> tuple[str, ...]:
    """What kind of name may stand for a name, by its words and all its uses; () if unclear."""
    words = name.split()
    countries, regions = _territories()
    if name in countries or name in regions:
        return ("place", "country") if name in countries else ()
    if len(words) > 1 and words[-1] in _HEADS:
        return ("head", _HEADS[words[-1]])
    seen = Counter({cue: n for cue, n in cues.items() if cue}).most_common(2)
    if not seen or (len(seen) > 1 and seen[0][1] == seen[1][1]):
        return ()
    kind = seen[0][0]
    if kind in {"trait", "people"} and (len(words) > 1 or seen[0][1] < 2):
        return ()
    return (kind, "capitals" if name.isupper() else "one" if len(words) == 1 else "more")
