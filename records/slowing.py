"""How often a sign-in may fail."""

import ipaddress
import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from core.errors import AccessDenied

MINUTES = 15
PER_NAME = RateLimitItemPerMinute(5, MINUTES, namespace="name")
PER_ADDRESS = RateLimitItemPerMinute(20, MINUTES, namespace="address")
"""More than for a name, since an office may share one address."""


class Slowing:
    """Counts the failed tries of the last minutes, in the memory of this process."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        # One try at a time: others cannot slip through between the look and the count, and
        # hashing, which is made to be costly, cannot take up the whole machine.
        self._alone = threading.Lock()

    @contextmanager
    def turn(self, name: str, address: str) -> Iterator[Callable[[], None]]:
        """Give the turn to try; what is handed in is to be called when the try fails.

        Raises:
            AccessDenied: too many failed; says after how many seconds to try again.
        """
        counted = ((PER_NAME, name), (PER_ADDRESS, _network(address)))
        with self._alone:
            waits = [
                self._limiter.get_window_stats(limit, key).reset_time - time.time()
                for limit, key in counted
                if not self._limiter.test(limit, key)
            ]
            if waits:
                seconds = max(1, math.ceil(max(waits)))
                raise AccessDenied(
                    f"too many sign-ins failed; wait {seconds} seconds and try again"
                )

            def failed() -> None:
                for limit, key in counted:
                    self._limiter.hit(limit, key)

            yield failed


def _network(address: str) -> str:
    """The address, or what one subscriber of IPv6 is given at the least, 64 bits of it."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network((int(parsed) >> 64 << 64, 64)))
