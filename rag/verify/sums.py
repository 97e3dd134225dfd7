"""Figures that no quote holds but two quoted ones give: a difference, a total, a growth.

They are allowed where the claim says that it works something out, and shown with their sum.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from rag.verify.numerals import plain
from rag.verify.quantities import Quantity, missing, quantities

WORKED_OUT = "worked out: "
"""Begins the reason on a supported sentence that holds a figure which was worked out."""

MOST = 6
"""Quoted figures, at most, among which two are looked for; among more, any figure can be made."""

_CHANGED = (
    r"(?:increas\w+|decreas\w+|rose|risen?|rising|gr[eo]w\w*|growth|fell|fall\w*|declin\w+|drop\w*"
    r"|gain\w*|reduc\w+)"
)
_DIFFERENCE = re.compile(
    rf"\b(?:differen\w+|gap|remain\w*|{_CHANGED}(?: \w+)? (?:by|of)"
    r"|(?:more|less|fewer|(?:long|short|high|low|larg|small|old|lat|earli)er)\b.*\bthan)\b"
    r"|相差|差距|增加|增长|减少|下降|上升|多了|少了|剩余",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\b(?:totals?|totall\w+|altogether|together|sum|combined|in all)\b|总共|一共|合计|总计|共计",
    re.IGNORECASE,
)
_SHARE = re.compile(rf"\b{_CHANGED}\b|增长|增加|减少|下降", re.IGNORECASE)


def worked_out(claim: str, source: str) -> dict[str, str]:
    """The figures of a claim that two figures of its quotes give, each with its sum.

    Args:
        claim: one sentence.
        source: all quotes that it rests on.

    Returns:
        The figure as the claim writes it and "120 - 100 = 20" for each that can be worked out.
    """
    held = [q for q in dict.fromkeys(quantities(source, as_source=False)) if q.value]
    if len(held) > MOST:
        return {}
    sums = {}
    for figure in missing(claim, source):
        found = next((s for s in _sums(claim, held) if _equal(figure, s[0])), None)
        if found is not None:
            sums[figure.written] = found[1]
    return sums


def _sums(claim: str, held: Sequence[Quantity]) -> Iterator[tuple[Quantity, str]]:
    """Every difference, total and growth that a claim's words allow, with how it came about."""
    total, difference, share = (p.search(claim) for p in (_TOTAL, _DIFFERENCE, _SHARE))
    for one, other in combinations(held, 2):
        if not _alike(one, other):
            continue
        small, large = sorted((one.value, other.value))
        if total and one.unit != "%":
            yield (
                _like(one, large + small, one.unit),
                f"{plain(large)} + {plain(small)} = {plain(large + small)}",
            )
        if difference:
            # Between two shares lie percentage points.
            unit = "pp" if one.unit == "%" else one.unit
            yield (
                _like(one, large - small, unit),
                f"{plain(large)} - {plain(small)} = {plain(large - small)}",
            )
        if share and one.unit != "%":
            for base, new in ((one.value, other.value), (other.value, one.value)):
                percent = abs(new - base) / base * 100
                told = f"({plain(new)} - {plain(base)}) / {plain(base)} = {percent:.2f}%"
                yield Quantity(percent, "%", ""), told
    if (
        total
        and len(held) > 2
        and held[0].unit != "%"
        and all(_alike(held[0], other) for other in held)
    ):
        everything = sum((q.value for q in held), Decimal(0))
        terms = " + ".join(plain(q.value) for q in held)
        yield _like(held[0], everything, held[0].unit), f"{terms} = {plain(everything)}"


def _alike(one: Quantity, other: Quantity) -> bool:
    """Whether two figures tell of things that can be added up."""
    same = (one.unit, one.measured) == (other.unit, other.measured)
    return same and (not one.things or not other.things or bool(one.things & other.things))


def _like(one: Quantity, value: Decimal, unit: str) -> Quantity:
    return Quantity(value, unit, "", one.measured)


def _equal(claim: Quantity, found: Quantity) -> bool:
    """Equal in unit and, as exactly as the claim writes it, in value."""
    if claim.unit != found.unit and claim.unit:
        return False
    if claim.unit != "pp" and claim.measured.measure and claim.measured != found.measured:
        return False
    return (
        claim.value == found.value.quantize(claim.value)
        if found.unit == "%"
        else claim.value == found.value
    )
