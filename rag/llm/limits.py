"""What one reply may cost in time and size, whatever the server sends."""

import time
from collections.abc import Iterator

import httpx

MOST_BYTES = 4 * 2**20
"""A reply of 140 tokens, each with ten candidates and their probabilities, is a tenth of it."""


class Bounded(httpx.SyncByteStream):
    """A reply's bytes, given up after a time and a size.

    A client's own time-out counts from one piece to the next: a server that drips comments or
    never ends its line would hold it for ever.

    Args:
        stream: the bytes as they come.
        seconds: until the last of them must have come.
        most: bytes that may come.
    """

    def __init__(self, stream: httpx.SyncByteStream, seconds: float, most: int) -> None:
        self._stream = stream
        self._until = time.monotonic() + seconds
        self._left = most

    def __iter__(self) -> Iterator[bytes]:
        """Give the bytes.

        Raises:
            httpx.ReadTimeout: the time is up.
            httpx.ReadError: they are too many, or whatever reading them raises.
        """
        for piece in self._stream:
            self._left -= len(piece)
            if self._left < 0:
                raise httpx.ReadError("the reply is far too long")
            if time.monotonic() > self._until:
                raise httpx.ReadTimeout("the reply does not come to an end")
            yield piece

    def close(self) -> None:
        """Hang up."""
        self._stream.close()
