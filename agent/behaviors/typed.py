"""Answers in writing during the talk: as long as over HTTP, without what no database can hold."""

import asyncio
import logging
from dataclasses import replace
from typing import Any

from livekit.agents import AgentSession
from livekit.agents.voice.room_io import TextInputEvent, TextInputOptions

from agent.behaviors.turn_log import typed_answer
from agent.live import LiveInterview
from core.interview import candidate_identity
from core.turn import LONGEST_ANSWER

logger = logging.getLogger(__name__)

TOPIC = "lk.chat"
"""LiveKit's topic for text; what comes of an answer that is not taken is said on it, too."""


def taking(live: LiveInterview) -> TextInputOptions:
    """Return how written answers are taken: each whole, or not at all and with a reply."""
    take_as_spoken = TextInputOptions().text_input_cb

    async def take(session: AgentSession[Any], event: TextInputEvent) -> None:
        text = event.text.replace("\0", "").strip()
        if not text:
            return
        if len(text) > LONGEST_ANSWER:
            await _refuse(live, live.asides["too_long"].format(limit=f"{LONGEST_ANSWER:,}"))
        elif live.ending.is_under_way:
            await _refuse(live, live.asides["too_late"])
        else:
            # measuring a long answer takes a while, and meanwhile somebody may be speaking
            measured = await asyncio.to_thread(typed_answer, live.conversation, text)
            live.conversation.typed[text] = measured
            taken = take_as_spoken(session, replace(event, text=text))
            if taken is not None:
                await taken

    return TextInputOptions(text_input_cb=take)


async def _refuse(live: LiveInterview, why: str) -> None:
    logger.info("typed.refused", extra={"session_id": live.conversation.session.id})
    identity = candidate_identity(live.conversation.session.user_id)
    await live.room.local_participant.send_text(why, topic=TOPIC, destination_identities=[identity])
