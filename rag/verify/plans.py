"""Plan against fact: "will build" is not "built", nor the other way round."""

from collections.abc import Iterator, Sequence

from rag.verify.binding import CHANGES
from rag.verify.lexicon import DONE, PLANNING, PLANS
from rag.verify.places import Source, retold
from rag.verify.tokens import Token
from rag.verify.verbs import is_past
from rag.words import is_han, same_stem, stem

_TO = frozenset(map(same_stem, "plan intend aim expect schedule propose hope want set".split()))
_SEEMING = frozenset(
    map(
        same_stem,
        "tend seem appear claim happen believe consider think say know prove find "
        "cease begin start continue come".split(),
    )
)
"""Behind these "to be" tells how something is, becomes or is said to be, and plans nothing."""

NEARLY = 0.6
"""Share of a claim's words in its quote from which a plan told in other words counts."""

JUST_BEHIND = 3
"""Words behind a deed within which it may still be called planned: "the quay is planned"."""

_PAST = frozenset("was were had 已 已经 曾 曾经".split())
_BE = frozenset("is are was were be been 's 're".split())
_NOW = frozenset("is are am 's 're".split())
_DOERS = frozenset("i he she it they we who which".split())
_HAVE = frozenset("has have had".split())
_EACH = frozenset("each every daily weekly monthly yearly annually".split())
# Behind these another deed begins, which the plan no longer covers.
_STOPS = frozenset(
    "which who that whose where when because since after as while although though but "
    "whereas".split()
)
_NEW_DEED = frozenset("is are was were has have had did".split())


def unplanned(claim: Sequence[Token], source: Source) -> list[str]:
    """Say what a claim tells as done and its quotes as planned, or the other way round.

    Args:
        claim: the words of one sentence.
        source: the sentences that it rests on, in the same script.
    """
    done = [token.written for token in _done_though_planned(claim, source.all)]
    done += [token.written for token in _done_though_under_way(claim, source.all)]
    planned = [token.written for token in _planned_though_done(claim, source)]
    return [f"the quoted words do not tell it as done: {word}" for word in done[:1]] + [
        f"the quoted words do not plan it: {word}" for word in planned[:1]
    ]


def _done_though_planned(claim: Sequence[Token], quotes: Sequence[Token]) -> Iterator[Token]:
    covered, told = _covered(quotes), _covered(claim)
    for cue in _cues(quotes):
        head = _head(quotes, cue)
        if head is None or _is_planning(head):
            continue
        said = _places(head.stem, claim)
        planned = any(at in told or _speaks_of_plans(claim, at) for at in said)
        if planned or not all(at in covered for at in _places(head.stem, quotes)):
            continue
        # "12 tonnes have to be burnt each day": so it burns them, but they may not have been.
        tells = _tells_deed if _recurs(quotes, cue) else _tells_fact
        yield from (claim[at] for at in said if tells(claim, at))


def _done_though_under_way(claim: Sequence[Token], quotes: Sequence[Token]) -> Iterator[Token]:
    """Deeds that are over in the claim and going on in the quotes: "is building", "has built"."""
    for at, token in enumerate(claim):
        if not is_past(token.written) or token.kind == "small" or _is_under_way(claim, at):
            continue
        places = _places(token.stem, quotes)
        if places and all(_is_under_way(quotes, place) for place in places):
            yield token


def _is_under_way(tokens: Sequence[Token], at: int) -> bool:
    before = {token.lower for token in tokens[max(0, at - 3) : at]}
    return "being" in before or (tokens[at].lower.endswith("ing") and bool(before & _NOW))


def _planned_though_done(claim: Sequence[Token], source: Source) -> Iterator[Token]:
    quotes = source.all
    covered = _covered(quotes)
    for cue in _cues(claim):
        head = _head(claim, cue)
        if head is None or _is_planning(head):
            continue
        places = _places(head.stem, quotes)
        planned = any(at in covered or _speaks_of_plans(quotes, at) for at in places)
        done = not planned and all(_tells_fact(quotes, at) for at in places)
        if not places:
            done = _is_all_done(source.main) and retold(claim, source) >= NEARLY
        if done:
            yield head
    speaks_of_plans = any(map(_is_planning, quotes)) or next(_cues(quotes), None) is not None
    if not speaks_of_plans and _is_all_done(source.main) and retold(claim, source) >= NEARLY:
        yield from (token for at, token in enumerate(claim) if _is_called_planned(claim, at))


