"""A judgement becomes a known fact that the judged answer itself is scored by, rightly."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from core.domain import Answer, CheckedSentence, Figure
from core.settings import load_settings
from eval.fact_file import load_facts
from eval.from_judgements import NO_CORRECT, NOT_EXPRESSIBLE, WRONG_PLACE, Case, Export, facts_of
from eval.metrics.facts import Fact, score
from records.store import Records
from tests.records.conftest import CHEAP, Clock, answer_to, citation

CRANES = "How many cranes has the harbour?"


def told(text: str, question: str = CRANES, **changes: Any) -> Answer:
    """An answer of one sentence, without dated figures unless they are given."""
    sentence = CheckedSentence(text, (1,), "supported")
    made = {"text": f"{text} [1]", "sentences": (sentence,), "citations": (citation(1, text),)}
    return answer_to(question, **{"figures": (), **made, **changes})


def refused(question: str = CRANES) -> Answer:
    return told("The reports do not say.", question, status="refused")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def records(tmp_path: Path, clock: Clock) -> Iterator[Records]:
    with Records(load_settings(data=tmp_path / "data"), clock, CHEAP) as opened:
        yield opened


Judge = Callable[..., str]


@pytest.fixture
def judged(records: Records, clock: Clock) -> Judge:
    """Judge an answer, the last of a conversation; give back its id."""

    def judge(answer: Answer, verdict: Any, *before: Answer, correct: str = "") -> str:
        conversation = records.conversations.begin()
        for one in (*before, answer):
            kept = records.conversations.add(conversation, one, one.citations)
        clock.wait(minutes=1)
        records.judgements.judge(
            kept.answer_id, "answer", verdict, "ann", note="by Ann", correct=correct
        )
        return kept.answer_id

    return judge


@pytest.fixture
def exported(records: Records) -> Callable[[], Export]:
    def export() -> Export:
        cases = []
        for standing in records.judgements.of_whole_answers():
            said = records.conversations.answers(standing.stored.conversation_id)
            before = [one for one in said if one.number < standing.stored.number]
            cases.append(Case(standing, tuple(one.answer.question for one in before)))
        return facts_of(cases)

    return export


@pytest.fixture
def facts(exported: Callable[[], Export], tmp_path: Path) -> Callable[[], tuple[Fact, ...]]:
    """Export, and read the file as the evaluation does."""

    def load() -> tuple[Fact, ...]:
        file = tmp_path / "desk.jsonl"
        lines = [json.dumps(fact, ensure_ascii=False) for fact in exported().facts]
        file.write_text("\n".join(lines), encoding="utf-8")
        return load_facts(file)

    return load


Facts = Callable[[], tuple[Fact, ...]]
Exported = Callable[[], Export]

RIGHT = [
    (told("The harbour has nine cranes."), "The harbour has nineteen cranes."),
    (told("The harbour has nine cranes."), "The harbour has 90 cranes."),
    (told("The harbour has two cranes, one of them red."), "The harbour has twelve cranes."),
    (answer_to(CRANES), "The harbour has twenty-nine cranes."),
    (told("Anna Berg leads the board.", "Who leads the board?"), "Carl Holm leads the board."),
    (told("It was built in 1931.", "When was the quay built?"), "It was built in 1934."),
    (
        told("It moved 12,500 boxes in 2030.", "How many boxes did the harbour move in 2030?"),
        "It moved 12,400 boxes in 2030.",
    ),
    (told("港口有九台起重机。", "港口有多少台起重机？", language="zh"), "港口有十九台起重机。"),
    (told("王小明领导港口。", "谁领导港口？", language="zh"), "李大伟领导港口。"),
]


@pytest.mark.parametrize(("answer", "wrong"), RIGHT, ids=lambda it: getattr(it, "text", it))
def test_an_answer_judged_right_is_correct_by_its_fact_and_another_is_not(
    judged: Judge, facts: Facts, answer: Answer, wrong: str
) -> None:
    name = judged(answer, "right")
    (fact,) = facts()
    assert fact.id == f"desk-{name}"
    assert (fact.answerable, fact.reports, fact.turns) == (True, ("harbour",), (answer.question,))
    scored = score(fact, answer)
    assert (scored.correct, scored.right_report) == (True, True)
    assert not score(fact, told(wrong, answer.question)).correct
    assert not score(fact, refused(answer.question)).correct


def test_a_number_may_be_written_in_digits_or_as_a_word(judged: Judge, facts: Facts) -> None:
    judged(told("The harbour has nine cranes."), "right")
    (fact,) = facts()
    assert score(fact, told("There are 9 cranes.")).correct
    judged(told("The harbour has 9 cranes."), "right")
    (fact,) = facts()
    assert score(fact, told("There are nine cranes.")).correct


def test_dated_figures_come_before_the_other_numbers_of_the_text(
    judged: Judge, facts: Facts
) -> None:
    text = "The harbour had nine cranes in 2030 and seven in 2029, on 400 metres."
    figures = (Figure("cranes", "9", "", "2030", 1), Figure("cranes", "7", "", "2029", 1))
    untold = Figure("cranes", "5", "", "2011", 1)
    judged(told(text, figures=(*figures, untold)), "right")
    (fact,) = facts()
    assert [part[0] for part in fact.expected] == ["nine", "seven"]
    assert fact.kind == "two_dates"


def test_what_the_question_says_itself_is_not_expected(judged: Judge, facts: Facts) -> None:
    question = "How many of the 9 cranes of Nordhaven are red?"
    judged(told("Of the 9 cranes of Nordhaven 4 are red.", question), "right")
    (fact,) = facts()
    assert fact.expected == (("4", "four"),)


def test_a_right_answer_without_figures_or_names_is_left_out_and_counted(
    judged: Judge, exported: Exported
) -> None:
    judged(told("They are red.", "What colour are the cranes?"), "right")
    judged(told("It holds 9 of them.", "Where are cranes?", status="evidence_only"), "right")
    assert exported() == Export((), {NOT_EXPRESSIBLE: 2})


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [(refused(), "right"), (told("It has nine cranes."), "should_have_refused")],
)
def test_what_cannot_be_answered_must_be_refused(
    judged: Judge, facts: Facts, answer: Answer, verdict: str
) -> None:
    judged(answer, verdict)
    (fact,) = facts()
    assert (fact.answerable, fact.expected, fact.kind) == (False, (), "unanswerable")
    assert score(fact, refused()).correct
    assert not score(fact, told("It has nine cranes.")).correct


@pytest.mark.parametrize("correct", ["Ten.", "There are 10 cranes, not nine.", "ten, in 2030"])
def test_a_corrected_answer_expects_the_right_figure_and_forbids_the_wrong_one(
    judged: Judge, facts: Facts, correct: str
) -> None:
    wrong = told("The harbour has nine cranes.")
    judged(wrong, "wrong_answer", correct=correct)
    (fact,) = facts()
    assert not score(fact, wrong).correct
    assert score(fact, told("The harbour has 10 cranes.")).correct
    assert not score(fact, told("The harbour has 10 cranes, or nine.")).correct
    assert score(fact, told("The harbour has 10 cranes.")).right_report is None


def test_what_a_wrong_answer_repeats_of_the_question_is_not_forbidden(
    judged: Judge, facts: Facts
) -> None:
    question = "How many of the 12 cranes are red?"
    judged(told("Of the 12 cranes 4 are red.", question), "wrong_answer", correct="5 are red")
    (fact,) = facts()
    assert fact.forbidden == ("4", "four")
    assert score(fact, told("5 of the 12 cranes are red.", question)).correct


def test_a_right_answer_without_figures_or_names_is_expected_whole(
    judged: Judge, facts: Facts
) -> None:
    judged(told("Red.", "What colour are they?"), "wrong_answer", correct="dark blue")
    (fact,) = facts()
    assert (fact.expected, fact.forbidden) == ((("dark blue",),), ())


def test_what_tells_no_right_answer_is_left_out_and_counted(
    judged: Judge, exported: Exported
) -> None:
    judged(told("Nine.", "How many cranes?"), "wrong_answer")
    judged(told("Nine.", "How many masts?"), "wrong_answer", correct="  ")
    judged(told("Nine.", "How many quays?"), "wrong_place", correct="Ten.")
    assert exported() == Export((), {NO_CORRECT: 2, WRONG_PLACE: 1})


def test_of_one_question_the_newest_judgement_makes_the_fact(judged: Judge, facts: Facts) -> None:
    judged(told("The harbour has nine cranes."), "right")
    newest = judged(told("Twelve.", "how many CRANES has the harbour"), "right")
    (fact,) = facts()
    assert fact.id == f"desk-{newest}"


def test_an_undone_judgement_and_one_of_a_part_make_no_fact(
    records: Records, judged: Judge, exported: Exported
) -> None:
    name = judged(told("The harbour has nine cranes."), "right")
    (made,) = records.judgements.of(name)
    records.judgements.undo(made.judgement_id, "ann")
    records.judgements.judge(name, "sentence:0", "right", "ann")
    assert exported() == Export((), {})


def test_a_question_that_leans_is_asked_after_the_questions_before_it(
    judged: Judge, facts: Facts
) -> None:
    later = told(
        "There were seven.", "And in 2029?", standalone_question="How many cranes in 2029?"
    )
    judged(later, "right", told("The harbour has nine cranes."))
    (fact,) = facts()
    assert (fact.turns, fact.kind) == ((CRANES, "And in 2029?"), "follow_up")
    assert score(fact, later).correct


def test_a_question_that_leans_and_nobody_rewrote_is_another_in_each_conversation(
    judged: Judge, facts: Facts
) -> None:
    for before in (CRANES, "How many masts has the harbour?"):
        judged(told("There were seven.", "And in 2029?"), "right", told("Nine.", before))
    assert len(facts()) == 2


def test_a_question_that_stands_alone_is_asked_alone_wherever_it_came(
    judged: Judge, facts: Facts
) -> None:
    question = "How many cranes has the harbour of Nordhaven?"
    before = told("Red.", "What colour is it?")
    judged(told("The harbour has nine cranes.", question), "right", before)
    (fact,) = facts()
    assert fact.turns == (question,)


KINDS = [
    (told("It has nine cranes."), "figure"),
    (told("Anna Berg does.", "Who leads the board?"), "fact"),
    (told("It was in 1931.", "When was the quay built?"), "fact"),
    (told("Anna Berg and Carl Holm.", "Which captains lead the fleet?"), "list"),
    (told("It will buy 9 cranes and 4 boats.", "What is planned for the harbour?"), "broad"),
    (told("It has 9.", "How has the number of cranes changed over the years?"), "through_time"),
    (told("港口有九台起重机。", "港口有多少台起重机？", language="zh"), "chinese"),
]


@pytest.mark.parametrize(("answer", "kind"), KINDS, ids=[kind for _, kind in KINDS])
def test_the_kind_is_told_by_what_is_asked(
    judged: Judge, facts: Facts, answer: Answer, kind: str
) -> None:
    judged(answer, "right")
    assert [fact.kind for fact in facts()] == [kind]


def test_the_same_judgements_give_the_same_facts_in_both_splits_and_name_nobody(
    records: Records, judged: Judge, exported: Exported
) -> None:
    for number in range(40):
        judged(told("It has nine.", f"How many cranes has quay {number}?"), "right")
    first = exported()
    assert exported() == first
    names = [fact["id"] for fact in first.facts]
    assert names == sorted(names)
    assert {fact["split"] for fact in first.facts} == {"dev", "test"}
    written = json.dumps(first.facts)
    assert "Ann" not in written
    for standing in records.judgements.of_whole_answers():
        assert standing.stored.conversation_id not in written
