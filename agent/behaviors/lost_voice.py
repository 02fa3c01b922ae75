"""The voice failed in the middle of an utterance: what was to be said is said again."""

import asyncio
import logging

from livekit.agents import ConversationItemAddedEvent, llm

from agent.live import Live
from agent.speaking import speak_next
from core.turn import Role

logger = logging.getLogger(__name__)

WAIT_SECONDS = 1.0
TRIES = 3


def attach(live: Live) -> None:
    """Speak again after an utterance that stopped half way although nobody interrupted it."""
    failed = 0

    async def again() -> None:
        await asyncio.sleep(WAIT_SECONDS)
        if _quiet(live):
            logger.warning(
                "voice.failed", extra={"session_id": live.conversation.session.id, "try": failed}
            )
            await speak_next(live.session, live.conversation, live.interviewer)

    def on_item(event: ConversationItemAddedEvent) -> None:
        nonlocal failed
        item = event.item
        if not isinstance(item, llm.ChatMessage) or item.role != "assistant":
            return
        last = live.conversation.history[-1] if live.conversation.history else None
        cut_off = last is not None and last.role is Role.ASSISTANT and last.move is None
        failed = failed + 1 if item.interrupted and cut_off else 0
        if 0 < failed <= TRIES and _quiet(live):
            live.run(again())

    live.session.on("conversation_item_added", on_item)


def _quiet(live: Live) -> bool:
    """Whether the candidate is there and says nothing, and nothing is about to be said."""
    return (
        live.conversation.floor.turn_started_seconds_ago() is None
        and live.session.user_state != "speaking"
        and not live.paused
        and not live.ended.is_set()
        and not live.absent
    )
