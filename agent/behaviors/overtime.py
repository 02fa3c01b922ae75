"""The longest an interview may take, however it goes: then it closes itself."""

import asyncio
import logging

from agent.behaviors.closing import is_closing
from agent.live import Live
from agent.speaking import aside, say
from core.move import MoveKind

logger = logging.getLogger(__name__)

GRACE_SECONDS = 300.0
LOOK_SECONDS = 1.0


def attach(live: Live) -> None:
    """Close an interview that is long past its planned end."""

    async def watch() -> None:
        limit = live.conversation.session.request.duration_minutes * 60 + GRACE_SECONDS
        left = limit - live.conversation.elapsed_seconds()
        while left > 0:
            await asyncio.sleep(max(left, LOOK_SECONDS))
            # in a pause nothing of it has passed
            left = limit - live.conversation.elapsed_seconds()
        if is_closing(live):
            return
        logger.warning("interview.overtime", extra={"session_id": live.conversation.session.id})
        close = aside(live.conversation, live.asides["overtime"], MoveKind.CLOSE)
        await live.session.interrupt()
        say(live.session, live.conversation, close, allow_interruptions=False)

    live.run(watch())
