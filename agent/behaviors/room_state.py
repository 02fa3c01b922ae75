"""What the room shows of the interview, as attributes of the agent's participant."""

import asyncio
import logging

from livekit.agents import ConversationItemAddedEvent

from agent.live import Live

logger = logging.getLogger(__name__)

REFRESH_SECONDS = 5.0


def attach(live: Live) -> None:
    """Publish question n of m and the time left, when they change and every few seconds."""

    def state() -> dict[str, str]:
        conversation = live.conversation
        move = conversation.open_move()
        request = conversation.session.request
        left = max(0.0, request.duration_minutes * 60 - conversation.elapsed_seconds())
        return {
            "interview.question_number": str(move.question_number if move else 0),
            "interview.question_count": str(len(conversation.session.plan.questions)),
            "interview.seconds_left": str(int(left)),
            "interview.move": move.kind.value if move else "",
            "interview.paused": _yes_or_no(live.paused),
            "interview.voiceless": _yes_or_no(live.voiceless),
            "interview.recorded": _yes_or_no(request.record_audio),
        }

    async def publish() -> None:
        if live.room.isconnected():
            await live.room.local_participant.set_attributes(state())

    async def refresh() -> None:
        while not live.ended.is_set():
            await publish()
            await asyncio.sleep(REFRESH_SECONDS)

    def on_item(_: ConversationItemAddedEvent) -> None:
        live.run(publish())

    live.session.on("conversation_item_added", on_item)
    live.run(refresh())


def _yes_or_no(value: bool) -> str:
    return "true" if value else "false"
