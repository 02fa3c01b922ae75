"""Passwords: argon2id, off the event loop, the same time for a user who does not exist."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from starlette.concurrency import run_in_threadpool


class Passwords:
    """Hashes and checks passwords; `hasher` carries the cost parameters."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        # a hash of nothing anyone knows: checking against it costs what a real check costs
        self._decoy = self._hasher.hash("no account has this password")

    async def hash(self, password: str) -> str:
        """Return an argon2id hash with its parameters and salt."""
        return await run_in_threadpool(self._hasher.hash, password)

    async def matches(self, stored_hash: str | None, password: str) -> bool:
        """Return whether the password belongs to the hash; without a hash, False as slowly."""
        return await run_in_threadpool(self._matches, stored_hash, password)

    def _matches(self, stored_hash: str | None, password: str) -> bool:
        try:
            self._hasher.verify(stored_hash or self._decoy, password)
        except (VerificationError, InvalidHashError):
            return False
        return stored_hash is not None

    def outdated(self, stored_hash: str) -> bool:
        """Return whether the hash was made with other cost parameters than today's."""
        return self._hasher.check_needs_rehash(stored_hash)
