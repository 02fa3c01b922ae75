"""A sign of life per interview, so that a dead worker is noticed."""

import asyncio
import logging

from agent.live import Live
from core.errors import DatabaseUnavailableError

logger = logging.getLogger(__name__)

BEAT_SECONDS = 5.0


def attach(live: Live) -> None:
    """Write the session's heartbeat every few seconds; a missed one is only logged."""

    async def beat() -> None:
        session_id = live.conversation.session.id
        while not live.ended.is_set():
            try:
                async with live.database.unit_of_work() as uow:
                    await uow.sessions.heartbeat(session_id, live.conversation.clock(), live.worker)
                    await uow.commit()
            except DatabaseUnavailableError:
                logger.warning("heartbeat.missed", extra={"session_id": session_id})
            await asyncio.sleep(BEAT_SECONDS)

    live.run(beat())
