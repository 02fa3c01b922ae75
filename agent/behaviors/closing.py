"""The close has been spoken: the interview is completed and assessed, and the job ends."""

import logging

from livekit.agents import ConversationItemAddedEvent, llm

from agent.live import Live
from core.turn import Role

logger = logging.getLogger(__name__)


def attach(live: Live) -> None:
    """End after the close, whoever decided on it."""

    def on_item(event: ConversationItemAddedEvent) -> None:
        if not isinstance(event.item, llm.ChatMessage) or event.item.role != "assistant":
            return
        if _has_closed(live):
            live.run(finish())

    async def finish() -> None:
        # Whatever becomes of the assessment (it can be had later over HTTP), the room is closed.
        try:
            await live.writer.close()
            await live.completer.complete(live.conversation.session.id)
            logger.info("interview.completed", extra={"session_id": live.conversation.session.id})
        finally:
            live.end()

    live.session.on("conversation_item_added", on_item)


def is_closing(live: Live) -> bool:
    """Return whether the goodbye is being said, or has been."""
    being_said = live.session.current_speech is not None and live.conversation.is_about_to_end()
    return being_said or _has_closed(live)


def _has_closed(live: Live) -> bool:
    last = live.conversation.history[-1] if live.conversation.history else None
    if last is None or last.role is not Role.ASSISTANT or last.move is None:
        return False
    return last.move.ends
