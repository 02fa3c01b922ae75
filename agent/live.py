"""What a live interview is made of, handed to every behaviour."""

import asyncio
import logging
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any

from livekit import rtc
from livekit.agents import AgentSession

from agent.conversation import Conversation
from agent.ending import Ending
from agent.turn_writer import TurnWriter
from core.ports import Interviewer
from core.settings import Settings
from storage import Database

logger = logging.getLogger(__name__)


@dataclass
class LiveInterview:
    """One interview in one room. `ending` ends it, and `ended` is set once the job may finish.

    `asides` are authored sentences by name; `paused` is whether the clock stands still, and
    `paused_by_hand` whether only the page's button lets it go on; `absent` whether the candidate is
    not in the room, `voiceless` whether the interviewer writes because its voice fails. `nods`
    counts the nods so far.
    """

    settings: Settings
    session: AgentSession[Any]
    conversation: Conversation
    interviewer: Interviewer
    ending: Ending
    writer: TurnWriter
    database: Database
    room: rtc.Room
    worker: str
    asides: Mapping[str, str]
    paused: bool = False
    paused_by_hand: bool = False
    absent: bool = False
    voiceless: bool = False
    nods: int = 0
    tasks: set[asyncio.Task[Any]] = field(default_factory=set)

    @property
    def ended(self) -> asyncio.Event:
        """Set once the interview is over in this room."""
        return self.ending.over

    async def before_the_end(self, coroutine: Coroutine[Any, Any, Any]) -> bool:
        """Wait for a coroutine; false, without it, when the interview ends first."""
        task, ended = asyncio.ensure_future(coroutine), asyncio.ensure_future(self.ended.wait())
        try:
            await asyncio.wait({task, ended}, return_when=asyncio.FIRST_COMPLETED)
            if task.done():
                task.result()
            return task.done()
        finally:
            ended.cancel()
            task.cancel()

    def run(self, coroutine: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Run a coroutine beside the talk until it ends or the interview does."""
        task = asyncio.create_task(coroutine)
        self.tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[Any]) -> None:
        self.tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            logger.error("behavior.failed", exc_info=error)
