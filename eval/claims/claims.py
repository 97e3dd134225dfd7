"""The claims of one run: changed, reworded and untouched sentences, the same for one seed."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Literal

from eval.claims.changes import CHANGES, Scene
from eval.claims.paraphrases import paraphrase
from eval.claims.sources import TrueSentence
from rag.evidence import Evidence

Form = Literal["plain", "reworded"]

EACH = 250
"""Claims of one kind in one language, at most."""

TURNS = 3
"""Times that one sentence is changed in one way, at most."""

REWORDED = 0.7
"""Share of changes made to a paraphrase where there is one; half of all sentences have none."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence to be checked.

    Attributes:
        kind: a kind of change, "paraphrase" or "untouched".
        form: whether the change was made to the report's wording or to a paraphrase of it.
        true: whether the evidence holds it.
    """

    id: str
    kind: str
    language: str
    form: Form
    true: bool
    source: str
    text: str
    evidence: tuple[Evidence, ...]


def make_claims(sentences: Iterable[TrueSentence], seed: int) -> tuple[Claim, ...]:
    """Make up to `EACH` claims of each kind and language, half of the changed ones reworded.

    Which sentences are taken depends on the seed and their ids, not on their order. A sentence
    is changed a second and third time only where the others do not suffice.
    """
    made: dict[tuple[str, str], Claim] = {}
    full: Counter[tuple[str, str, Form]] = Counter()
    drawn = sorted(sentences, key=lambda s: Random(f"{seed}:{s.id}").random())
    for turn in range(TURNS):
        for sentence in drawn:
            for claim in _of(sentence, f"{seed}:{sentence.id}:{turn}"):
                group = (claim.kind, claim.language, claim.form)
                room = EACH if claim.true else EACH // 2
                if full[group] < room and (claim.kind, claim.text) not in made:
                    full[group] += 1
                    made[claim.kind, claim.text] = claim
    return tuple(sorted(made.values(), key=lambda c: (c.kind, c.language, c.id, c.text)))


def _of(sentence: TrueSentence, draw: str) -> Iterator[Claim]:
    reworded = paraphrase(sentence.text, sentence.language, Random(f"{draw}:said"))
    yield _claim(sentence, "untouched", "plain", sentence.text)
    if reworded:
        yield _claim(sentence, "paraphrase", "reworded", reworded)
    scene = Scene(
        sentence.language, sentence.text, _others(sentence), sentence.names, sentence.article
    )
    for kind, change in CHANGES.items():
        rng = Random(f"{draw}:{kind}")
        form: Form = "reworded" if reworded and rng.random() < REWORDED else "plain"
        base = reworded if reworded and form == "reworded" else sentence.text
        changed = change(base, scene, rng)
        if changed and changed not in (base, sentence.text):
            yield _claim(sentence, kind, form, changed)


def _claim(sentence: TrueSentence, kind: str, form: Form, text: str) -> Claim:
    true = kind in ("paraphrase", "untouched")
    return Claim(
        f"{sentence.id}:{kind}", kind, sentence.language, form, true, sentence.text, text,
        sentence.evidence,
    )  # fmt: skip


def _others(sentence: TrueSentence) -> tuple[str, ...]:
    """All sentences of the evidence but the true one."""
    pieces = []
    for item in sentence.evidence:
        rest = item.text.replace(sentence.text, "\n")
        pieces += [piece.strip() for piece in re.split(r"\n", rest) if piece.strip()]
    return tuple(pieces)
