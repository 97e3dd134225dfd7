"""Names and figures that a claim puts where its quotes have another one.

A name may stand in the report and yet not in what is claimed: "Bergen opened the bridge" where
the quote says that Oslo did, and Bergen is named next to it. So a name or figure of a claim that
its quote does not hold is laid beside those of the quote that the claim does not hold: words of
meaning that they share around them show that one took the other's place.
"""

from collections.abc import Sequence

from rag.verify.quantities import YEAR
from rag.verify.tokens import Token
from rag.words import same_stem

_MEANT = frozenset(map(same_stem, "plan intend aim want hope expect seek".split()))
"""Verbs before a verb that tell no deed of their own."""

NEAR = 2
"""Words of meaning on each side of a name or figure that tell its place."""


def swapped(
    claim: Sequence[Token], quote: Sequence[Token], beside: Sequence[Sequence[Token]] = ()
) -> list[str]:
    """Say which names and figures of a claim stand in the place of others of its main quote.

    Args:
        claim: the words of one sentence.
        quote: the words of the quote that holds most of it, in the same script.
        beside: the words of the other quotes that it rests on.
    """
    told = {token.stem for token in claim}
    others = [at for at, token in enumerate(quote) if token.stem not in told]
    reasons = []
    for at, token in enumerate(claim):
        if token.kind not in ("name", "number"):
            continue
        if any(_own_place(claim, at, other) > 1 for other in (quote, *beside)):
            continue
        least = _took_both_sides if _own_place(claim, at, quote) else _took_one_side
        place = next((o for o in others if least(claim, at, quote, o)), None)
        if place is not None:
            reasons.append(f"the quoted words say {quote[place].written}, not {token.written}")
    return reasons


def _own_place(claim: Sequence[Token], at: int, quote: Sequence[Token]) -> int:
    """How well a quote holds a word in its place: 0 not at all, 1 elsewhere, 2 and more there."""
    places = [place for place, token in enumerate(quote) if token.stem == claim[at].stem]
    return max((1 + sum(_shared(claim, at, quote, place)) for place in places), default=0)


def _took_both_sides(claim: Sequence[Token], at: int, quote: Sequence[Token], other: int) -> bool:
    """Whether a word that the quote holds elsewhere stands just where it has another."""
    same_kind = _kind(claim[at]) == _kind(quote[other])
    return same_kind and all(_beside(claim, at, quote, other))


def _took_one_side(claim: Sequence[Token], at: int, quote: Sequence[Token], other: int) -> bool:
    """Whether a word that the quote does not hold stands where it has another of its kind."""
    if _kind(claim[at]) != _kind(quote[other]):
        return False
    shared = sum(_shared(claim, at, quote, other))
    return any(_beside(claim, at, quote, other)) or shared >= NEAR


def _kind(token: Token) -> str:
    return "year" if token.kind == "number" and YEAR.match(token.written) else token.kind


def _beside(
    claim: Sequence[Token], at: int, quote: Sequence[Token], other: int
) -> tuple[bool, ...]:
    """Whether the nearest word of meaning is the same, before and behind."""
    sides = zip(_around(claim, at), _around(quote, other), strict=True)
    return tuple(bool(mine) and mine[:1] == others[:1] for mine, others in sides)


def _shared(claim: Sequence[Token], at: int, quote: Sequence[Token], other: int) -> tuple[int, ...]:
    """How many near words of meaning are the same, before and behind."""
    sides = zip(_around(claim, at), _around(quote, other), strict=True)
    return tuple(len(set(mine) & set(others)) for mine, others in sides)


def _around(tokens: Sequence[Token], at: int) -> tuple[list[str], list[str]]:
    """Stems of the nearest words of meaning before and behind a token, nearest first."""
    own = tokens[at]

    def nearest(indexes: range) -> list[str]:
        found: list[str] = []
        for index in indexes:
            token = tokens[index]
            if token.sentence != own.sentence or len(found) == NEAR:
                break
            if token.kind != "small" and token.stem not in _MEANT:
                found.append(token.stem)
        return found

    return nearest(range(at - 1, -1, -1)), nearest(range(at + 1, len(tokens)))
