"""The longest an interview may take, however it goes: then it closes itself."""

import asyncio

from agent.live import LiveInterview
from core.move import Reason

GRACE_SECONDS = 300.0
LOOK_SECONDS = 1.0


def attach(live: LiveInterview) -> None:
    """Close an interview that is long past its planned end."""

    async def watch() -> None:
        limit = live.conversation.session.request.duration_minutes * 60 + GRACE_SECONDS
        left = limit - live.conversation.elapsed_seconds()
        while left > 0:
            await asyncio.sleep(max(left, LOOK_SECONDS))
            # in a pause nothing of it has passed
            left = limit - live.conversation.elapsed_seconds()
        await live.ending.say_goodbye(live.asides["overtime"], Reason.OVERTIME)

    live.run(watch())
