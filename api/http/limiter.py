"""Counting requests: in Redis when several processes share the limits, else in memory."""

import logging
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.storage.redis.redispy import RedispyBridge
from limits.errors import StorageError
from redis.asyncio import Redis

logger = logging.getLogger(__name__)

WINDOW_SECONDS = 60
REDIS_TIMEOUT_SECONDS = 0.5
TRY_AGAIN_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a caller stands in the present window."""

    limit: int
    remaining: int
    retry_after_seconds: int | None

    @property
    def exceeded(self) -> bool:
        """Whether this request is one too many."""
        return self.retry_after_seconds is not None


class Limiter:
    """Counts in windows of one minute that begin with a caller's first request.

    While Redis is away each process counts for itself: one warning, no failed request.
    """

    def __init__(
        self, redis_url: str | None = None, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._memory = MemoryStorage()
        self._redis = (
            RedisStorage(
                f"async+{redis_url}",
                wrap_exceptions=True,
                implementation="redispy",
                socket_timeout=REDIS_TIMEOUT_SECONDS,
                socket_connect_timeout=REDIS_TIMEOUT_SECONDS,
            )
            if redis_url
            else None
        )
        self._monotonic = monotonic
        self._redis_away = False
        self._redis_away_until = -math.inf

    async def hit(self, group: str, caller: str, per_minute: int) -> Standing:
        """Count one request of `caller` in `group` and return where that leaves them."""
        key = RateLimitItemPerMinute(per_minute).key_for(group, caller)
        if self._redis is not None and self._monotonic() >= self._redis_away_until:
            try:
                standing = await _hit(self._redis, key, per_minute)
            except StorageError:
                if not self._redis_away:
                    logger.warning("limits.redis_away")
                self._redis_away = True
                self._redis_away_until = self._monotonic() + TRY_AGAIN_SECONDS
            else:
                if self._redis_away:
                    logger.info("limits.redis_back")
                self._redis_away = False
                return standing
        return await _hit(self._memory, key, per_minute)

    async def aclose(self) -> None:
        """Close the connections to Redis."""
        if self._redis is not None:
            bridge = cast(RedispyBridge, self._redis.bridge)
            await cast(Redis, bridge.get_connection()).aclose()


async def _hit(storage: MemoryStorage | RedisStorage, key: str, per_minute: int) -> Standing:
    count = await storage.incr(key, WINDOW_SECONDS)
    if count <= per_minute:
        return Standing(per_minute, per_minute - count, None)
    seconds = await storage.get_expiry(key) - time.time()
    return Standing(per_minute, 0, min(WINDOW_SECONDS, max(1, round(seconds + 0.5))))
