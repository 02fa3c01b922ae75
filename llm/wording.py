"""What finds words for a decided move: the port to a language model."""

import time
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.clock import Clock


@dataclass(frozen=True, slots=True)
class ModelPrompt:
    """What a model is given: our own instructions, and a message with the data marked as data.

    `reply_tokens` is how long the reply may become, null for as long as a spoken one.
    """

    system: str
    user: str
    reply_tokens: int | None = None


class Wording(Protocol):
    """A language model that answers one prompt as a stream of text pieces."""

    @property
    def name(self) -> str:
        """The model's name, for records."""
        ...

    def words(self, prompt: ModelPrompt) -> AsyncGenerator[str, None]:
        """Yield the reply piece by piece.

        Raises `core.errors.ProviderUnavailableError` when the model does not answer usefully.
        """
        ...


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
