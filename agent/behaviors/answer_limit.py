"""A rambling answer is cut in on politely, at its next breath; what was said is kept whole."""

import asyncio

from agent.live import LiveInterview
from agent.speech.end_of_turn import WAITS

LOOK_SECONDS = 0.5


def attach(live: LiveInterview) -> None:
    """Ask for the floor once an answer has lasted `answer_limit_seconds`; who types is at work."""

    async def watch() -> None:
        floor = live.conversation.floor
        while not live.ended.is_set():
            await asyncio.sleep(LOOK_SECONDS)
            seconds = floor.turn_started_seconds_ago()
            types = floor.seconds_since_key() < WAITS.typing
            if seconds is not None and seconds > live.settings.answer_limit_seconds:
                floor.cut_in = not types

    live.run(watch())
