"""Names and figures that a claim puts where its quotes have another one.

A name may stand in the report and yet not in what is claimed: "Bergen opened the bridge" where
the quote says that Oslo did, and Bergen is named next to it. So a name or figure of a claim that
its quote does not hold is laid beside those of the quote that the claim does not hold: words of
meaning that they share around them show that one took the other's place.
"""

from collections.abc import Sequence

from rag.verify.tokens import Token

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
    reasons = []
    for kind in ("name", "number"):
        others = [at for at, t in enumerate(quote) if t.kind == kind and t.stem not in told]
        for at, token in enumerate(claim):
            if token.kind != kind or any(_stands(claim, at, q) for q in (quote, *beside)):
                continue
            least = NEAR if token.stem in {t.stem for t in quote} else 1
            place = next((o for o in others if _shared(claim, at, quote, o) >= least), None)
            if place is not None:
                reasons.append(f"the quoted words say {quote[place].written}, not {token.written}")
    return reasons


def _stands(claim: Sequence[Token], at: int, quote: Sequence[Token]) -> bool:
    """Whether a quote holds a word of the claim in a place like its own."""
    places = [place for place, token in enumerate(quote) if token.stem == claim[at].stem]
    return any(_shared(claim, at, quote, place) for place in places)


def _shared(claim: Sequence[Token], at: int, quote: Sequence[Token], other: int) -> int:
    """Words of meaning shared around two places; one alone counts only right beside both."""
    left, right = _around(claim, at)
    other_left, other_right = _around(quote, other)
    shared = len({*left, *right} & {*other_left, *other_right})
    beside = left[:1] == other_left[:1] != [] or right[:1] == other_right[:1] != []
    return shared if beside or shared >= NEAR else 0


def _around(tokens: Sequence[Token], at: int) -> tuple[list[str], list[str]]:
    """Stems of the nearest words of meaning before and behind a token, nearest first."""
    own = tokens[at]

    def nearest(indexes: range) -> list[str]:
        found: list[str] = []
        for index in indexes:
            token = tokens[index]
            if token.sentence != own.sentence or len(found) == NEAR:
                break
            if token.kind != "small":
                found.append(token.stem)
        return found

    return nearest(range(at - 1, -1, -1)), nearest(range(at + 1, len(tokens)))
