"""The known facts are well formed, hold in the originals, and are scored as they say."""

from collections import Counter
from pathlib import Path

import pytest

from core.domain import Answer, CheckedSentence, Citation, Timings
from eval.known_facts import load_facts
from eval.metrics.facts import Fact, score
from eval.normalise import loose

KINDS = 12
LEAST = 10


def fact(**changes: object) -> Fact:
    base: dict[str, object] = {
        "id": "f",
        "turns": ("?",),
        "language": "en",
        "kind": "figure",
        "split": "dev",
        "expected": (("44", "forty-four"),),
        "answerable": True,
        "reports": ("harbour",),
        "min_parts": 0,
        "forbidden": (),
        "corrects": (),
    }
    return Fact(**{**base, **changes})  # type: ignore[arg-type]


def answer(text: str, status: str = "answered", quote: str = "") -> Answer:
    cited = Citation(1, "harbour", "T", "", "2015", None, "", quote or text, 0, 1, "0")
    sentence = CheckedSentence(text, (1,), "supported")
    return Answer("?", "?", "en", status, text, (sentence,), (cited,), (), Timings(), 1, "m")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "correct"),
    [("There are 44.", True), ("There are 144.", False), ("There are 44.5.", False)],
)
def test_a_figure_must_stand_alone(text: str, correct: bool) -> None:
    assert score(fact(), answer(text)).correct is correct


def test_a_refusal_is_wrong_for_what_can_be_answered_and_right_for_what_cannot() -> None:
    refusal = answer("44", status="refused")
    assert not score(fact(), refusal).correct
    assert score(fact(answerable=False, expected=()), refusal).correct


def test_a_false_premise_may_be_corrected() -> None:
    asked = fact(answerable=False, expected=(), corrects=(("fell",),))
    assert score(asked, answer("Trade fell.")).correct
    assert not score(asked, answer("Trade rose.")).correct


def test_a_forbidden_word_makes_an_answer_wrong() -> None:
    assert not score(fact(forbidden=("999",)), answer("44, or 999.")).correct


def test_a_figure_that_no_quote_holds_is_counted() -> None:
    assert score(fact(), answer("There are 44.", quote="There are 46.")).loose_figures == 1


def test_every_kind_has_enough_questions_in_both_splits() -> None:
    facts = load_facts()
    assert len({f.id for f in facts}) == len(facts) >= KINDS * LEAST
    kinds = Counter(f.kind for f in facts)
    assert len(kinds) == KINDS
    assert min(kinds.values()) >= LEAST
    assert {f.kind for f in facts if f.split == "dev"} == set(kinds)
    assert {f.kind for f in facts if f.split == "test"} == set(kinds)


def test_a_sample_is_the_same_each_time() -> None:
    assert load_facts(limit=7) == load_facts(limit=7)
    assert len(load_facts(limit=7)) == 7


def test_every_expected_part_stands_in_the_originals_named(shared: Path) -> None:
    texts = {f.stem: loose(f.read_text(encoding="utf-8")) for f in (shared / "reports").glob("0*")}
    for known in load_facts():
        originals = " ".join(texts.get(name, "") for name in known.reports)
        for part in known.expected:
            assert any(loose(choice) in originals for choice in part), (known.id, part)
