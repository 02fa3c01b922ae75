"""Keeps a failing model out of the way."""

import time
from datetime import datetime, timedelta

from core.clock import Clock


class CircuitBreaker:
    """Keeps a failing model out of the way for a while, so that turns do not wait for it.

    After `limit` failures in a row it opens for `rest_seconds`; then one call is let through.
    """

    def __init__(self, clock: Clock, limit: int = 3, rest_seconds: float = 30.0) -> None:
        self._clock = clock
        self._limit = limit
        self._rest = timedelta(seconds=rest_seconds)
        self._failures = 0
        self._opened_at: datetime | None = None

    def allows(self) -> bool:
        """Return whether the model may be called now; after a rest, one call finds out for all."""
        if self._opened_at is None:
            return True
        now = self._clock()
        rested = now - self._opened_at >= self._rest
        if rested:
            self._opened_at = now
        return rested

    def succeeded(self) -> None:
        """Close it again."""
        self._failures = 0
        self._opened_at = None

    def failed(self) -> None:
        """Count a failure; at the limit, or when the call let through fails too, open it."""
        self._failures += 1
        if self._failures >= self._limit:
            self._opened_at = self._clock()


def steady_seconds() -> float:
    """Return seconds of a clock that never jumps."""
    return time.perf_counter()
