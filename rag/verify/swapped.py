"""Names, figures and words that a claim puts where its quotes have another one.

A name may stand in the report and yet not in what is claimed: "Bergen opened the bridge" where
the quote says that Oslo did, and Bergen is named next to it.
"""

import re
from collections.abc import Sequence
from functools import partial

from rag.verify.names import missing
from rag.verify.places import Source, displaced
from rag.verify.tokens import Token
from rag.verify.verbs import is_past

_MAYBE_YEAR = re.compile(r"1[0-4]\d\d(?![\d.])")
_YEAR = re.compile(r"(?:1\d{3}|20\d\d|21\d\d)(?![\d.])")


def swapped(claim: Sequence[Token], source: Source) -> list[str]:
    """Say which names, figures and years of a claim stand in the place of others of its quotes.

    Args:
        claim: the words of one sentence.
        source: the sentences that it rests on, in the same script.
    """
    reasons = []
    words = " ".join(token.written for token in claim)
    for at, token in enumerate(claim):
        if token.kind not in ("name", "number") or _is_held(token, source):
            continue
        often = token.kind == "number"
        other = displaced(claim, at, source, partial(_is_rival, token, words), often=often)
        if other is not None and not _is_short_for(other.written, claim, at):
            reasons.append(f"the quoted words say {other.written}, not {token.written}")
    return list(dict.fromkeys([*reasons, *_misdated(claim, source)]))


def put_instead(claim: Sequence[Token], source: Source) -> list[str]:
    """Say which English words of a claim stand where its quotes have another in the same phrase.

    "The first steel bridge" is not "the first stone bridge". Words that mean the same are not told
    from others and fail as well, so all three words in a row must be words of meaning or numbers,
    and none a verb of the past.
    """
    told = {token.stem for token in claim}
    held = {token.stem for token in source.all}
    reasons = []
    for at, token in enumerate(claim):
        near = _neighbours(claim, at)
        if near is None or token.kind == "number" or token.stem in held or not token.stem.isascii():
            continue
        reasons += [
            f"the quoted words say {other.written}, not {token.written}"
            for place, other in enumerate(source.main)
            if other.kind == "content"
            and other.stem not in told
            and _neighbours(source.main, place) == near
        ]
    return reasons[:1]


def _neighbours(tokens: Sequence[Token], at: int) -> tuple[str, str] | None:
    """Stems right before and right behind a word; None unless all three name or tell of things."""
    three = tokens[at - 1 : at + 2] if at else ()
    plain = all(t.kind in ("content", "number") and not is_past(t.written) for t in three)
    if len(three) < 3 or not plain or len({t.clause for t in three}) > 1:
        return None
    return three[0].stem, three[2].stem


def _is_held(name: Token, source: Source) -> bool:
    """Whether the main sentence holds a name in another form: "Italian", "Italy"."""
    stems = {token.stem for token in source.main}
    if name.kind != "name" or name.stem in stems:
        return False
    return not missing((name.written,), " ".join(t.written for t in source.main))


def _is_rival(of: Token, claim: str, token: Token) -> bool:
    """Whether a word of the quotes is of a kind and no other form of what the claim names."""
    if of.kind != token.kind:
        return False
    if of.kind == "name":
        return bool(missing((token.written,), claim))
    if of.stem[-1:].isalpha() != token.stem[-1:].isalpha():
        # "The first" stands in no place of a count.
        return False
    # "1,388" may be a year or not.
    either = any(_MAYBE_YEAR.match(number.written) for number in (of, token))
    return either or _is_year(of) == _is_year(token)


def _is_short_for(written: str, claim: Sequence[Token], at: int) -> bool:
    """Whether a name is made of the first letters of the name of which the claim's is a part."""
    if not (written.isascii() and written.isupper()):
        return False
    around = claim[max(0, at - len(written)) : at + len(written)]
    initials = "".join(token.written[0] for token in around if token.kind == "name")
    return written in initials.upper()


def _misdated(claim: Sequence[Token], source: Source) -> list[str]:
    """Say so if the one year of a claim is that of another sentence than the claim retells.

    A year moves about freely in a sentence, so that its neighbours do not tell its place.
    """
    dates, told = _years(claim), _years(source.main)
    if len(dates) != 1 or not told or dates & told:
        return []
    only_beside = {token.stem for token in claim} - {token.stem for token in source.main} - dates
    for other in source.beside:
        if dates & _years(other) and only_beside & {t.stem for t in other if t.kind != "small"}:
            return []
    return [f"the quoted words say {min(told)}, not {min(dates)}"]


def _years(tokens: Sequence[Token]) -> set[str]:
    return {token.stem for token in tokens if _is_year(token)}


def _is_year(token: Token) -> bool:
    return token.kind == "number" and _YEAR.match(token.written) is not None
