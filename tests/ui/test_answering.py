import logging
import threading
from collections.abc import Callable, Iterator, Sequence

import pytest

from core.domain import Turn
from core.errors import InputError
from core.settings import Settings
from rag.events import Delta, Done, Event, EvidenceFound
from records.store import Records
from tests.ui.build import answer, citation, sentence
from ui.chat.answering import Talk, stopped
from ui.chat.exchange import Exchange
from ui.words import ENGLISH


class NoReports:
    def reports(self) -> tuple[()]:
        return ()


class Service:
    """Tells the given events, or raises the given error in their midst."""

    library = NoReports()

    def __init__(self, *events: Event | Exception) -> None:
        self._events = events
        self.asked: list[Sequence[Turn]] = []

    def stream(self, turns: Sequence[Turn]) -> Iterator[Event]:
        self.asked.append(turns)
        for event in self._events:
            if isinstance(event, Exception):
                raise event
            yield event


@pytest.fixture
def records(settings: Settings) -> Iterator[Records]:
    with Records(settings) as opened:
        yield opened


Steps = Callable[..., list[Exchange]]


@pytest.fixture
def steps(records: Records) -> Steps:
    def steps(
        service: Service, exchanges: Sequence[Exchange] = (), question: str = " How many? "
    ) -> list[Exchange]:
        talk = Talk(service, records, ENGLISH)  # type: ignore[arg-type]
        return [now[-1] for now in talk.answering(question, exchanges, "")]

    return steps


def test_the_question_is_shown_before_anything_is_found(steps):
    first, *_, last = steps(Service(EvidenceFound("q", (citation(),)), Done(answer())))
    assert (first.question, first.state) == ("How many?", "looking")
    assert last.state == "answered"


def test_a_silent_model_does_not_keep_the_person_from_stopping(monkeypatch, records):
    monkeypatch.setattr("ui.chat.answering.PULSE", 0.01)
    go, closed = threading.Event(), threading.Event()

    class Silent(Service):
        def stream(self, turns: Sequence[Turn]) -> Iterator[Event]:
            try:
                yield EvidenceFound("q", (citation(),))
                assert go.wait(30)
                yield Delta("late")
            finally:
                closed.set()

    talk = Talk(Silent(), records, ENGLISH)  # type: ignore[arg-type]
    pictures = talk.answering("How many?", (), "")
    assert [next(pictures)[-1].state for _ in range(4)] == ["looking", "found", "found", "found"]
    pictures.close()
    go.set()
    assert closed.wait(30)


def test_a_fast_draft_is_not_shown_at_every_letter(steps):
    seen = steps(Service(EvidenceFound("q", (citation(),)), *[Delta("a")] * 500, Done(answer())))
    assert len(seen) < 60
    assert seen[-1].draft == "a" * 500


def test_an_error_for_people_is_told_in_its_own_words(steps):
    seen = steps(Service(InputError("the question is empty; ask something")))
    assert seen[-1].problem == "The question is empty; ask something."


def test_any_other_error_is_logged_and_its_traceback_never_shown(caplog, steps):
    with caplog.at_level(logging.ERROR):
        seen = steps(Service(Delta("a"), KeyError("secret")))
    assert seen[-1].problem == ENGLISH.broken
    assert "secret" in caplog.text


def test_earlier_questions_go_along_with_their_answers_and_unanswered_ones_do_not(steps):
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
