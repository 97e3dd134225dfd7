"""The time, handed in so that what expires can be tested."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Gives the time now, with its zone."""


def utc_now() -> datetime:
    """Return the time now, in UTC."""
    return datetime.now(UTC)
