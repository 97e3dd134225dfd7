"""Names and figures that a claim puts where its quotes have another one.

A name may stand in the report and yet not in what is claimed: "Bergen opened the bridge" where
the quote says that Oslo did, and Bergen is named next to it.
"""

import re
from collections.abc import Sequence

from rag.verify.places import Source, displaced
from rag.verify.tokens import Token

_YEAR = re.compile(r"(?:1\d{3}|20\d\d|21\d\d)(?![\d.])")


def swapped(claim: Sequence[Token], source: Source) -> list[str]:
    """Say which names, figures and years of a claim stand in the place of others of its quotes.

    Args:
        claim: the words of one sentence.
        source: the sentences that it rests on, in the same script.
    """
    reasons = []
    for at, token in enumerate(claim):
        if token.kind in ("name", "number"):
            kind = _kind(token)
            other = displaced(claim, at, source, lambda rival, kind=kind: _kind(rival) == kind)
            if other is not None:
                reasons.append(f"the quoted words say {other.written}, not {token.written}")
    return list(dict.fromkeys([*reasons, *_misdated(claim, source)]))


def _misdated(claim: Sequence[Token], source: Source) -> list[str]:
    """Say so if the one year of a claim is that of another sentence than the claim retells.

    A year moves about freely in a sentence, so that its neighbours do not tell its place.
    """
    dates, told = _years(claim), _years(source.main)
    if len(dates) != 1 or not told or dates & told:
        return []
    stems = {token.stem for token in claim} - dates
    shared = len(stems & {token.stem for token in source.main})
    for other in source.beside:
        if dates & _years(other) and len(stems & {token.stem for token in other}) >= shared:
            return []
    return [f"the quoted words say {min(told)}, not {min(dates)}"]


def _years(tokens: Sequence[Token]) -> set[str]:
    return {token.stem for token in tokens if _kind(token) == "year"}


def _kind(token: Token) -> str:
    return "year" if token.kind == "number" and _YEAR.match(token.written) else token.kind
