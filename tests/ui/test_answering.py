import logging
import threading
from collections.abc import Iterator, Sequence

import pytest

from core.domain import Turn
from core.errors import InputError
from rag.events import Delta, Done, Event, EvidenceFound
from tests.ui.build import answer, citation, sentence
from ui import words
from ui.answering import answering, stopped
from ui.exchange import Exchange


class Service:
    """Tells the given events, or raises the given error in their midst."""

    def __init__(self, *events: Event | Exception) -> None:
        self._events = events
        self.asked: list[Sequence[Turn]] = []

    def stream(self, turns: Sequence[Turn]) -> Iterator[Event]:
        self.asked.append(turns)
        for event in self._events:
            if isinstance(event, Exception):
                raise event
            yield event


def steps(service: Service, exchanges: Sequence[Exchange] = ()) -> list[Exchange]:
    return [now[-1] for now in answering(service, " How many? ", exchanges)]  # type: ignore[arg-type]


def test_the_question_is_shown_before_anything_is_found():
    first, *_, last = steps(Service(EvidenceFound("q", (citation(),)), Done(answer())))
    assert (first.question, first.state) == ("How many?", "looking")
    assert last.state == "answered"


def test_a_silent_model_does_not_keep_the_person_from_stopping(monkeypatch):
    monkeypatch.setattr("ui.answering.PULSE", 0.01)
    go, closed = threading.Event(), threading.Event()

    class Silent(Service):
        def stream(self, turns: Sequence[Turn]) -> Iterator[Event]:
            try:
                yield EvidenceFound("q", (citation(),))
                assert go.wait(30)
                yield Delta("late")
            finally:
                closed.set()

    pictures = answering(Silent(), "How many?", ())  # type: ignore[arg-type]
    assert [next(pictures)[-1].state for _ in range(4)] == ["looking", "found", "found", "found"]
    pictures.close()
    go.set()
    assert closed.wait(30)


def test_a_fast_draft_is_not_shown_at_every_letter():
    seen = steps(Service(EvidenceFound("q", (citation(),)), *[Delta("a")] * 500, Done(answer())))
    assert len(seen) < 60
    assert seen[-1].draft == "a" * 500


def test_an_error_for_people_is_told_in_its_own_words():
    seen = steps(Service(InputError("the question is empty; ask something")))
    assert seen[-1].problem == "The question is empty; ask something."


def test_any_other_error_is_logged_and_its_traceback_never_shown(caplog):
    with caplog.at_level(logging.ERROR):
        seen = steps(Service(Delta("a"), KeyError("secret")))
    assert seen[-1].problem == words.BROKEN
    assert "secret" in caplog.text


def test_earlier_questions_go_along_with_their_answers_and_unanswered_ones_do_not():
    told = Exchange("Before?", answer=answer(sentence("Twelve.", 1)))
    service = Service(Done(answer()))
    steps(service, (told, Exchange("Stopped?", stopped=True)))
    assert [turn.text for turn in service.asked[0]] == ["Before?", "Twelve.", " How many? "]


@pytest.mark.parametrize(
    ("exchange", "state"),
    [
        (Exchange("q"), "stopped"),
        (Exchange("q", (citation(),), "It"), "stopped"),
        (Exchange("q", answer=answer()), "answered"),
        (Exchange("q", problem="x"), "broken"),
    ],
)
def test_stopping_ends_only_what_is_under_way(exchange, state):
    assert stopped((exchange,))[-1].state == state
    assert stopped(()) == ()
