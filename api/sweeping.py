"""Looks at something again and again; what goes wrong with one look does not end it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from core.errors import UnavailableError

logger = logging.getLogger(__name__)


async def sweep(name: str, look: Callable[[], Awaitable[None]], every_seconds: float) -> None:
    """Look until cancelled; a failure is logged unless the look before has failed, too."""
    failing = False
    while True:
        try:
            await look()
            failing = False
        except UnavailableError as error:
            if not failing:
                logger.warning("sweep.waiting", extra={"sweep": name, "error_code": error.code})
            failing = True
        except Exception:
            if not failing:
                logger.exception("sweep.failed", extra={"sweep": name})
            failing = True
        await asyncio.sleep(every_seconds)
