"""Who goes first: evidence before answers, and at the one model who came first."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

PULSE = 1.0
"""Seconds after which a place is told again though it is the same: an asker who went away is
noticed only where its generator gives back control."""

SEARCHES = 2
"""Searches at a time; more of them share the same cores and all end late."""

PATIENCE = 1.0
"""Seconds at most that an answer waits for the searches of others, however many keep coming."""


class Searches:
    """Searches under way, in any thread: what nobody waits for with an empty screen comes after."""

    def __init__(self) -> None:
        self._ended = threading.Condition()
        self._under_way = 0
        self._places = threading.Semaphore(SEARCHES)

    @contextmanager
    def search(self) -> Iterator[None]:
        """Search within the block, as soon as there is a place."""
        with self._ended:
            self._under_way += 1
        try:
            with self._places:
                yield
        finally:
            with self._ended:
                self._under_way -= 1
                self._ended.notify_all()

    def give_way(self) -> None:
        """Return once nobody searches, or the `PATIENCE` is over."""
        with self._ended:
            self._ended.wait_for(lambda: not self._under_way, PATIENCE)


class TurnQueue:
    """Askers before one model. Any thread may take a turn."""

    def __init__(self) -> None:
        self._moved = threading.Condition()
        self._line: list[object] = []

    @contextmanager
    def turn(self) -> Iterator[Iterator[int]]:
        """Stand in line, and hold the turn, until the block ends, whatever ends it.

        Gives the places before the turn comes, which it has come when they end: 1 is next; each
        is told as it changes and once a `PULSE`. Where it was not free at once, the last is 0.
        """
        ticket = object()
        with self._moved:
            self._line.append(ticket)
        try:
            yield self._places(ticket)
        finally:
            with self._moved:
                self._line.remove(ticket)
                self._moved.notify_all()

    def _places(self, ticket: object) -> Iterator[int]:
        place = self._place(ticket)
        if not place:
            return
        while place:
            yield place
            place = self._place(ticket, unlike=place)
        yield 0

    def _place(self, ticket: object, unlike: int = -1) -> int:
        """The place in the line, as soon as it is another than `unlike` or a pulse is over."""
        with self._moved:
            self._moved.wait_for(lambda: self._line.index(ticket) != unlike, PULSE)
            return self._line.index(ticket)
