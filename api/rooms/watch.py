"""Keeps an interviewer in every room where a candidate waits for one.

LiveKit tries a dispatch once, when it is made. So a candidate who came before any worker, or whose
worker died, waits alone until the room is looked at again: on a webhook, and on every sweep.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from api.rooms.gateway import Dispatch, Occupants, RoomGateway
from api.rooms.written import is_written
from core.clock import Clock
from core.errors import NotFoundError
from core.interview import OPEN, ROOM_PREFIX, InterviewSession, SessionStatus
from core.interview import room_name as room_name_of
from core.turn import Interaction, Role, at_the_close
from storage import Database

logger = logging.getLogger(__name__)

UNTAKEN_GRACE = timedelta(seconds=3)
"""How long a dispatch may look for a worker; the server itself gives up much sooner."""
TAKEN_GRACE = timedelta(seconds=20)
"""How long an accepted job may take until its agent is in the room."""


def session_id_of(room_name: str) -> int | None:
    """Return the session a room belongs to, None for a room that is not ours."""
    number = room_name.removeprefix(ROOM_PREFIX)
    ours = room_name.startswith(ROOM_PREFIX) and number.isascii() and number.isdigit()
    return int(number) if ours and len(number) < 10 else None


class RoomWatch:
    """Dispatches again, closes orphaned rooms, pauses what was left and ends it in the end."""

    def __init__(
        self,
        database: Database,
        rooms: RoomGateway,
        clock: Clock,
        reconnect_seconds: float,
        return_seconds: float,
    ) -> None:
        self._database = database
        self._rooms = rooms
        self._clock = clock
        self._patience = {
            SessionStatus.ACTIVE: timedelta(seconds=reconnect_seconds),
            SessionStatus.PAUSED: timedelta(seconds=return_seconds),
        }
        self._absent_since: dict[int, datetime] = {}
        self._in_hand: set[int] = set()

    async def sweep(self) -> None:
        """Look at every room and every spoken interview once."""
        names = await self._rooms.room_names()
        rooms = {number for name in names if (number := session_id_of(name)) is not None}
        attended = {number for number in sorted(rooms) if await self.look_after(number)}
        async with self._database.unit_of_work() as uow:
            spoken = await uow.sessions.active_with_heartbeat_before(self._clock())
        deserted = [session for session in spoken if session.id not in attended]
        numbers = {session.id for session in deserted}
        self._absent_since = {n: at for n, at in self._absent_since.items() if n in numbers}
        for session in deserted:
            await self._deserted(session)

    async def look_after(self, session_id: int, *, agent_left_at: datetime | None = None) -> bool:
        """Look at one room and return whether its candidate is in it.

        `agent_left_at` says that whoever took an earlier dispatch than that is gone for sure.
        """
        room_name = room_name_of(session_id)
        occupants = await self._rooms.occupants(room_name)
        present = occupants.candidates > 0
        if session_id in self._in_hand:
            return present
        self._in_hand.add(session_id)
        try:
            status = await self._status(session_id)
            if status is None or status not in OPEN:
                await self._close_orphan(session_id, occupants, deleted=status is None)
            elif present and occupants.agents == 0:
                await self._dispatch(session_id, agent_left_at)
        finally:
            self._in_hand.discard(session_id)
        return present

    async def _status(self, session_id: int) -> SessionStatus | None:
        async with self._database.unit_of_work() as uow:
            try:
                return await uow.sessions.status(session_id)
            except NotFoundError:
                return None

    async def _close_orphan(self, session_id: int, occupants: Occupants, *, deleted: bool) -> None:
        # an agent in the room of an ended session is saying goodbye, and closes the room itself;
        # in that of a deleted one there is nothing left to say
        if deleted or occupants.agents == 0:
            await self._rooms.delete_room(room_name_of(session_id))
            logger.info("room.orphan_closed", extra={"session_id": session_id})

    async def _dispatch(self, session_id: int, agent_left_at: datetime | None) -> None:
        room_name = room_name_of(session_id)
        now = self._clock()
        earlier = await self._rooms.dispatches(room_name)
        if any(_may_bring_one(dispatch, now, agent_left_at) for dispatch in earlier):
            return
        for dispatch in earlier:
            await self._rooms.withdraw(room_name, dispatch.id)
        await self._rooms.dispatch(room_name, session_id)
        logger.info("room.dispatched_again", extra={"session_id": session_id})
        # two processes may have asked at once; both leave the same one standing
        found = sorted(await self._rooms.dispatches(room_name), key=lambda d: (d.created_at, d.id))
        for extra in found[1:]:
            await self._rooms.withdraw(room_name, extra.id)

    async def _deserted(self, session: InterviewSession) -> None:
        now = self._clock()
        since = self._absent_since.setdefault(session.id, now)
        if now - since < self._patience[session.status]:
            return
        async with self._database.unit_of_work() as uow:
            try:
                current = await uow.sessions.get(session.id, lock=True)
            except NotFoundError:
                return  # deleted in the meantime
            history = await uow.interactions.list(session.id)
            goes_on_in_writing = bool(history) and is_written(history[-1])
            if current.status is not session.status or goes_on_in_writing:
                return
            status = _left(current.status, history)
            # nobody was there to use its time
            await uow.sessions.set_status(session.id, status, since)
            answered = any(turn.role is Role.USER for turn in history)
            if status is SessionStatus.COMPLETED or (
                status is SessionStatus.ABANDONED and answered
            ):
                await uow.due_assessments.promise(session.id)
            await uow.commit()
        logger.info("session.left", extra={"session_id": session.id, "status": status.value})


def _left(status: SessionStatus, history: Sequence[Interaction]) -> SessionStatus:
    """Return what becomes of an interview that its candidate has left and not come back to."""
    if at_the_close(history):
        return SessionStatus.COMPLETED
    return SessionStatus.PAUSED if status is SessionStatus.ACTIVE else SessionStatus.ABANDONED


def _may_bring_one(dispatch: Dispatch, now: datetime, agent_left_at: datetime | None) -> bool:
    # an event that comes late tells of an agent before the one that this dispatch brings
    if dispatch.taken and agent_left_at is not None and dispatch.created_at < agent_left_at:
        return False
    return now - dispatch.created_at < (TAKEN_GRACE if dispatch.taken else UNTAKEN_GRACE)
