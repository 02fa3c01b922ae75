"""The candidate leaves: the clock stops, and after a while the job ends; the interview waits.

Who returns within `return_seconds` goes on in a new job; the watch over the rooms ends what is not
gone on with (`api.rooms.watch`). Who leaves at the close has held the whole interview.
"""

import asyncio
import logging

from livekit import rtc

from agent.behaviors.pausing import pause, resume
from agent.live import LiveInterview
from agent.speaking import speak_after_a_break, speak_next
from core.interview import candidate_identity
from core.turn import at_the_close

logger = logging.getLogger(__name__)

SHORT_ABSENCE_SECONDS = 3.0
"""After a shorter absence (a network change) the talk simply goes on."""


def attach(live: LiveInterview) -> None:
    """Follow the candidate's comings and goings."""
    presence = Presence(live)
    live.room.on("participant_disconnected", presence.left)
    live.room.on("participant_connected", presence.joined)
    # nobody can be heard any more, whoever closed the room
    live.room.on("disconnected", presence.gone)
    if presence.identity not in live.room.remote_participants:
        presence.wait()


class Presence:
    """Whether the candidate is in the room, and what follows when they are not.

    Who was lost in the middle of an answer is told what of it arrived.
    """

    def __init__(self, live: LiveInterview) -> None:
        self.identity = candidate_identity(live.conversation.session.user_id)
        self._live = live
        self._session_id = live.conversation.session.id
        self._left_at: float | None = None
        self._left_within_answer = False
        self._waiting: asyncio.Task[None] | None = None

    def wait(self) -> None:
        """Stop the clock, and wait for the candidate's return."""
        self._live.absent = True
        pause(self._live)
        if self._waiting is None:
            self._waiting = self._live.run(self._wait_for_return())

    def left(self, participant: rtc.RemoteParticipant) -> None:
        """Wait for the return of a candidate who has left, and say nothing to an empty room."""
        if participant.identity != self.identity or self._live.ended.is_set():
            return
        self._left_at = asyncio.get_running_loop().time()
        self._left_within_answer = False
        self.wait()
        speech = self._live.session.current_speech
        if speech is not None and speech.allow_interruptions:
            self._live.session.interrupt()
        logger.info("candidate.left", extra={"session_id": self._session_id})

    def joined(self, participant: rtc.RemoteParticipant) -> None:
        """Go on with a candidate who is back; after a while with a word of welcome."""
        live = self._live
        waits = self._waiting is not None and not live.ending.is_under_way
        if participant.identity != self.identity or not waits:
            return
        assert self._waiting is not None
        self._waiting.cancel()
        self._waiting = None
        live.absent = False
        resume(live)
        if self._left_at is None:
            return  # the first coming; the greeting waits for it
        absent = asyncio.get_running_loop().time() - self._left_at
        self._left_at = None
        logger.info("candidate.returned", extra={"session_id": self._session_id, "seconds": absent})
        if absent > SHORT_ABSENCE_SECONDS:
            live.run(self._welcome())

    def gone(self, *_: object) -> None:
        """End with the room."""
        if not self._live.ended.is_set():
            self._live.run(self._live.ending.stop("the room is gone", keeps_room=True))

    async def _welcome(self) -> None:
        live = self._live
        session, conversation, interviewer = live.session, live.conversation, live.interviewer
        if self._left_within_answer:
            await speak_after_a_break(
                session, conversation, interviewer, live.asides, within_answer=True
            )
        else:
            await speak_next(session, conversation, interviewer)

    async def _wait_for_return(self) -> None:
        live = self._live
        short = min(SHORT_ABSENCE_SECONDS, live.settings.reconnect_seconds)
        await asyncio.sleep(short)
        floor = live.conversation.floor
        if floor.turn_started_seconds_ago() is not None:
            # no more of this answer is going to be heard
            self._left_within_answer = True
            floor.hand_over()
        await asyncio.sleep(live.settings.reconnect_seconds - short)
        if live.ended.is_set():
            return
        logger.info("candidate.gone", extra={"session_id": self._session_id})
        if at_the_close(live.conversation.history):
            # the whole interview has been held; whoever looks at it assesses it
            live.ending.left_to_assess()
            await live.ending.leave()
        else:
            await live.ending.stop("the candidate has left")
