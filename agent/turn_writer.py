"""Writes turns in the order they were spoken, and goes on trying when the database is away."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Sequence

from core.errors import DatabaseUnavailableError, GreenroomError, NotFoundError
from core.interview import OPEN
from core.turn import Interaction, Role
from storage import Database, UnitOfWork

logger = logging.getLogger(__name__)

Write = Callable[[UnitOfWork], Awaitable[object]]

QUEUE_LIMIT = 500
LONGEST_WAIT_SECONDS = 2.0
NOTING_SECONDS = 2.0
"""How long a closing writer tries to say that it has lost something."""


class TurnWriter:
    """A bounded queue of writes for one session; one task empties it in order.

    A write that meets a database that is away is tried again until it succeeds or the writer is
    closed. Nothing here ever raises into the talk; what could not be written in the end is counted
    in `lost` and logged. A session that has ended takes no turn any more: its assessment counts
    what is there. One that was deleted takes nothing, and nothing of it is missed.
    """

    def __init__(self, database: Database, session_id: int) -> None:
        self._database = database
        self._session_id = session_id
        self._queue: asyncio.Queue[Write] = asyncio.Queue(QUEUE_LIMIT)
        self._task: asyncio.Task[None] | None = None
        self._delayed = False
        self._unwritten = 0
        self._closed = False
        self.lost = 0

    def start(self) -> None:
        """Begin writing."""
        self._task = asyncio.create_task(self._run())

    def keep_open(self, answer: Interaction | None) -> None:
        """Keep what is known of the answer that is being spoken, in case this process dies."""
        self.put(lambda uow: uow.interactions.keep_open(self._session_id, answer))

    def add(self, interaction: Interaction, *, without: Sequence[str] = ()) -> None:
        """Have a turn stored, and the turns `without` (item ids) taken out; twice is harmless."""

        async def write(uow: UnitOfWork) -> None:
            if await self._takes(uow, interaction):
                await self._make_room(uow, interaction, without)
                await uow.interactions.add(interaction)

        self.put(write)

    def replace(self, interaction: Interaction, *, without: Sequence[str] = ()) -> None:
        """Have a stored turn replaced, and the turns `without` (item ids) taken out."""

        async def write(uow: UnitOfWork) -> None:
            if await self._takes(uow, interaction):
                await self._make_room(uow, interaction, without)
                await uow.interactions.replace(interaction)

        self.put(write)

    def put(self, write: Write) -> None:
        """Queue any write of this session; once the writer is closed the interview is over."""
        if self._closed:
            logger.info("turn.after_the_end", extra={"session_id": self._session_id})
            return
        try:
            self._queue.put_nowait(write)
            self._unwritten += 1
        except asyncio.QueueFull:
            self._lose(1)

    async def close(self, timeout_seconds: float = 30.0) -> None:
        """Wait until all is written, at most `timeout_seconds`, and stop.

        It may be called again, also when it was cancelled before it was through.
        """
        self._closed = True
        if self._task is not None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._queue.join(), timeout_seconds)
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None
        if self._unwritten:
            self._lose(self._unwritten)
            self._unwritten = 0
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._note_loss(), NOTING_SECONDS)

    async def _takes(self, uow: UnitOfWork, interaction: Interaction) -> bool:
        """Whether the session still takes turns; an answer that comes too late is on its record."""
        if await uow.sessions.status(self._session_id, lock=True) in OPEN:
            return True
        logger.warning("turn.after_the_end", extra={"session_id": self._session_id})
        if interaction.role is Role.USER:
            await uow.sessions.add_fault(
                self._session_id, "an answer came after the end of the interview: not counted"
            )
        return False

    async def _make_room(
        self, uow: UnitOfWork, interaction: Interaction, without: Sequence[str]
    ) -> None:
        """Take out what the turn stands for: once it is stored, no part of it is kept besides."""
        if interaction.role is Role.USER:
            await uow.interactions.keep_open(self._session_id, None)
        for item_id in without:
            await uow.interactions.remove(self._session_id, item_id)

    async def _note_loss(self) -> None:
        """Put it on the session's record that a turn is missing; what fails here is logged."""
        try:
            async with self._database.unit_of_work() as uow:
                await uow.sessions.add_fault(self._session_id, "a turn could not be stored")
                await uow.commit()
        except GreenroomError as error:
            extra = {"session_id": self._session_id, "error_code": error.code}
            logger.error("turn.loss_not_noted", extra=extra)

    def _lose(self, count: int) -> None:
        self.lost += count
        logger.error("turn.lost", extra={"session_id": self._session_id, "lost": self.lost})

    async def _run(self) -> None:
        while True:
            write = await self._queue.get()
            try:
                await self._write(write)
            except NotFoundError:
                logger.info("turn.of_a_deleted_session", extra={"session_id": self._session_id})
            except Exception:
                # A row that the database refuses must not take the following ones with it.
                self.lost += 1
                logger.exception("turn.refused", extra={"session_id": self._session_id})
                await self._note_loss()
            # not reached by the one that is under way when the writer is closed
            self._unwritten -= 1
            self._queue.task_done()

    async def _write(self, write: Write) -> None:
        wait = 0.1
        while True:
            try:
                async with self._database.unit_of_work() as uow:
                    await write(uow)
                    if self._delayed:
                        await uow.sessions.add_fault(
                            self._session_id, "the turn log was written late: database away"
                        )
                    await uow.commit()
            except DatabaseUnavailableError:
                if not self._delayed:
                    logger.warning("turn.delayed", extra={"session_id": self._session_id})
                self._delayed = True
                await asyncio.sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT_SECONDS)
            else:
                self._delayed = False
                return
