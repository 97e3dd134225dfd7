"""A model that keeps silent is not waited for at every question."""

import time
from collections.abc import Callable

SILENCES = 2
"""Calls in a row that came to no end in time, after which the next ones are not made: one may
be chance, or weights that were still loading."""


class Breaker:
    """Tells when a silent model may be asked again.

    After each silence from the second on it rests for as long as a silence is waited for, so
    that at most about half of the time is spent on waiting. What fails at once (a refused
    connection, nonsense) costs no time and is asked again by every question. The idea is the
    circuit breaker of M. Nygard, "Release It!".

    Args:
        rest: seconds of a rest.
        clock: seconds that only go forward.
    """

    def __init__(self, rest: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._rest = rest
        self._clock = clock
        self._silences = 0
        self._until = 0.0

    def resting(self) -> float:
        """Seconds for which the model is to be left alone from now on; 0 where it may be asked."""
        return max(0.0, self._until - self._clock()) if self._silences >= SILENCES else 0.0

    def silent(self) -> None:
        """A call came to no end in time."""
        self._silences += 1
        self._until = self._clock() + self._rest

    def spoke(self) -> None:
        """A call came to its end."""
        self._silences = 0
