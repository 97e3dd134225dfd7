"""The known facts are well formed, hold in the originals, and are scored as they say."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from core.domain import Answer, CheckedSentence, Citation, Timings, Turn
from eval.fact_file import digests_of, load_facts
from eval.known_facts import ask_all
from eval.metrics.citations import CitationScore
from eval.metrics.facts import Fact, score
from eval.normalise import loose, stands
from eval.record import RECORD, Record
from eval.store import open_run
from rag.events import Delta, Done, Event, EvidenceFound, Judged

HEADER = {
    "what": "facts",
    "model": "m",
    "library": "l",
    "questions": "q",
    "options": {"limit": None},
}
KINDS = 14
LEAST = 10
LEAST_BROAD = 24
LEAST_REFUSALS = 20
LEAST_TURNS = 6


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


@pytest.mark.parametrize(
    ("part", "text", "correct"),
    [
        ("nine", "It has Nine.", True),
        ("nine", "It has nineteen.", False),
        ("nine", "It has twenty-nine.", False),
        ("nine", "It has nine hundred.", False),
        ("nine", "It has ninety.", False),
        ("nine", "It has nine, mostly.", True),
        ("九", "有九台。", True),
        ("九", "有十九台。", False),
        ("九", "有九十台。", False),
    ],
)
def test_a_number_word_must_stand_alone(part: str, text: str, correct: bool) -> None:
    assert score(fact(expected=((part,),)), answer(text)).correct is correct


def test_a_cited_report_is_not_judged_where_none_is_known_to_hold_the_fact() -> None:
    assert score(fact(reports=("quay",)), answer("44")).right_report is False
    assert score(fact(reports=()), answer("44")).right_report is None


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


def test_a_citation_mark_is_no_part_of_an_answer() -> None:
    assert not score(fact(expected=(("5",),)), answer("Few are left. [5]")).correct


def test_a_refusal_tells_no_part() -> None:
    assert score(fact(), answer("44")).parts == 1
    assert score(fact(), answer("44", status="refused")).parts == 0


class Parrot:
    """Answers with the turns it was given, and counts its answers."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def stream(self, turns: Sequence[Turn]) -> Iterator[Event]:
        said = " / ".join(turn.text for turn in turns)
        self.asked.append(said)
        yield EvidenceFound(said, ())
        yield Delta("raw ")
        yield Judged(0.25)
        yield Delta("text")
        yield Done(answer(f"({said})"))


class NoJudge:
    def judge(self, _: Answer) -> CitationScore:
        return CitationScore((0, 0), (0, 0), (0, 0))


def asked_all(parrot: Parrot, facts: Sequence[Fact], data: Path) -> list[Record]:
    with open_run(data, HEADER, lambda _: None) as kept:
        run = ask_all(parrot, facts, NoJudge(), kept)  # type: ignore[arg-type]
    return [RECORD.validate_python(row.detail["record"]) for row in run.rows]


def test_each_turn_is_asked_once_after_the_answers_before_it(tmp_path: Path) -> None:
    parrot = Parrot()
    turns = ("How many ships?", "And in Oslo?", "And in Bergen?")
    facts = [
        fact(id="b", turns=turns[:2]),
        fact(id="c", turns=turns),
        fact(id="a", turns=turns[:1]),
    ]
    answers = [told.answer for told in asked_all(parrot, facts, tmp_path)]
    first = f"({turns[0]})"
    second = f"({turns[0]} / {first} / {turns[1]})"
    assert len(parrot.asked) == len(turns)
    assert answers[0].text == second
    assert answers[1].text == f"({turns[0]} / {first} / {turns[1]} / {second} / {turns[2]})"
    assert answers[2].text == first


def test_all_that_was_told_on_the_way_is_kept(tmp_path: Path) -> None:
    (told,) = asked_all(Parrot(), [fact()], tmp_path)
    assert (told.written, told.judged) == ("raw text", (0.25,))


def test_a_run_that_was_broken_off_goes_on_where_it_stopped(tmp_path: Path) -> None:
    parrot = Parrot()
    turns = ("How many ships?", "And in Oslo?")
    first, second = fact(id="a", turns=turns[:1]), fact(id="b", turns=turns)
    asked_all(parrot, [first], tmp_path)
    told = asked_all(parrot, [first, second], tmp_path)
    assert len(parrot.asked) == 2
    assert parrot.asked[1].startswith("How many ships? / (How many ships?)")
    assert len(told) == 2


def test_each_turn_of_a_talk_is_a_fact_after_the_turns_before_it() -> None:
    talks: dict[str, list[Fact]] = {}
    for known in load_facts(kind="talk"):
        talks.setdefault(known.id.split(".")[0], []).append(known)
    for turns in talks.values():
        assert len(turns) >= LEAST_TURNS
        for n, known in enumerate(turns, start=1):
            assert known.turns == turns[-1].turns[:n]


def test_talks_hold_what_a_conversation_may() -> None:
    facts = load_facts(kind="talk")
    assert {f.trait for f in facts} == {
        "opening", "pronoun", "ellipsis", "correction", "change", "return", "switch",
    }  # fmt: skip
    languages: dict[str, set[str]] = {}
    for known in facts:
        languages.setdefault(known.id.split(".")[0], set()).add(known.language)
    assert list(languages.values()).count({"zh"}) >= 2
    assert {"en", "zh"} in languages.values()


def test_broad_questions_are_enough_and_compare_and_plan_in_two_languages() -> None:
    facts = load_facts(kind="broad")
    assert len(facts) >= LEAST_BROAD
    assert {"compare", "plan"} <= {f.trait for f in facts}
    assert {f.language for f in facts} == {"en", "zh"}


def test_every_way_to_miss_is_asked() -> None:
    facts = [f for f in load_facts() if f.kind in ("unanswerable", "false_premise")]
    assert len(facts) >= LEAST_REFUSALS
    assert {f.trait for f in facts} == {"place", "year", "unit", "premise", "outside"}


def test_dated_values_are_told_newest_first_in_the_file() -> None:
    for known in load_facts():
        years = [value.as_of for value in known.figures]
        assert years == sorted(years, reverse=True), known.id
    assert all(f.figures for f in load_facts(kind="through_time"))


def test_every_kind_has_enough_questions_in_both_splits() -> None:
    facts = load_facts()
    assert len({f.id for f in facts}) == len(facts) >= KINDS * LEAST
    kinds = Counter(f.kind for f in facts)
    assert len(kinds) == KINDS
    assert min(kinds.values()) >= LEAST
    assert {f.kind for f in facts if f.split == "dev"} == set(kinds)
    assert {f.kind for f in facts if f.split == "test"} == set(kinds)


def test_a_sample_of_lines_is_the_same_each_time() -> None:
    assert load_facts(limit=7) == load_facts(limit=7)
    assert len({f.id.split(".")[0] for f in load_facts(limit=7)}) == 7


def test_every_expected_part_stands_in_the_originals_and_in_their_digests(shared: Path) -> None:
    digests = digests_of()
    written = {
        f.stem: f for folder in ("reports", "reports-src") for f in Path(folder).glob("*.md")
    }
    for which, files in (
        ("original", {name: shared / "reports" / f"{name}.txt" for name in digests}),
        ("digest", {name: written[digest] for name, digest in digests.items()}),
    ):
        texts = {name: loose(file.read_text(encoding="utf-8")) for name, file in files.items()}
        for known in load_facts():
            held = " ".join(texts[name] for name in known.reports if name in texts)
            for part in (*known.expected, *(value.value for value in known.figures)):
                assert any(stands(loose(choice), held) for choice in part), (which, known.id, part)
