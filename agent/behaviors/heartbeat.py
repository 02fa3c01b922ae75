"""A sign of life per interview, so that a dead worker is noticed, and a look at the session.

Whoever ends or deletes the session tells the room at once; here the interviewer finds out by itself
when that did not arrive.
"""

import asyncio
import logging

from agent.live import LiveInterview
from core.errors import DatabaseUnavailableError, NotFoundError
from core.interview import OPEN, SessionStatus
from core.move import Reason

logger = logging.getLogger(__name__)

BEAT_SECONDS = 3.0


def attach(live: LiveInterview) -> None:
    """Write the session's heartbeat every few seconds; a missed one is only logged."""
    session_id = live.conversation.session.id

    async def beat() -> SessionStatus:
        async with live.database.unit_of_work() as uow:
            status = await uow.sessions.heartbeat(
                session_id, live.conversation.clock(), live.worker
            )
            await uow.commit()
        return status

    async def go_on() -> None:
        while not live.ended.is_set():
            try:
                status = await beat()
            except DatabaseUnavailableError:
                logger.warning("heartbeat.missed", extra={"session_id": session_id})
            except NotFoundError:
                await live.ending.stop("the session was deleted")
                return
            else:
                if status not in OPEN and not live.ending.is_under_way:
                    live.ending.left_to_assess()
                    live.run(
                        live.ending.say_goodbye(live.asides["goodbye"], Reason.ENDED_ELSEWHERE)
                    )
            await asyncio.sleep(BEAT_SECONDS)

    live.run(go_on())
