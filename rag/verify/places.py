"""Whether a word of a claim stands in the place where its quotes have another one.

The place of a word is told by the words of meaning around it. A small model's sentence follows
its source closely, so that a word which took the place of another shows by its neighbours.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rag.verify.tokens import Token
from rag.words import same_stem

REACH = 3
"""Words of meaning on each side of a word that tell its place."""

NEAR = 2
"""Words that two places share, at least, if they do not share the nearest one."""

_MEANT = frozenset(map(same_stem, "plan intend aim want hope expect seek".split()))
"""Verbs before a verb that tell no deed of their own."""

Tokens = Sequence[Token]


@dataclass(frozen=True, slots=True)
class Source:
    """What a claim rests on, as words.

    Attributes:
        main: the quoted sentence that shares most words with the claim.
        beside: the other sentences of its quotes.
    """

    main: Tokens
    beside: Sequence[Tokens]

    @property
    def all(self) -> list[Token]:
        """The words of all sentences."""
        return [token for sentence in (self.main, *self.beside) for token in sentence]


def retold(claim: Tokens, source: Source) -> float:
    """Share of a claim's words of meaning that the main sentence of its quotes holds."""
    words = {token.stem for token in claim if token.kind != "small"}
    return len(words & {token.stem for token in source.main}) / max(1, len(words))


def displaced(
    claim: Tokens,
    at: int,
    source: Source,
    is_rival: Callable[[Token], bool],
    *,
    often: bool = False,
) -> Token | None:
    """The word of the main sentence whose place a word of the claim took, if there is one.

    Args:
        claim: the words of one sentence.
        at: which of them is asked about.
        source: the sentences that it rests on, in the same script.
        is_rival: whether a word, which the claim does not tell, may have stood there.
        often: also ask of words that the claim tells, but less often than the sentence.
    """
    main, stem = source.main, claim[at].stem
    told, held = Counter(map(_key, claim)), Counter(map(_key, main))
    own = [_likeness(claim, at, main, place) for place in _places(stem, main)]
    elsewhere = [
        _likeness(claim, at, other, place)
        for other in source.beside
        for place in _places(stem, other)
    ]
    least = max([0, *own, *elsewhere])
    likeness: dict[int, int] = {}
    for place, token in enumerate(main):
        times = told[_key(token)]
        if times >= (held[_key(token)] if often else 1) or not is_rival(token):
            continue
        # Where the one or the other is spoken of elsewhere too, only the very same place tells.
        strict = bool(own or times)
        if (_in_same_gap if strict else _is_retold)(claim, at, main, place):
            likeness[place] = _likeness(claim, at, main, place)
    best = max(likeness, key=lambda place: likeness[place], default=None)
    return main[best] if best is not None and likeness[best] > least else None


def _key(token: Token) -> str:
    """Names are told apart by their letters; other words by what they say."""
    return token.lower.removesuffix("s") if token.kind == "name" else token.stem


def _is_retold(claim: Tokens, _: int, main: Tokens, place: int) -> bool:
    """Whether a claim tells the words next to a place too, so that only this one was changed."""
    told = {token.stem for token in claim}
    clause = [token for token in main if token.clause == main[place].clause]
    own = next(at for at, token in enumerate(clause) if token is main[place])
    return all(set(side[:NEAR]) & told for side in _around(clause, own) if side)


def _places(stem: str, tokens: Tokens) -> list[int]:
    return [at for at, token in enumerate(tokens) if token.stem == stem]


def _likeness(claim: Tokens, at: int, quote: Tokens, place: int) -> int:
    """How many words of meaning two places share; one alone counts only right beside both.

    What stands before the one and behind the other speaks against it.
    """
    left, right = _around(claim, at)
    other_left, other_right = _around(quote, place)
    if claim[at].owns != quote[place].owns:
        # "Oslo's quay" is "the quay of Oslo": what stands behind the one stands before the other.
        shared = len({*left, *right} & {*other_left, *other_right})
        return shared if shared >= NEAR else 0
    shared = len(set(left) & set(other_left)) + len(set(right) & set(other_right))
    crossed = len(set(left) & set(other_right)) + len(set(right) & set(other_left))
    beside = any(
        mine and mine[:1] == o[:1] for mine, o in ((left, other_left), (right, other_right))
    )
    return shared - crossed if shared - crossed >= (1 if beside else NEAR) else 0


def _in_same_gap(claim: Tokens, at: int, quote: Tokens, place: int) -> bool:
    """Whether the nearest words of meaning are the same on both sides."""
    sides = list(zip(_around(claim, at), _around(quote, place), strict=True))
    return any(mine for mine, _ in sides) and all(mine[:1] == others[:1] for mine, others in sides)


def _around(tokens: Tokens, at: int) -> tuple[list[str], list[str]]:
    """Stems of the nearest words of meaning before and behind a token, nearest first.

    The other parts of a name of several words are no neighbours of it.
    """
    first = last = at
    while first > 0 and _one_name(tokens[first - 1], tokens[first]):
        first -= 1
    while last + 1 < len(tokens) and _one_name(tokens[last], tokens[last + 1]):
        last += 1
    before, behind = reversed(tokens[:first]), tokens[last + 1 :]
    return _nearest(before, tokens[at].sentence), _nearest(behind, tokens[at].sentence)


def _nearest(tokens: Iterable[Token], sentence: int) -> list[str]:
    stems: list[str] = []
    last: Token | None = None
    for token in tokens:
        if token.sentence != sentence or len(stems) == REACH:
            break
        # Of a name of several words only the nearest one counts.
        same_name = last is not None and _one_name(last, token)
        if token.kind != "small" and token.stem not in _MEANT and not same_name:
            stems.append(token.stem)
        last = token
    return stems


def _one_name(one: Token, other: Token) -> bool:
    return one.kind == other.kind == "name" and one.clause == other.clause
