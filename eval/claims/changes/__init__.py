"""One kind of change a file; each makes a true sentence false in one point."""

from eval.claims.changes import name, negation, number, tense, unit, year
from eval.claims.changes.base import Change, Scene

CHANGES: dict[str, Change] = {
    "number": number.change,
    "year": year.change,
    "unit": unit.change,
    "name": name.change,
    "negation": negation.change,
    "tense": tense.change,
}

__all__ = ["CHANGES", "Change", "Scene"]
