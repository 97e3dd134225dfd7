"""A slow generator never holds its reader, and is closed once its step is done."""

import threading
from collections.abc import Generator
from contextlib import closing

import pytest

from ui.chat.pulse import pulsed

EVERY = 0.01
PATIENCE = 30.0


class Source:
    """Yields 1, waits until it may go on, yields 2."""

    def __init__(self) -> None:
        self.go, self.closed = threading.Event(), threading.Event()

    def __call__(self) -> Generator[int, None, None]:
        try:
            yield 1
            assert self.go.wait(PATIENCE)
            yield 2
        finally:
            self.closed.set()


def test_all_comes_in_order_and_nothing_while_it_takes_its_time():
    source = Source()
    with closing(pulsed(source(), EVERY)) as items:
        assert [next(items) for _ in range(3)] == [1, None, None]
        source.go.set()
        assert [item for item in items if item is not None] == [2]
    assert source.closed.wait(PATIENCE)


def test_a_reader_leaves_at_once_and_the_source_is_closed_after_its_step():
    source = Source()
    items = pulsed(source(), EVERY)
    assert [next(items), next(items)] == [1, None]
    items.close()
    assert not source.closed.is_set()
    source.go.set()
    assert source.closed.wait(PATIENCE)


def test_what_the_source_raises_is_raised():
    def source() -> Generator[int, None, None]:
        yield 1
        raise KeyError("broken")

    items = pulsed(source(), PATIENCE)
    assert next(items) == 1
    with pytest.raises(KeyError, match="broken"):
        next(items)
