"""Whether a claim denies what its quotes say, or turns it into its opposite.

Read off the words without a parser: a word of denial reaches over the next words of its clause,
and what it denies is looked for in the quotes. A claim may deny in other words than its quotes
do, so any word that denies in itself is enough on the other side.
"""

import re
from collections.abc import Iterator, Sequence

from rag.verify.lexicon import CAUSAL, CAUSES, DENIALS, NEGATIVE, OPPOSITES
from rag.verify.tokens import Token
from rag.words import same_stem

REACH = 3
"""Words of meaning behind a word of denial among which that is which it denies."""

BEFORE = 6
"""Words before another among which one that denies it may stand, clause or not."""

_NO_DENIAL = frozenset("only just merely least less fewer later 仅 只 但".split())
_PREFIXES = re.compile(r"^(?:un|in|im|il|ir|dis|non-?|不|未|无|没|非)(?=\w)")


def contradictions(claim: Sequence[Token], quotes: Sequence[Token]) -> list[str]:
    """Say what a claim denies that its quotes say, or says that they deny or turn round.

    Args:
        claim: the words of one sentence.
        quotes: the words of all that it rests on, in the same script.
    """
    denied = [*_denied(claim, quotes), *_said_though_denied(claim, quotes)]
    reasons = [f"the quoted words do not deny that: {word}" for word in denied[:1]]
    turned = [*_negated_form(claim, quotes), *_opposite(claim, quotes)]
    return reasons + [f"the quoted words say {other}, not {word}" for word, other in turned]


def uncaused(claim: Sequence[Token], around: Sequence[Token]) -> list[str]:
    """Say so if a claim gives a cause and nothing in or around its quotes does."""
    given = [token.written for token in claim if token.stem in CAUSES]
    if not given or any(token.stem in CAUSAL for token in around):
        return []
    return ["the quoted words give no cause"]


def _denied(claim: Sequence[Token], quotes: Sequence[Token]) -> Iterator[str]:
    """Words that the claim denies and its quotes do not."""
    for cue in _cues(claim):
        heads = _heads(claim, cue)
        places = next((p for h in heads if (p := _places(h.stem, quotes))), [])
        if places and not any(_is_negative_near(quotes, at) for at in places):
            yield quotes[places[0]].written
        elif heads and not places and not any(map(_is_negative, quotes)):
            yield heads[0].written


def _said_though_denied(claim: Sequence[Token], quotes: Sequence[Token]) -> Iterator[str]:
    """Words that the quotes deny wherever they hold them, and the claim does not."""
    for cue in _cues(quotes):
        for head in _heads(quotes, cue)[:2]:
            said = _places(head.stem, claim)
            if not said:
                continue
            everywhere = all(_is_negative_near(quotes, at) for at in _places(head.stem, quotes))
            if everywhere and not any(_is_negative_near(claim, at) for at in said):
                yield head.written
            break


def _negated_form(claim: Sequence[Token], quotes: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Words that only one side has with a prefix of denial: "successful", "unsuccessful"."""
    for one, other in ((claim, quotes), (quotes, claim)):
        stems = {token.stem for token in other}
        for token in one:
            root = _PREFIXES.sub("", token.lower)
            if root == token.lower or token.stem in stems or same_stem(root) not in stems:
                continue
            written = next(t.written for t in other if t.stem == same_stem(root))
            plain = not any(map(_is_negative, other))
            if plain:
                yield (token.written, written) if one is claim else (written, token.written)


def _opposite(claim: Sequence[Token], quotes: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Words of the claim whose opposite stands in their place in the quotes."""
    told = {token.stem for token in claim}
    held = {token.stem for token in quotes}
    for at, token in enumerate(claim):
        if token.stem in held or token.stem not in OPPOSITES:
            continue
        for place, other in enumerate(quotes):
            if other.stem in OPPOSITES[token.stem] - told and _meet(claim, at, quotes, place):
                if not _is_negative_near(claim, at) and not _is_negative_near(quotes, place):
                    yield token.written, other.written
                break


def _meet(claim: Sequence[Token], at: int, quotes: Sequence[Token], place: int) -> bool:
    """Whether two words have a neighbour in common."""
    return bool(_near(claim, at) & _near(quotes, place))


def _near(tokens: Sequence[Token], at: int) -> set[str]:
    around = tokens[max(0, at - REACH) : at + REACH + 1]
    return {t.stem for t in around if t.kind != "small" and t.sentence == tokens[at].sentence}


def _cues(tokens: Sequence[Token]) -> Iterator[int]:
    for at, token in enumerate(tokens):
        behind = tokens[at + 1].lower if at + 1 < len(tokens) else ""
        if _is_denial(token) and behind not in _NO_DENIAL:
            yield at


def _heads(tokens: Sequence[Token], cue: int) -> list[Token]:
    """The next words of meaning in the clause of a word of denial."""
    clause = tokens[cue].clause
    behind = [t for t in tokens[cue + 1 :] if t.clause == clause and t.kind != "small"]
    return behind[:REACH]


def _places(stem: str, tokens: Sequence[Token]) -> list[int]:
    return [at for at, token in enumerate(tokens) if token.stem == stem]


def _is_denial(token: Token) -> bool:
    return token.lower in DENIALS or token.lower.endswith(("n't", "n’t"))


def _is_negative(token: Token) -> bool:
    return _is_denial(token) or token.stem in NEGATIVE or bool(_PREFIXES.match(token.lower))


def _is_negative_near(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word that denies stands in the clause of another, or shortly before it."""
    own = tokens[at]
    return any(
        (_is_denial(token) or token.stem in NEGATIVE)
        and token.sentence == own.sentence
        and (token.clause == own.clause or 0 < at - place <= BEFORE)
        for place, token in enumerate(tokens)
    )
