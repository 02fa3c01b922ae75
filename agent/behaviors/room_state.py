"""What the room shows of the interview, as attributes of the agent's participant."""

import asyncio
import logging

from livekit.agents import ConversationItemAddedEvent

from agent.live import LiveInterview

logger = logging.getLogger(__name__)

SECONDS_LEFT = "interview.seconds_left"
LOOK_SECONDS = 0.1
"""A pause, a nod or the goodbye is shown within this time."""
REFRESH_LOOKS = 50
"""At every so many looks it is told anew, for the time that is left."""


def attach(live: LiveInterview) -> None:
    """Publish question n of m and the time left, when they change and every few seconds.

    A nod is told as a number that has grown.
    """
    told: dict[str, str] = {}

    def state() -> dict[str, str]:
        conversation = live.conversation
        move = conversation.open_move()
        request = conversation.session.request
        left = max(0.0, request.duration_minutes * 60 - conversation.elapsed_seconds())
        return {
            "interview.question_number": str(move.question_number if move else 0),
            "interview.question_count": str(len(conversation.session.plan.questions)),
            SECONDS_LEFT: str(int(left)),
            "interview.move": move.kind.value if move else "",
            "interview.paused": _yes_or_no(live.paused),
            "interview.closing": _yes_or_no(live.ending.is_under_way),
            "interview.voiceless": _yes_or_no(live.voiceless),
            "interview.nods": str(live.nods),
            "interview.recorded": _yes_or_no(request.record_audio),
        }

    async def publish() -> None:
        nonlocal told
        if live.room.isconnected():
            told = state()
            await live.room.local_participant.set_attributes(told)

    async def refresh() -> None:
        looks = 0
        while not live.ended.is_set():
            now = state()
            changed = {name for name in now if now[name] != told.get(name)} - {SECONDS_LEFT}
            if changed or looks % REFRESH_LOOKS == 0:
                await publish()
            looks += 1
            await asyncio.sleep(LOOK_SECONDS)

    def on_item(_: ConversationItemAddedEvent) -> None:
        live.run(publish())

    live.session.on("conversation_item_added", on_item)
    live.run(refresh())


def _yes_or_no(value: bool) -> str:
    return "true" if value else "false"
