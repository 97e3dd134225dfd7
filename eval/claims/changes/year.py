"""One year changed, half of the time to one that the evidence tells of something else."""

import re
from random import Random

from eval.claims.changes.base import Scene, replaced, told_elsewhere

YEAR = re.compile(
    r"(?:(?<=\b(?:in|by|of|to) )|(?<=\b(?:from|late|till) )|(?<=\b(?:since|until|after|early|"
    r"about) )"
    r"|(?<=\b(?:before|during|around) )|(?<=\b(?:between) )|(?<=[a-z]{3} \d, )|(?<=[a-z]{3} \d\d, )"
    r"|(?<=(?:arch|pril|June|July|gust|mber|ober|uary) )|(?<=\()|(?<=\d{4} and )|(?<=\d[–-]))"
    r"(?P<year>1\d{3}|20\d{2})(?![\w%]|[,.]\d|[–—-]\d\d?\b)"
    r"(?! (?:people|men|students|members|years|miles))",
    re.IGNORECASE,
)
HAN_YEAR = re.compile(r"(?<![\d.,])(?P<year>1\d{3}|20\d{2})(?=\s*年(?!代))")
_ANY = re.compile(r"(?<![\d.,$])(?:1\d{3}|20\d{2})(?![\d%]|[,.]\d)")


def change(text: str, scene: Scene, rng: Random) -> str | None:
    """Put another year in the place of one; spans keep their order."""
    pattern = HAN_YEAR if scene.language == "zh" else YEAR
    found = list(pattern.finditer(text))
    rng.shuffle(found)
    for match in found:
        old = int(match["year"])
        around = "\n".join((scene.truth, *scene.others))
        shown = [m["year"] for m in pattern.finditer(around) if m["year"] != match["year"]]
        drawn = [str(old + sign * step) for step in range(1, 13) for sign in (1, -1)]
        rng.shuffle(shown)
        rng.shuffle(drawn)
        for new in [*shown, *drawn] if rng.random() < 0.5 else drawn:
            claim = replaced(text, match, new, "year")
            if _fits(old, int(new), text) and not told_elsewhere(claim, new, scene):
                return claim
    return None


def _fits(old: int, new: int, text: str) -> bool:
    """Whether the new year is not in the text and stands to its other years as the old one did."""
    others = {int(year) for year in _ANY.findall(text)} - {old}
    keeps = all((old < other) == (new < other) for other in others)
    return new not in others and new != old and keeps and new <= max(2025, old)
