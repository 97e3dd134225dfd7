"""First come, first served; each sees its place; who goes away holds nobody up; and evidence
comes before answers."""

import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from rag import queue
from rag.queue import SEARCHES, Searches, TurnQueue

PATIENCE = 30.0


class Asker:
    """Stands in line in a thread of its own, holds its turn until let go, notes what it sees."""

    def __init__(self, line: TurnQueue, served: list["Asker"]) -> None:
        self.places: list[int] = []
        self.seen = threading.Condition()
        self.let_go = threading.Event()
        self._line, self._served = line, served
        self.thread = threading.Thread(target=self._ask, daemon=True)
        self.thread.start()

    def _ask(self) -> None:
        with self._line.turn() as places:
            for place in places:
                self._note(place)
            self._served.append(self)
            self._note(-1)
            assert self.let_go.wait(PATIENCE)

    def _note(self, place: int) -> None:
        with self.seen:
            if place not in self.places[-1:]:
                self.places.append(place)
            self.seen.notify_all()

    def sees(self, place: int) -> bool:
        """Whether it comes to see the place; -1 is its turn."""
        with self.seen:
            return self.seen.wait_for(lambda: place in self.places, PATIENCE)

    def done(self) -> None:
        self.let_go.set()
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()


def test_turns_come_in_the_order_of_arrival_and_places_count_down():
    line, served = TurnQueue(), []
    askers: list[Asker] = []
    for number in range(5):
        askers.append(Asker(line, served))
        assert askers[-1].sees(number or -1)
    for served_before, asker in enumerate(askers):
        assert asker.sees(-1)
        for place, waits in enumerate(askers[served_before + 1 :], start=1):
            assert waits.sees(place)
        asker.done()
    assert served == askers
    assert [asker.places for asker in askers] == [
        [-1], [1, 0, -1], [2, 1, 0, -1], [3, 2, 1, 0, -1], [4, 3, 2, 1, 0, -1],
    ]  # fmt: skip


def test_a_free_turn_is_had_at_once_without_a_place():
    line = TurnQueue()
    for _ in range(2):
        with line.turn() as places:
            assert list(places) == []


def test_one_holds_the_turn_whatever_ends_it():
    line = TurnQueue()
    with pytest.raises(KeyError), line.turn() as places:
        assert list(places) == []
        raise KeyError
    with line.turn() as places:
        assert list(places) == []


def _asks(line: TurnQueue) -> Iterator[int]:
    with line.turn() as places:
        yield from places
        yield -1


def test_one_who_leaves_the_line_holds_nobody_up():
    line, served = TurnQueue(), []
    first = Asker(line, served)
    assert first.sees(-1)
    with closing(_asks(line)) as leaves:
        assert next(leaves) == 1
        last = Asker(line, served)
        assert last.sees(2)
    assert last.sees(1)
    first.done()
    assert last.sees(-1)
    last.done()


def test_one_who_leaves_with_the_turn_gives_it_on():
    line, served = TurnQueue(), []
    with closing(_asks(line)) as leaves:
        assert next(leaves) == -1
        waits = Asker(line, served)
        assert waits.sees(1)
    assert waits.sees(-1)
    waits.done()


def test_a_place_that_stays_is_told_again_so_that_its_asker_can_leave(monkeypatch):
    monkeypatch.setattr(queue, "PULSE", 0.01)
    line = TurnQueue()
    with line.turn(), closing(_asks(line)) as waits:
        assert [next(waits) for _ in range(3)] == [1, 1, 1]


class Searcher:
    """Searches in a thread of its own until let go."""

    def __init__(self, searches: Searches) -> None:
        self.searching, self.let_go = threading.Event(), threading.Event()
        self._searches = searches
        self.thread = threading.Thread(target=self._search, daemon=True)
        self.thread.start()

    def _search(self) -> None:
        with self._searches.search():
            self.searching.set()
            assert self.let_go.wait(PATIENCE)

    def done(self) -> None:
        self.let_go.set()
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()


def test_a_few_search_at_a_time_and_answers_wait_for_all_of_them(monkeypatch):
    monkeypatch.setattr(queue, "PATIENCE", PATIENCE)
    searches = Searches()
    searchers = [Searcher(searches) for _ in range(SEARCHES)]
    assert all(one.searching.wait(PATIENCE) for one in searchers)
    late = Searcher(searches)
    assert not late.searching.wait(0.05)
    waits = threading.Thread(target=searches.give_way, daemon=True)
    waits.start()
    for one in searchers:
        one.done()
    assert late.searching.wait(PATIENCE)
    assert waits.is_alive()
    late.done()
    waits.join(PATIENCE)
    assert not waits.is_alive()


def test_an_answer_waits_for_no_one_where_none_searches_and_not_for_ever(monkeypatch):
    searches = Searches()
    searches.give_way()
    with pytest.raises(KeyError), searches.search():
        raise KeyError
    searches.give_way()
    monkeypatch.setattr(queue, "PATIENCE", 0.01)
    held = Searcher(searches)
    assert held.searching.wait(PATIENCE)
    searches.give_way()
    held.done()
