"""The longest an interview may take, however it goes: then it closes itself."""

import asyncio

from agent.live import Live

GRACE_SECONDS = 300.0


def attach(live: Live) -> None:
    """Close an interview that is long past its planned end."""

    async def watch() -> None:
        limit = live.conversation.session.request.duration_minutes * 60 + GRACE_SECONDS
        await asyncio.sleep(max(0.0, limit - live.conversation.elapsed_seconds()))
        await live.ending.say_goodbye(live.asides["overtime"], "overtime")

    live.run(watch())
