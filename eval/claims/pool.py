"""The names of a corpus by what they seem to name, so that one can stand for another."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from eval.claims import pool_chinese, pool_english


@dataclass(frozen=True, slots=True)
class Named:
    """A name as it stands in one text.

    Attributes:
        cue: what the words around it let it seem here, or "".
    """

    text: str
    cue: str


@dataclass(frozen=True, slots=True)
class NamePool:
    """The names of a corpus that may stand for one another, in the order of the corpus."""

    shapes: dict[str, tuple[str, ...]]
    by_shape: dict[tuple[str, ...], tuple[str, ...]]

    def like(self, named: Named) -> tuple[str, ...]:
        """All names of the shape of one, or none where it is used here as another kind of name."""
        shape = self.shapes.get(named.text, ())
        fits = named.cue in ("", *shape) or shape[:1] == ("head",)
        if shape[:1] == ("trait",):
            fits = named.cue == "trait"
        return self.by_shape.get(shape, ()) if fits else ()


def names_in(text: str, language: str) -> Iterator[Named]:
    """Yield the names of a text from left to right.

    A single capitalised word that opens an English sentence is left out: it may be no name.
    """
    module = pool_chinese if language == "zh" else pool_english
    for start, end in module.spans(text):
        yield Named(text[start:end], module.cue(text, start, end))


def make_pool(texts: Iterable[str], language: str) -> NamePool:
    """Read the names of a corpus and tell their kinds by the words around all their uses."""
    uses: dict[str, Counter[str]] = defaultdict(Counter)
    said = list(texts)
    common = set(re.findall(r"\b[a-z]+\b", " ".join(said)))
    for text in said:
        for named in names_in(text, language):
            # What is also written small is hardly a name: "Science".
            if named.text.casefold() not in common:
                uses[named.text][named.cue] += 1
    module = pool_chinese if language == "zh" else pool_english
    shapes = {name: module.shape(name, cues) for name, cues in uses.items()}
    by_shape: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, shape in shapes.items():
        if shape:
            by_shape[shape].append(name)
    return NamePool(shapes, {shape: tuple(names) for shape, names in by_shape.items()})
