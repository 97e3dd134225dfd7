"""Whether a claim denies what its quotes say, or turns it into its opposite.

Read off the words without a parser: a word of denial reaches over the next words of its clause,
and what it denies is looked for in the quotes. A claim may deny in other words than its quotes
do, so any word that denies in itself is enough on the other side.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from rag.verify.lexicon import DENIALS, NEGATIVE, OPPOSITES
from rag.verify.places import Source, displaced, retold
from rag.verify.tokens import Token
from rag.words import same_stem

REACH = 3
"""Words of meaning behind a word of denial among which that is which it denies."""

CLOSE = 4
"""Words on each side of another among which one that denies in itself may stand."""

LEAST_ROOT = 4
"""Letters of a word that may be another with a prefix; "into" is not the denial of "to"."""

NEARLY = 0.5
"""Share of a claim's words in its quotes from which what it denies in other words counts."""

_NO_DENIAL = frozenset("only just merely solely necessarily limited 仅 只 但".split())
_TURNS = frozenset("but which who that because since although 但 但是 而是 因为".split())
_FAILS = frozenset(map(same_stem, "fail unable decline cease failure inability".split()))
_COMPARED = frozenset("less fewer later earlier more".split())
_PREFIXES = re.compile(r"^(?:un|in|im|il|ir|dis|non-?|不|未|无|没|非)(?=\w)")


def contradictions(claim: Sequence[Token], source: Source) -> list[str]:
    """Say what a claim denies that its quotes say, or says that they deny or turn round.

    Args:
        claim: the words of one sentence.
        source: the sentences that it rests on, in the same script.
    """
    reasons = [f"the quoted words do not deny this: {word}" for word in _denied(claim, source)]
    said = _said_though_denied(claim, source.all)
    reasons += [f"the quoted words deny this: {word}" for word in said]
    turned = [*_negated_form(claim, source.all), *_opposite(claim, source)]
    return reasons + [f"the quoted words say {other}, not {word}" for word, other in turned]


def _denied(claim: Sequence[Token], source: Source) -> Iterator[str]:
    """Words that the claim denies and its quotes do not."""
    quotes = source.all
    for cue in _cues(claim):
        heads = [claim[at] for at in _reached(claim, cue)]
        if any(_negates(token, head) for token in quotes for head in heads):
            continue
        places = next((p for h in heads if (p := _places(h.stem, quotes))), [])
        if places and not any(_is_denied(quotes, at) for at in places):
            yield quotes[places[0]].written
        main = source.main
        unsaid = heads and not places and not any(_is_negative(main, i) for i in range(len(main)))
        if unsaid and retold(claim, source) >= NEARLY:
            yield heads[0].written


def _said_though_denied(claim: Sequence[Token], quotes: Sequence[Token]) -> Iterator[str]:
    """Words that the quotes deny wherever they hold them, and the claim does not."""
    for cue in _cues(quotes):
        head = next((quotes[at] for at in _reached(quotes, cue)), None)
        said = _places(head.stem, claim) if head else []
        if head is None or not said or any(_is_denied(claim, at) for at in said):
            continue
        if all(_is_denied(quotes, at) for at in _places(head.stem, quotes)):
            yield head.written


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
            plain = not any(_is_negative(other, at) for at in range(len(other)))
            if plain:
                yield (token.written, written) if one is claim else (written, token.written)


def _opposite(claim: Sequence[Token], source: Source) -> Iterator[tuple[str, str]]:
    """Words of the claim in whose place its quotes have their opposite."""
    for at, token in enumerate(claim):
        opposites = OPPOSITES.get(token.stem)
        if not opposites:
            continue
        is_rival = partial(_is_one_of, opposites)
        other = displaced(claim, at, source, is_rival, often=True)
        if other is not None:
            place = next(i for i, t in enumerate(source.main) if t is other)
            if _is_reached(claim, at) == _is_reached(source.main, place):
                yield token.written, other.written


def _is_one_of(stems: frozenset[str], token: Token) -> bool:
    return token.stem in stems


def _cues(tokens: Sequence[Token]) -> Iterator[int]:
    for at, token in enumerate(tokens):
        behind = [t.lower for t in tokens[at + 1 : at + 3]]
        compared = behind[1:] == ["than"] and behind[0] in _COMPARED
        fails = token.stem in _FAILS and behind[:1] == ["to"]
        if (_is_denial(token) or fails) and not compared and not _NO_DENIAL & set(behind[:1]):
            yield at


def _reached(tokens: Sequence[Token], cue: int) -> list[int]:
    """Places of the next words of meaning in the clause of a word of denial; of names if alone."""
    behind = range(cue + 1, len(tokens))
    end = next((at for at in behind if _ends_reach(tokens, cue, at)), len(tokens))
    said = [at for at in range(cue + 1, end) if tokens[at].kind in ("content", "number")]
    return (said or [at for at in range(cue + 1, end) if tokens[at].kind == "name"])[:REACH]


def _ends_reach(tokens: Sequence[Token], cue: int, at: int) -> bool:
    return tokens[at].clause != tokens[cue].clause or tokens[at].lower in _TURNS


def _is_reached(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word stands between a word of denial and the last word that it reaches."""
    return any(cue < at <= max(_reached(tokens, cue), default=cue) for cue in _cues(tokens))


def _is_denied(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word of denial reaches another, or a negative word stands close to it."""
    around = [*range(max(0, at - CLOSE), at), *range(at + 1, min(len(tokens), at + CLOSE + 1))]
    return _is_reached(tokens, at) or any(
        tokens[place].clause == tokens[at].clause
        and _is_negative(tokens, place)
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


def _is_negative(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word denies or is negative in itself, which "a few" is not."""
    token = tokens[at]
    if token.lower in ("few", "little") and at and tokens[at - 1].lower == "a":
        return False
    return _is_denial(token) or token.stem in NEGATIVE or token.lower in NEGATIVE