def _is_called_planned(tokens: Sequence[Token], at: int) -> bool:
    """Whether something "is planned", "was scheduled" and the like.

    What was planned by someone may be a thing that he made; "to" is judged as a cue.
    """
    called = tokens[at].stem in _TO and tokens[at].lower.endswith("ed")
    before, behind = tokens[at - 1].lower, tokens[at + 1].lower if at + 1 < len(tokens) else ""
    is_made = behind == "by" and before in _PAST and tokens[at].stem == same_stem("plan")
    return called and at > 0 and before in _BE and behind != "to" and not is_made


def _is_all_done(sentence: Sequence[Token]) -> bool:
    """Whether a sentence tells of the past and nowhere of plans, in whatever words."""
    if any(map(_is_planning, sentence)) or next(_cues(sentence), None) is not None:
        return False
    return any(token.lower in _PAST for token in sentence) or any(
        is_past(token.written)
        and (before.kind != "small" or before.lower in _DOERS | _HAVE)
        and behind.kind == "small"
        for before, token, behind in zip(sentence, sentence[1:], sentence[2:], strict=False)
    )


def _cues(tokens: Sequence[Token]) -> Iterator[int]:
    """Words behind which something is planned: "will", "plans to", "is to", "to be"."""
    for at, token in enumerate(tokens):
        behind = tokens[at + 1].lower if at + 1 < len(tokens) else ""
        if token.lower in PLANS or token.lower.endswith(("'ll", "’ll")):
            yield at
        elif behind == "to" and (
            token.stem in _TO or token.lower in _BE | {"going"} or _is_due(tokens, at)
        ):
            yield at + 1
        elif token.lower == "to" and behind == "be" and not _seems(tokens, at):
            yield at


def _seems(tokens: Sequence[Token], at: int) -> bool:
    return at > 0 and tokens[at - 1].stem in _SEEMING


def _recurs(tokens: Sequence[Token], cue: int) -> bool:
    """Whether something "has to be" done again and again, which tells how things are.

    That it has to be less or more each time tells nothing of the kind.
    """
    head = _head(tokens, cue)
    return (
        tokens[cue].lower == "to"
        and cue > 0
        and tokens[cue - 1].lower in _HAVE
        and not (head is not None and stem(head.lower) in CHANGES)
        and any(t.clause == tokens[cue].clause and t.lower in _EACH for t in tokens[cue:])
    )


def _is_due(tokens: Sequence[Token], at: int) -> bool:
    """Whether something "is due to" be done, and did not merely fail "due to" something."""
    return tokens[at].lower == "due" and at > 0 and tokens[at - 1].lower in _BE


def _head(tokens: Sequence[Token], cue: int) -> Token | None:
    """What is planned: the first word of meaning behind the cue that is no mere adverb."""
    for token in tokens[cue + 1 :]:
        if token.sentence != tokens[cue].sentence or token.lower in _STOPS:
            return None
        if token.kind != "small" and not token.lower.endswith("ly"):
            return token
    return None


def _covered(tokens: Sequence[Token]) -> frozenset[int]:
    """Places that a plan covers: from its cue to the end of the sentence or another deed."""
    covered: set[int] = set()
    for cue in _cues(tokens):
        for at in range(cue + 1, len(tokens)):
            token = tokens[at]
            ends = token.lower in _STOPS or (at > cue + 1 and token.lower in _NEW_DEED | DONE)
            if ends or token.sentence != tokens[cue].sentence:
                break
            covered.add(at)
    return frozenset(covered)


def _tells_fact(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word is told as a fact, by its form or by a helping verb before it."""
    token = tokens[at]
    if is_han(token.written):
        return True
    before = {t.lower for t in tokens[max(0, at - 3) : at] if t.sentence == token.sentence}
    if token.lower.endswith("ing") or "to" in before:
        return False
    return is_past(token.written) or bool(before & (_BE | _HAVE)) or _is_third_person(token)


def _tells_deed(tokens: Sequence[Token], at: int) -> bool:
    return _tells_fact(tokens, at) and not _is_third_person(tokens[at])


def _is_third_person(token: Token) -> bool:
    return token.kind == "content" and token.lower.endswith("s") and token.lower != token.stem


def _speaks_of_plans(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word of planning stands before another in its clause, or right behind it."""
    return any(
        _is_planning(token) and token.clause == tokens[at].clause
        for place, token in enumerate(tokens[: at + 1 + JUST_BEHIND])
        if place != at
    )


def _is_planning(token: Token) -> bool:
    return token.stem in PLANNING or token.lower in PLANNING


def _places(stem: str, tokens: Sequence[Token]) -> list[int]:
    return [at for at, token in enumerate(tokens) if token.stem == stem]
