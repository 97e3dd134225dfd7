"""One name changed for another of its shape, half of the time for one that the evidence holds."""

import re
from random import Random

from eval.claims.changes.base import Scene, stands_in, told_elsewhere
from eval.claims.pool import names_in


def change(text: str, scene: Scene, rng: Random) -> str | None:
    """Put another name of the same corpus in the place of one, wherever it stands in `text`."""
    found = [named.text for named in names_in(text, scene.language)]
    rng.shuffle(found)
    for old in found:
        near, far = _candidates(old, scene)
        rng.shuffle(near)
        rng.shuffle(far)
        for new in [*near, *far] if rng.random() < 0.5 else far:
            claim = _put(text, old, new)
            if not _akin(old, new) and not told_elsewhere(claim, new, scene):
                return claim
    return None


def _candidates(old: str, scene: Scene) -> tuple[list[str], list[str]]:
    """Names of the same shape that stand in the other evidence, and those that do not."""
    shown = "\n".join(scene.others)
    near, far = [], []
    for name in scene.names.like(old):
        if not stands_in(name, scene.truth):
            (near if stands_in(name, shown) else far).append(name)
    return near, far


def _put(text: str, old: str, new: str) -> str:
    claim = re.sub(rf"(?<![A-Za-z]){re.escape(old)}(?![A-Za-z])", new, text)
    first = r"[AEIOU]"
    return re.sub(
        rf"\b([Aa])n? (?={re.escape(new)})",
        lambda m: m[1] + ("n " if re.match(first, new) else " "),
        claim,
    )


def _akin(old: str, new: str) -> bool:
    """Whether two names may name one thing: a shared word or stem, or one the other's letters."""
    a, b = (set(re.findall(r"\w{2,}", name.casefold())) - {"of", "the"} for name in (old, new))
    initials = ["".join(re.findall(r"[A-Z]", name)) for name in (old, new)]
    stems = {word[:4] for word in a} & {word[:4] for word in b}
    shared = {c for c in old if "\u4e00" <= c <= "\u9fff"} & set(new)
    letters = new in initials or old in initials
    return bool(a & b or stems or letters or len(shared) > 2)
