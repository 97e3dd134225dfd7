"""One name changed for another of its kind, half of the time for one that the evidence holds."""

import re
from random import Random

from eval.claims.changes.base import Scene, stands_in, told_elsewhere
from eval.claims.pool import Named, names_in


def change(text: str, scene: Scene, rng: Random) -> str | None:
    """Put another name of the same corpus in the place of one, wherever it stands in `text`."""
    found = list(names_in(text, scene.language))
    rng.shuffle(found)
    for old in found:
        shown, same_article, others = _candidates(old, scene)
        for names in (shown, same_article, others):
            rng.shuffle(names)
        far = [*same_article, *others[:20]]
        for new in [*shown, *far] if rng.random() < 0.5 else far:
            claim = _put(text, old.text, new)
            if not _akin(old.text, new) and not told_elsewhere(claim, new, scene):
                return claim
    return None


def _candidates(old: Named, scene: Scene) -> tuple[list[str], list[str], list[str]]:
    """Names of the kind of `old`: in the other evidence, in its article, elsewhere."""
    groups: tuple[list[str], list[str], list[str]] = ([], [], [])
    evidence = "\n".join(scene.others)
    for name in scene.names.like(old):
        if not stands_in(name, scene.truth):
            shown, near = stands_in(name, evidence), name in scene.article
            groups[0 if shown else 1 if near else 2].append(name)
    return groups


def _put(text: str, old: str, new: str) -> str:
    claim = re.sub(rf"(?<![A-Za-z]){re.escape(old)}(?![A-Za-z])", new, text)
    return re.sub(
        rf"\b([Aa])n? (?={re.escape(new)})",
        lambda m: m[1] + ("n " if new[0] in "AEIOU" else " "),
        claim,
    )


def _akin(old: str, new: str) -> bool:
    """Whether two names may name one thing: a shared word or stem, or one the other's letters."""
    a, b = (set(re.findall(r"\w{2,}", name.casefold())) - {"of", "the"} for name in (old, new))
    initials = ["".join(re.findall(r"[A-Z]", name)) for name in (old, new)]
    stems = {word[:4] for word in a} & {word[:4] for word in b}
    han = {c for c in old if "\u4e00" <= c <= "\u9fff"} & set(new)
    # One of two Chinese names may be short for the other: 英国, 英格兰.
    short = bool(han) and old[0] == new[0] != "《"
    return bool(a & b or stems or new in initials or old in initials or len(han) > 2 or short)
