"""Passwords: argon2id, off the event loop, the same time for a user who does not exist."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

Answer = TypeVar("Answer")


class Passwords:
    """Hashes and checks passwords; `hasher` carries the cost parameters.

    One at a time, on a thread of its own: each takes some 50 ms of a core and 64 MB, and many who
    sign in at once are to leave the cores to those who are in an interview.
    """

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher(parallelism=1)
        # a hash of nothing anyone knows: checking against it costs what a real check costs
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="passwords")
        self._decoy = self._hasher.hash("no account has this password")

    async def hash(self, password: str) -> str:
        """Return an argon2id hash with its parameters and salt."""
        return await self._run(lambda: self._hasher.hash(password))

    async def matches(self, stored_hash: str | None, password: str) -> bool:
        """Return whether the password belongs to the hash; without a hash, False as slowly."""
        return await self._run(lambda: self._matches(stored_hash, password))

    async def _run(self, work: Callable[[], Answer]) -> Answer:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def _matches(self, stored_hash: str | None, password: str) -> bool:
        try:
            self._hasher.verify(stored_hash or self._decoy, password)
        except (VerificationError, InvalidHashError):
            return False
        return stored_hash is not None

    def outdated(self, stored_hash: str) -> bool:
        """Return whether the hash was made with other cost parameters than today's."""
        return self._hasher.check_needs_rehash(stored_hash)
