"""Whether a claim denies what its quotes say, or turns it into its opposite.

Read off the words without a parser: a word of denial reaches over the next words of its clause,
and what it denies is looked for in the quotes. A claim may deny in other words than its quotes
do, so any word that denies in itself is enough on the other side.
"""

import re
from collections.abc import Iterator, Sequence

from rag.verify.lexicon import CAUSAL, CAUSES, DENIALS, NEGATIVE, OPPOSITES
from rag.verify.places import Source, displaced
from rag.verify.tokens import Token
from rag.words import same_stem

REACH = 3
"""Words of meaning behind a word of denial among which that is which it denies."""

CLOSE = 4
"""Words on each side of another among which one that denies in itself may stand."""

LEAST_ROOT = 4
"""Letters of a word that may be another with a prefix; "into" is not the denial of "to"."""

_NO_DENIAL = frozenset("only just merely solely necessarily 仅 只 但".split())
_COMPARED = frozenset("less fewer later earlier more".split())
_PREFIXES = re.compile(r"^(?:un|in|im|il|ir|dis|non-?|不|未|无|没|非)(?=\w)")


def contradictions(claim: Sequence[Token], source: Source) -> list[str]:
    """Say what a claim denies that its quotes say, or says that they deny or turn round.

    Args:
        claim: the words of one sentence.
        source: the sentences that it rests on, in the same script.
    """
    quotes = [token for sentence in (source.main, *source.beside) for token in sentence]
    denied = [*_denied(claim, quotes, source.main), *_said_though_denied(claim, quotes)]
    reasons = [f"the quoted words do not say so of: {word}" for word in denied[:1]]
    turned = [*_negated_form(claim, quotes), *_opposite(claim, source)]
    return reasons + [f"the quoted words say {other}, not {word}" for word, other in turned]


def uncaused(claim: Sequence[Token], quotes: Sequence[Token]) -> list[str]:
    """Say so if a claim gives a cause and its quotes give none."""
    given = [token.written for token in claim if token.stem in CAUSES]
    if not given or any(token.stem in CAUSAL for token in quotes):
        return []
    return ["the quoted words give no cause"]


def _denied(
    claim: Sequence[Token], quotes: Sequence[Token], main: Sequence[Token]
) -> Iterator[str]:
    """Words that the claim denies and its quotes do not."""
    for cue in _cues(claim):
        heads = [claim[at] for at in _reached(claim, cue)]
        places = next((p for h in heads if (p := _places(h.stem, quotes))), [])
        if places and not any(_is_denied(quotes, at) for at in places):
            yield quotes[places[0]].written
        elif heads and not places and not any(map(_is_negative, main)):
            if not any(_negates(token, head) for token in quotes for head in heads):
                yield heads[0].written


def _said_though_denied(claim: Sequence[Token], quotes: Sequence[Token]) -> Iterator[str]:
    """Words that the quotes deny wherever they hold them, and the claim does not."""
    for cue in _cues(quotes):
        for head in [quotes[at] for at in _reached(quotes, cue)][:2]:
            said = _places(head.stem, claim)
            if not said:
                continue
            everywhere = all(_is_denied(quotes, at) for at in _places(head.stem, quotes))
            if everywhere and not any(_is_denied(claim, at) for at in said):
                yield head.written
            break


def _negated_form(claim: Sequence[Token], quotes: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Words that only one side has with a prefix of denial: "successful", "unsuccessful"."""
    for one, other in ((claim, quotes), (quotes, claim)):
        stems = {token.stem for token in other}
        for token in one:
            root = _PREFIXES.sub("", token.lower)
            if root == token.lower or token.kind == "name" or token.stem in stems:
                continue
            if root.isascii() and len(root) < LEAST_ROOT:
                continue
            if same_stem(root) not in stems:
                continue
            written = next(t.written for t in other if t.stem == same_stem(root))
            plain = not any(map(_is_negative, other))
            if plain:
                yield (token.written, written) if one is claim else (written, token.written)


def _opposite(claim: Sequence[Token], source: Source) -> Iterator[tuple[str, str]]:
    """Words of the claim in whose place its quotes have their opposite."""
    for at, token in enumerate(claim):
        opposites = OPPOSITES.get(token.stem)
        if not opposites:
            continue
        other = displaced(claim, at, source, lambda t, against=opposites: t.stem in against)
        if other is not None:
            place = next(i for i, t in enumerate(source.main) if t is other)
            if _is_reached(claim, at) == _is_reached(source.main, place):
                yield token.written, other.written


def _cues(tokens: Sequence[Token]) -> Iterator[int]:
    for at, token in enumerate(tokens):
        behind = [t.lower for t in tokens[at + 1 : at + 3]]
        compared = behind[1:] == ["than"] and behind[0] in _COMPARED
        if _is_denial(token) and not compared and not _NO_DENIAL & set(behind[:1]):
            yield at


def _reached(tokens: Sequence[Token], cue: int) -> list[int]:
    """Places of the next words of meaning in the clause of a word of denial."""
    clause = tokens[cue].clause
    behind = range(cue + 1, len(tokens))
    return [at for at in behind if tokens[at].clause == clause and tokens[at].kind != "small"][
        :REACH
    ]


def _is_reached(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word stands between a word of denial and the last word that it reaches."""
    return any(cue < at <= max(_reached(tokens, cue), default=cue) for cue in _cues(tokens))


def _is_denied(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word of denial reaches another, or a negative word stands close to it."""
    around = [*range(max(0, at - CLOSE), at), *range(at + 1, min(len(tokens), at + CLOSE + 1))]
    return _is_reached(tokens, at) or any(
        tokens[place].clause == tokens[at].clause
        and tokens[place].stem in NEGATIVE
        and not _is_denial(tokens[place])
        for place in around
    )


def _negates(token: Token, head: Token) -> bool:
    """Whether a word is another with a prefix of denial."""
    root = _PREFIXES.sub("", token.lower)
    return root != token.lower and same_stem(root) == head.stem


def _places(stem: str, tokens: Sequence[Token]) -> list[int]:
    return [at for at, token in enumerate(tokens) if token.stem == stem]


def _is_denial(token: Token) -> bool:
    return token.lower in DENIALS or token.lower.endswith(("n't", "n’t"))


def _is_negative(token: Token) -> bool:
    return _is_denial(token) or token.stem in NEGATIVE or token.lower in NEGATIVE
