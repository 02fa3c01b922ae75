"""Requests to a model in a queue that keeps to what its server allows."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from core.errors import ProviderUnavailableError
from llm.allowance import Allowance, allowances, refused_for

if TYPE_CHECKING:
    from httpx import Response

PATIENCE_SECONDS = 300.0
"""How long a request waits for its turn once the server has told to wait; a daily limit is more."""
_REFUSED = 429
_FIRST_REST_SECONDS = 2.0
_LONGEST_REST_SECONDS = 32.0
_SHORTEST_WAIT_SECONDS = 0.02
"""Servers tell whole tokens and milliseconds; a wait below that would be over before it began."""


class RequestQueue:
    """Lets requests go in the order they came, as soon as the server's limits leave room for them.

    Nothing is known before the first reply, so the first request goes alone; where its headers tell
    no limits, all others go at once. Requests under way count with all they may take, until the
    replies tell what is left. After a refusal nobody goes before the time it names, or two seconds,
    four and so on where it names none. Times are of the running event loop's clock.
    """

    def __init__(self, patience_seconds: float = PATIENCE_SECONDS) -> None:
        self._patience = patience_seconds
        self._turns = asyncio.Lock()
        self._heard = asyncio.Event()
        self._allowed: dict[str, Allowance] = {}
        self._answered = False
        self._rest_until = 0.0
        self._rest_seconds = _FIRST_REST_SECONDS
        self._under_way: list[int] = []

    @asynccontextmanager
    async def turn(self, tokens: int) -> AsyncIterator[None]:
        """Wait for the turn of a request that takes at most so many tokens, and hold it.

        Raises `ProviderUnavailableError` where the server has refused for longer than the patience.
        """
        async with self._turns:
            while seconds := self._seconds_until_free(tokens):
                self._heard.clear()
                try:
                    async with asyncio.timeout(seconds if seconds != float("inf") else None):
                        await self._heard.wait()
                except TimeoutError:
                    continue
            self._under_way.append(tokens)
        try:
            yield
        finally:
            self._under_way.remove(tokens)
            self._heard.set()

    async def hear(self, response: "Response") -> None:
        """Take in what a reply tells of the limits: a hook of the client that gets the replies.

        A refusal is marked as one that the client must not repeat by itself, out of turn.
        """
        now = asyncio.get_running_loop().time()
        self._allowed = allowances(response.headers, now, self._allowed)
        if response.status_code == _REFUSED:
            seconds = refused_for(response.headers)
            if seconds is None:
                seconds = self._rest_seconds
                self._rest_seconds = min(2 * self._rest_seconds, _LONGEST_REST_SECONDS)
            self._rest_until = max(self._rest_until, now + seconds)
            response.headers["x-should-retry"] = "false"
        else:
            self._answered = True
            self._rest_seconds = _FIRST_REST_SECONDS
        self._heard.set()

    def _seconds_until_free(self, tokens: int) -> float:
        now = asyncio.get_running_loop().time()
        if self._rest_until > now + self._patience:
            raise ProviderUnavailableError("The language model's limit is used up for now.")
        if not self._answered and self._under_way:
            return float("inf")
        waits = [self._rest_until - now]
        for name, wanted in (("requests", 1), ("tokens", tokens)):
            if (allowed := self._allowed.get(name)) is None:
                continue
            taken = len(self._under_way) if name == "requests" else sum(self._under_way)
            if taken and taken + wanted > allowed.limit:
                return float("inf")
            waits.append(allowed.seconds_until(taken + wanted, now))
        longest = max(waits)
        return max(longest, _SHORTEST_WAIT_SECONDS) if longest > 0 else 0.0
