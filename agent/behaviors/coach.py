"""Pace and fillers so far, for a page that wants to show them: told between answers."""

import asyncio
import json
from collections.abc import Sequence

from livekit.agents import ConversationItemAddedEvent

from agent.live import LiveInterview
from core.interview import candidate_identity
from core.turn import Interaction, Role

TOPIC = "interview.coach"
"""LiveKit data topic; each message is a JSON object, later ones stand in place of earlier ones."""

REPEATED_AFTER_SECONDS = 10.0
"""So long at most a page that has come back knows less than the one before."""


def so_far(history: Sequence[Interaction]) -> dict[str, float | int | None]:
    """Return `answers` measured, their `words_per_minute` and `filler_word_count` together.

    The pace is 60 × words / seconds over all answers that have one. Null is what no answer has.
    """
    measured = [
        turn.delivery for turn in history if turn.role is Role.USER and turn.delivery is not None
    ]
    timed = [
        (each.lexical_word_count, each.talk_seconds)
        for each in measured
        if each.words_per_minute is not None and each.talk_seconds
    ]
    seconds = sum(talk_seconds for _, talk_seconds in timed)
    fillers = [each.filler_word_count for each in measured if each.filler_word_count is not None]
    return {
        "answers": len(measured),
        "words_per_minute": round(60 * sum(words for words, _ in timed) / seconds, 1)
        if seconds
        else None,
        "filler_word_count": sum(fillers) if fillers else None,
    }


def attach(live: LiveInterview) -> None:
    """Tell the candidate's page after each of their answers, and again now and then."""
    identity = candidate_identity(live.conversation.session.user_id)

    async def publish() -> None:
        if live.room.isconnected():
            told = json.dumps(so_far(live.conversation.history))
            await live.room.local_participant.publish_data(
                told, destination_identities=[identity], topic=TOPIC
            )

    async def repeat() -> None:
        while not live.ended.is_set():
            await publish()
            await asyncio.sleep(REPEATED_AFTER_SECONDS)

    def on_item(_: ConversationItemAddedEvent) -> None:
        # the turn log has taken the item in, in whichever order the two were attached
        live.run(publish())

    live.session.on("conversation_item_added", on_item)
    live.run(repeat())
