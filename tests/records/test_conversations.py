"""What was asked is kept whole, in order, for those who know the id, and no longer than needed."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from core.domain import Timings
from core.errors import InputError
from records.conversations import LONGEST_REASON
from tests.records.conftest import SMALL_TALK, answer_to, citation


@pytest.fixture
def conversations(records):
    return records.conversations


def test_a_restart_loses_nothing(conversations, reopened, clock):
    conversation = conversations.begin()
    answer = answer_to("有几台起重机? \U0001f3d7 'cranes'", timings=Timings())
    shown = (citation(1), citation(2, "Ein Kran\nsteht still."))
    kept = conversations.add(conversation, answer, shown)
    conversations.give_feedback(kept.answer_id, "wrong", "ten, not nine")
    (found,) = reopened().conversations.answers(conversation)
    assert (found.answer, found.evidence, found.asked_at) == (answer, shown, clock.at)
    assert (found.answer_id, found.number, found.superseded) == (kept.answer_id, 1, False)
    assert (found.feedback.kind, found.feedback.reason) == ("wrong", "ten, not nine")
    assert found.feedback.given_at == clock.at
    assert found.asked_at.utcoffset().total_seconds() == 0


def test_what_no_database_takes_does_not_stop_an_answer(conversations):
    conversation = conversations.begin()
    kept = conversations.add(conversation, answer_to("nul \0 and half \ud800 a pair"), ())
    conversations.give_feedback(kept.answer_id, "down", "\0 \udfff")
    assert conversations.answer(kept.answer_id).answer.question == "nul \0 and half \ud800 a pair"


def test_longest_question_is_kept(conversations):
    conversation = conversations.begin()
    kept = conversations.add(conversation, answer_to("起" * 2000), ())
    assert conversations.answer(kept.answer_id).answer.question == "起" * 2000


def test_answers_are_numbered_in_order(conversations):
    conversation = conversations.begin()
    for question in "abc":
        conversations.add(conversation, answer_to(question), ())
    found = conversations.answers(conversation)
    assert [(a.number, a.answer.question) for a in found] == [(1, "a"), (2, "b"), (3, "c")]


def test_many_threads_add_at_once_and_none_is_lost(conversations):
    conversation = conversations.begin()
    with ThreadPoolExecutor(12) as pool:
        list(
            pool.map(
                lambda n: conversations.add(conversation, answer_to(f"question {n}"), ()),
                range(60),
            )
        )
    found = conversations.answers(conversation)
    assert [answer.number for answer in found] == list(range(1, 61))
    assert len({answer.answer.question for answer in found}) == 60


def test_superseded_answers_are_left_out_but_kept(conversations):
    conversation = conversations.begin()
    first = conversations.add(conversation, answer_to("a"), ())
    conversations.supersede(first.answer_id)
    conversations.add(conversation, answer_to("b"), ())
    assert [a.number for a in conversations.answers(conversation)] == [2]
    assert conversations.answer(first.answer_id).superseded


def test_ids_cannot_be_guessed(conversations, asked):
    ids = {conversations.begin(), asked(), conversations.share(conversations.begin())}
    assert {len(i) for i in ids} == {22}
    assert len(ids) == 3


def test_unknown_ids_are_told(conversations):
    assert conversations.answers("nowhere") == ()
    for call in (
        lambda: conversations.add("nowhere", answer_to("a"), ()),
        lambda: conversations.answer("nowhere"),
        lambda: conversations.supersede("nowhere"),
        lambda: conversations.share("nowhere"),
        lambda: conversations.unshare("nowhere"),
        lambda: conversations.shared("nowhere"),
        lambda: conversations.give_feedback("nowhere", "up"),
    ):
        with pytest.raises(InputError):
            call()


def test_a_conversation_is_shared_until_it_is_not(conversations):
    conversation = conversations.begin()
    conversations.add(conversation, answer_to("a"), ())
    share = conversations.share(conversation)
    assert conversations.share(conversation) == share != conversation
    assert conversations.shared(share) == conversations.answers(conversation)
    conversations.unshare(conversation)
    with pytest.raises(InputError, match="nobody shares"):
        conversations.shared(share)
    assert conversations.share(conversation) != share


def test_knowing_the_shared_id_gives_no_writing(conversations):
    conversation = conversations.begin()
    share = conversations.share(conversation)
    assert conversations.answers(share) == ()
    with pytest.raises(InputError):
        conversations.add(share, answer_to("a"), ())


def test_the_last_feedback_counts(conversations, asked):
    answer = asked()
    conversations.give_feedback(answer, "down", "red?")
    conversations.give_feedback(answer, "up")
    said = conversations.answer(answer).feedback
    assert (said.kind, said.reason) == ("up", "")


def test_feedback_of_many_at_once_never_fails(conversations, asked):
    answer = asked()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: conversations.give_feedback(answer, "up"), range(24)))
    assert conversations.answer(answer).feedback.kind == "up"


def test_feedback_of_no_kind_or_too_long_is_refused(conversations, asked):
    answer = asked()
    with pytest.raises(InputError, match="'sideways'"):
        conversations.give_feedback(answer, "sideways")
    with pytest.raises(InputError, match="2001 characters"):
        conversations.give_feedback(answer, "up", "x" * (LONGEST_REASON + 1))
    conversations.give_feedback(answer, "up", "x" * LONGEST_REASON)


def test_forgetting_keeps_what_was_flagged_judged_or_shared(records, conversations, asked, clock):
    kept = {name: asked() for name in ("down", "wrong", "judged", "undone", "shared")}
    gone = [asked(), asked(), asked("Hello!", **SMALL_TALK)]
    conversations.give_feedback(gone[0], "up")
    conversations.give_feedback(kept["down"], "down")
    conversations.give_feedback(kept["wrong"], "wrong")
    records.judgements.judge(kept["judged"], "answer", "right", "ann")
    undone = records.judgements.judge(kept["undone"], "answer", "right", "ann")
    records.judgements.undo(undone.judgement_id, "ann")
    conversations.share(conversations.answer(kept["shared"]).conversation_id)
    clock.wait(days=30)
    assert conversations.forget(30) == 0
    clock.wait(seconds=1)
    assert conversations.forget(30) == 3
    assert conversations.forget(30) == 0
    for answer in kept.values():
        conversations.answer(answer)
    for answer in gone:
        with pytest.raises(InputError):
            conversations.answer(answer)


def test_forgetting_takes_whole_conversations_only(conversations, clock):
    used, idle, empty = (conversations.begin() for _ in range(3))
    for conversation in (used, idle):
        conversations.add(conversation, answer_to("a"), ())
        conversations.add(conversation, answer_to("b"), ())
    clock.wait(days=9)
    conversations.add(used, answer_to("c"), ())
    clock.wait(days=2)
    assert conversations.forget(10) == 2
    assert len(conversations.answers(used)) == 3
    assert conversations.answers(idle) == ()
    with pytest.raises(InputError):
        conversations.share(empty)


def test_whatever_is_kept_no_day_is_kept_an_hour(conversations, asked, clock):
    answer = asked()
    clock.wait(minutes=59)
    assert conversations.forget(0) == 0
    conversations.answer(answer)
    clock.wait(minutes=2)
    assert conversations.forget(0) == 1


def test_forgetting_goes_through_more_than_one_batch(conversations, monkeypatch, asked, clock):
    monkeypatch.setattr("records.forgetting._BATCH", 2)
    flagged = asked()
    conversations.give_feedback(flagged, "wrong")
    for _ in range(5):
        asked()
    clock.wait(days=2)
    assert conversations.forget(1) == 5
    conversations.answer(flagged)


def test_what_is_flagged_while_others_forget_is_kept_or_told_to_be_gone(
    conversations, asked, clock
):
    answers = [asked() for _ in range(30)]
    clock.wait(days=2)

    def flag(answer):
        try:
            conversations.give_feedback(answer, "wrong")
        except InputError:
            return None
        return answer

    with ThreadPoolExecutor(6) as pool:
        flagged = pool.map(flag, answers)
        gone = sum(pool.map(lambda _: conversations.forget(1), range(4)))
        kept = [answer for answer in flagged if answer]
    for answer in kept:
        assert conversations.answer(answer).feedback.kind == "wrong"
    assert len(kept) + gone + conversations.forget(1) == len(answers)
