"""What staff find of answers stands until it is undone, is logged, and orders their work."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import event

from core.errors import InputError
from tests.records.conftest import SMALL_TALK


@pytest.fixture
def judgements(records):
    return records.judgements


def queued(judgements, show="open", **page):
    return [item.stored.answer_id for item in judgements.queue(show, **page)]


@pytest.mark.parametrize("target", ["answer", "sentence:0", "sentence:1", "citation:1"])
def test_answers_sentences_and_citations_can_be_judged(judgements, asked, reopened, clock, target):
    answer = asked()
    made = judgements.judge(answer, target, "wrong_answer", "ann", " page 3 ", "There are ten.")
    assert (made.target, made.note, made.correct) == (target, "page 3", "There are ten.")
    assert (made.account, made.judged_at, made.undone) == ("ann", clock.at, False)
    assert reopened().judgements.of(answer) == (made,)


@pytest.mark.parametrize(
    "target",
    ["", "Answer", "sentence:2", "sentence:-1", "sentence:01", "citation:0", "citation:2", "page:1",
     "sentence:٠", "answer\n"],
)  # fmt: skip
def test_what_the_answer_does_not_have_cannot_be_judged(records, judgements, asked, target):
    answer = asked()
    with pytest.raises(InputError):
        judgements.judge(answer, target, "right", "ann")
    assert judgements.of(answer) == ()
    assert records.log.latest() == ()


def test_unknown_answers_verdicts_and_judgements_are_told(judgements, asked):
    with pytest.raises(InputError, match="no such answer"):
        judgements.judge("nowhere", "answer", "right", "ann")
    with pytest.raises(InputError, match="no verdict 'fine'"):
        judgements.judge(asked(), "answer", "fine", "ann")
    with pytest.raises(InputError, match="5001 characters"):
        judgements.judge(asked(), "answer", "right", "ann", note="x" * 5001)
    with pytest.raises(InputError, match="no judgement 17"):
        judgements.undo(17, "ann")


def test_judging_and_undoing_are_logged_with_who_did_it(records, judgements, asked):
    answer = asked()
    made = judgements.judge(answer, "sentence:0", "right", "ann")
    judgements.undo(made.judgement_id, "bob")
    undo, judge = records.log.latest()
    assert (judge.account, judge.action, judge.target) == ("ann", "judge", f"{answer} sentence:0")
    assert (undo.account, undo.action, undo.target) == ("bob", "undo", f"{answer} sentence:0")
    assert judge.detail == undo.detail == {"judgement": made.judgement_id, "verdict": "right"}


def test_undone_judgements_stay_marked_and_are_undone_once(judgements, asked, clock):
    answer = asked()
    first = judgements.judge(answer, "answer", "right", "ann")
    clock.wait(seconds=1)
    second = judgements.judge(answer, "answer", "wrong_place", "bob")
    judgements.undo(first.judgement_id, "bob")
    found = judgements.of(answer)
    assert [(j.judgement_id, j.undone) for j in found] == [
        (second.judgement_id, False),
        (first.judgement_id, True),
    ]
    with pytest.raises(InputError, match="undone already, by bob"):
        judgements.undo(first.judgement_id, "ann")


def test_of_many_who_undo_at_once_one_does(records, judgements, asked):
    made = judgements.judge(asked(), "answer", "right", "ann")

    def undo(n):
        try:
            judgements.undo(made.judgement_id, f"staff{n}")
        except InputError:
            return 0
        return 1

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(undo, range(6))) == 1
    assert [entry.action for entry in records.log.latest()] == ["undo", "judge"]


def test_queue_has_flagged_answers_first_then_the_newest(records, judgements, asked, clock):
    names = ["old", "down1", "wrong1", "up", "down2", "wrong2", "new"]
    ids = {}
    for name in names:
        ids[name] = asked(name)
        clock.wait(minutes=1)
    for name, kind in (("down1", "down"), ("down2", "down"), ("wrong1", "wrong"),
                       ("wrong2", "wrong"), ("up", "up")):  # fmt: skip
        records.conversations.give_feedback(ids[name], kind)
    wanted = [ids[n] for n in ("wrong2", "wrong1", "down2", "down1", "new", "up", "old")]
    assert queued(judgements) == wanted
    assert queued(judgements, limit=3) == wanted[:3]
    assert queued(judgements, limit=3, offset=3) == wanted[3:6]
    assert judgements.count_open() == 7


def test_queue_leaves_out_small_talk_and_what_is_superseded(records, judgements, asked):
    asked("Hello!", **SMALL_TALK)
    records.conversations.supersede(asked())
    refused = asked("Who painted the cranes?", status="refused", **SMALL_TALK)
    assert queued(judgements, "all") == [refused]
    assert judgements.count_open() == 1


def test_what_is_judged_is_open_no_more_until_that_is_undone(judgements, asked):
    one, other = asked("one"), asked("other")
    made = judgements.judge(one, "citation:1", "wrong_place", "ann")
    assert (queued(judgements), queued(judgements, "judged")) == ([other], [one])
    assert (len(queued(judgements, "all")), judgements.count_open()) == (2, 1)
    assert judgements.queue("judged")[0].judgements == (made,)
    judgements.undo(made.judgement_id, "ann")
    assert queued(judgements, "judged") == []
    assert judgements.count_open() == 2
    by_id = {item.stored.answer_id: item for item in judgements.queue("open")}
    assert [j.undone for j in by_id[one].judgements] == [True]


def test_queue_asks_the_database_no_more_often_for_more_answers(records, judgements, asked):
    said = []
    for n in range(12):
        answer = asked(f"question {n}")
        judgements.judge(answer, "answer", "right", "ann")
    with records.database.reading() as session:
        engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda *call: said.append(call[2]))
    assert len(judgements.queue("all")) == 12
    assert len([statement for statement in said if statement.startswith("SELECT")]) == 2


def test_newest_judgement_of_the_whole_answer_stands_for_the_question(judgements, asked, clock):
    first = asked("How many cranes has the harbour?")
    second = asked("how many CRANES has the harbour")
    judgements.judge(first, "answer", "right", "ann")
    clock.wait(days=1)
    newest = judgements.judge(second, "answer", "wrong_answer", "bob", correct="Ten.")
    clock.wait(days=1)
    judgements.judge(first, "sentence:0", "right", "ann")
    standing = judgements.standing("  How many cranes has the harbour??")
    assert standing.judgement == newest
    assert standing.stored.answer_id == second
    judgements.undo(newest.judgement_id, "ann")
    assert judgements.standing("How many cranes has the harbour?").stored.answer_id == first


def test_judgements_of_whole_answers_that_stand_are_told_newest_first(judgements, asked, clock):
    first, second = asked("How many cranes?"), asked("How many masts?")
    for answer in (first, second, first):
        clock.wait(days=1)
        made = judgements.judge(answer, "answer", "right", "ann")
    undone = judgements.judge(second, "answer", "wrong_place", "ann")
    judgements.undo(undone.judgement_id, "ann")
    judgements.judge(second, "citation:1", "right", "ann")
    told = judgements.of_whole_answers()
    assert [one.stored.answer_id for one in told] == [first, second, first]
    assert told[0].judgement == made


def test_what_leans_is_found_by_the_question_it_stands_for(judgements, asked):
    answer = asked("And in 2029?", standalone_question="How many cranes were there in 2029?")
    judgements.judge(answer, "answer", "right", "ann")
    assert judgements.standing("And in 2029?") is None
    assert judgements.standing("how many cranes were there in 2029").stored.answer_id == answer


def test_a_judgement_stands_though_the_question_was_asked_again(records, judgements, asked):
    answer = asked("How tall are they?")
    judgements.judge(answer, "answer", "wrong_answer", "ann")
    records.conversations.supersede(answer)
    assert judgements.standing("How tall are they?").judgement.verdict == "wrong_answer"


def test_nothing_stands_for_questions_nobody_judged(judgements, asked):
    asked("How tall are they?")
    judgements.judge(asked("?!"), "answer", "right", "ann")
    assert judgements.standing("How tall are they?") is None
    assert judgements.standing("...") is None


def test_a_judged_answer_shown_again_waits_for_nobody_unless_a_reader_flags_it(
    records, judgements, asked
):
    first = asked()
    judgements.judge(first, "answer", "right", "ann")
    kept = records.conversations
    again = kept.add(kept.begin(), kept.answer(first).answer, (), pinned_from=first)
    assert queued(judgements) == []
    kept.give_feedback(again.answer_id, "wrong", "there are more")
    assert queued(judgements) == [again.answer_id]
