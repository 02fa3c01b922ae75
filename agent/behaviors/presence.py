"""The candidate leaves: the clock stops, and after a while the job ends; the interview waits.

Who returns within `return_seconds` goes on in a new job; the watch over the rooms ends what is not
gone on with (`api.rooms.watch`). Who leaves at the close has held the whole interview.
"""

import asyncio
import logging

from livekit import rtc

from agent.behaviors.pausing import pause, resume
from agent.live import Live
from agent.speaking import speak_next
from core.interview import candidate_identity
from core.turn import at_the_close

logger = logging.getLogger(__name__)

SHORT_ABSENCE_SECONDS = 3.0
"""After a shorter absence (a network change) the talk simply goes on."""


def attach(live: Live) -> None:
    """Follow the candidate's comings and goings."""
    identity = candidate_identity(live.conversation.session.user_id)
    session_id = live.conversation.session.id
    left_at: float | None = None
    waiting: asyncio.Task[None] | None = None

    def wait() -> None:
        nonlocal waiting
        live.absent = True
        pause(live)
        if waiting is None:
            waiting = live.run(wait_for_return())

    async def wait_for_return() -> None:
        await asyncio.sleep(live.settings.reconnect_seconds)
        if live.ended.is_set():
            return
        logger.info("candidate.gone", extra={"session_id": session_id})
        if at_the_close(live.conversation.history):
            # the whole interview has been held; whoever looks at it assesses it
            live.ending.left_to_assess()
            await live.ending.leave()
        else:
            await live.ending.stop("the candidate has left")

    def on_left(participant: rtc.RemoteParticipant) -> None:
        nonlocal left_at
        if participant.identity != identity or live.ended.is_set():
            return
        left_at = asyncio.get_running_loop().time()
        wait()
        speech = live.session.current_speech
        if speech is not None and speech.allow_interruptions:
            live.session.interrupt()
        logger.info("candidate.left", extra={"session_id": session_id})

    def on_joined(participant: rtc.RemoteParticipant) -> None:
        nonlocal left_at, waiting
        if participant.identity != identity or waiting is None or live.ending.is_under_way:
            return
        waiting.cancel()
        waiting = None
        live.absent = False
        resume(live)
        if left_at is None:
            return  # the first coming; the greeting waits for it
        absent = asyncio.get_running_loop().time() - left_at
        left_at = None
        logger.info("candidate.returned", extra={"session_id": session_id, "seconds": absent})
        if absent > SHORT_ABSENCE_SECONDS:
            live.run(speak_next(live.session, live.conversation, live.interviewer))

    def on_gone(*_: object) -> None:
        if not live.ended.is_set():
            live.run(live.ending.stop("the room is gone", keeps_room=True))

    live.room.on("participant_disconnected", on_left)
    live.room.on("participant_connected", on_joined)
    # nobody can be heard any more, whoever closed the room
    live.room.on("disconnected", on_gone)
    if identity not in live.room.remote_participants:
        wait()
