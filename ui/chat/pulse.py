"""A generator that never holds its reader for long, however long its steps take."""

from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

T = TypeVar("T")

_END = object()


def pulsed(source: Generator[T, None, None], every: float) -> Generator[T | None, None, None]:
    """Yield what `source` yields, and None after each `every` seconds in which it yields nothing.

    A generator can only be closed where it has given back control. Closed there, this one lets
    `source` end its step in a thread of its own and then closes it.

    Raises:
        Whatever `source` raises.
    """
    worker = ThreadPoolExecutor(max_workers=1)
    try:
        step = worker.submit(next, source, _END)
        while True:
            if not wait([step], every).done:
                yield None
                continue
            item = step.result()
            if item is _END:
                return
            yield item  # type: ignore[misc]  # not _END
            step = worker.submit(next, source, _END)
    finally:
        worker.submit(source.close)
        worker.shutdown(wait=False)
