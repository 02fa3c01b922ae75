"""Writes what models were asked beside the talk, which never waits for it."""

import asyncio
import logging

from core.errors import GreenroomError
from core.usage import ModelCall
from storage.database import Database

logger = logging.getLogger(__name__)

CLOSE_SECONDS = 5.0


class UsageLog:
    """A `core.usage.Meter` over the database. A call that cannot be stored is logged as lost."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._writing: set[asyncio.Task[None]] = set()

    def record(self, session_id: int, call: ModelCall) -> None:
        """Have a call stored in a transaction of its own."""
        task = asyncio.create_task(self._write(session_id, call))
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)

    async def aclose(self) -> None:
        """Wait until all is written, at most `CLOSE_SECONDS`."""
        if self._writing:
            await asyncio.wait(tuple(self._writing), timeout=CLOSE_SECONDS)

    async def _write(self, session_id: int, call: ModelCall) -> None:
        try:
            async with self._database.unit_of_work() as uow:
                await uow.model_calls.add(session_id, [call])
                await uow.commit()
        except GreenroomError as error:
            logger.warning(
                "usage.lost", extra={"session_id": session_id, "error": type(error).__name__}
            )
