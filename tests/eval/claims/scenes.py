"""Scenes with invented sentences."""

from eval.claims.changes import Scene
from eval.claims.pool import make_pool

PLACES = (
    "Trams run in Oslo.",
    "Snow fell in Oslo.",
    "Boats lie in Bergen.",
    "A fair was held in Bergen.",
    "The fair in Utrecht is old.",
    "Many live in Utrecht.",
)


def scene(truth: str, *others: str, language: str = "en", corpus: tuple[str, ...] = ()) -> Scene:
    texts = (truth, *others, *corpus)
    return Scene(language, truth, others, make_pool(texts, language), "\n".join(texts))
