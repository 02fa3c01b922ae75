"""The one owner of an interview's end in its room, whoever asked for it.

The interviewer closes, the candidate presses a button or leaves for good, the API is asked to
complete the session, the time is long over, the session is deleted, the room is gone: all of them
come here, and the interview ends once. What is being said is taken in first; after the log is
closed nothing is stored any more, so what is assessed is what was said.
"""

import asyncio
import logging
from contextlib import suppress
from typing import Any

from livekit.agents import AgentSession

from agent.conversation import Conversation, authored
from agent.speaking import say
from agent.turn_writer import TurnWriter
from core.errors import NotFoundError
from core.move import Move, MoveKind, Reason
from core.ports import Completer, Worded
from core.turn import Role

logger = logging.getLogger(__name__)

TAKING_IN_SECONDS = 5.0
"""How long what is being said may take to be recognised once the interview is to end."""
REPLY_SECONDS = 3.0
"""How long the goodbye may take to be asked for as the reply to what was taken in."""
SPEAKING_SECONDS = 20.0
"""A goodbye that is not heard to its end by then (a voice that hangs) is waited for no longer."""


class Ending:
    """Ends one interview. `over` is set once the job may finish; `keeps_room` is whether the room
    then stays open, since it is not this job's to close: another interviewer may go on in it."""

    def __init__(
        self,
        session: AgentSession[Any],
        conversation: Conversation,
        writer: TurnWriter,
        completer: Completer,
    ) -> None:
        self._session = session
        self._conversation = conversation
        self._writer = writer
        self._completer = completer
        self._asked = False
        self._assessed_elsewhere = False
        self._closing_log = asyncio.Event()
        self.over = asyncio.Event()
        self.keeps_room = False

    @property
    def is_under_way(self) -> bool:
        """Whether the goodbye has been asked for, is being said, or has been."""
        being_said = (
            self._session.current_speech is not None and self._conversation.is_about_to_end()
        )
        return self._asked or being_said or self.has_closed

    @property
    def has_closed(self) -> bool:
        """Whether the last thing that was heard is a goodbye."""
        history = self._conversation.history
        last = history[-1] if history else None
        if last is None or last.role is not Role.ASSISTANT or last.move is None:
            return False
        return last.move.ends

    def left_to_assess(self) -> None:
        """Say that whoever asked for the end makes the assessment."""
        self._assessed_elsewhere = True

    async def say_goodbye(self, words: str, reason: Reason) -> None:
        """Take in what is being said, say goodbye, and complete; once is enough."""
        if self.is_under_way:
            return
        self._asked = True
        logger.info("interview.ending", extra={"session_id": self._id, "reason": reason})
        goodbye = authored(words, Move(kind=MoveKind.CLOSE, reason=reason))
        await self._hush()
        if not await self._say_as_reply(goodbye):
            say(self._session, self._conversation, goodbye, allow_interruptions=False)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._closing_log.wait(), SPEAKING_SECONDS)
        await self.complete()

    async def leave(self) -> None:
        """Complete without a word: nobody is there to hear one."""
        self._asked = True
        await self._hush()
        await self.complete()

    async def complete(self) -> None:
        """Close the log, complete the session, and end the job; once is enough.

        Whatever becomes of the assessment (it can be had later over HTTP), the job ends.
        """
        if self._closing_log.is_set():
            return
        self._closing_log.set()
        self._keep_pane()
        try:
            await self._writer.close()
            if self._assessed_elsewhere:
                await self._completer.end(self._id)
            else:
                await self._completer.complete(self._id)
            logger.info("interview.completed", extra={"session_id": self._id})
        except NotFoundError:
            logger.info("interview.deleted", extra={"session_id": self._id})
        finally:
            self.over.set()

    async def stop(self, reason: str, *, keeps_room: bool = False) -> None:
        """Fall silent in the middle of a word and end the job.

        The session stays as it is, unless its goodbye has begun: then it is completed.
        """
        if self.over.is_set():
            return
        closing, self._asked = self.is_under_way, True
        self.keeps_room = keeps_room
        logger.info("interview.stopped", extra={"session_id": self._id, "reason": reason})
        await self._hush()
        if closing:
            await self.complete()
        else:
            self._keep_pane()
            self.over.set()

    @property
    def _id(self) -> int:
        return self._conversation.session.id

    def _keep_pane(self) -> None:
        whole = self._conversation.left_in_pane()
        if whole is not None:
            self._writer.replace(whole, without=())

    async def _hush(self) -> None:
        """Stop what the interviewer is saying; a session that has not begun says nothing."""
        with suppress(RuntimeError, TimeoutError):
            await asyncio.wait_for(self._session.interrupt(force=True), TAKING_IN_SECONDS)

    async def _say_as_reply(self, goodbye: Worded) -> bool:
        """End the answer that is being given, with the goodbye as its reply.

        Returns false when there is none, or nothing of it could be recognised.
        """
        conversation, session = self._conversation, self._session
        if conversation.floor.turn_started_seconds_ago() is None:
            return False
        conversation.last_words = goodbye
        # whatever else is said is after the end
        session.input.set_audio_enabled(False)
        text = await session.commit_user_turn(transcript_timeout=TAKING_IN_SECONDS)
        if not text:
            return False
        with suppress(TimeoutError):
            await asyncio.wait_for(conversation.last_words_taken.wait(), REPLY_SECONDS)
        return conversation.last_words_taken.is_set()
