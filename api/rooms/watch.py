"""Keeps an interviewer in every room where a candidate waits for one.

LiveKit tries a dispatch once, when it is made. So a candidate who came before any worker, or while
all were taken, or whose worker died, waits alone until the room is looked at again: on a webhook,
and on every sweep. A sweep asks for those who wait in the order of their rooms, one after the
other, until nobody takes one.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from api.rooms.gateway import Dispatch, Occupants, RoomGateway
from api.rooms.line import Waiting, WaitingLine
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
TAKING_SECONDS = 1.5
"""How long LiveKit looks for a worker at most before it gives a dispatch up."""
POLL_SECONDS = 0.1


def session_id_of(room_name: str) -> int | None:
    """Return the session a room belongs to, None for a room that is not ours."""
    number = room_name.removeprefix(ROOM_PREFIX)
    ours = room_name.startswith(ROOM_PREFIX) and number.isascii() and number.isdigit()
    return int(number) if ours and len(number) < 10 else None


@dataclass(frozen=True, slots=True)
class Seen:
    """What a room was like: `session` is null where it is not open (any more)."""

    present: bool
    attended: bool
    waits: bool
    session: InterviewSession | None


class RoomWatch:
    """Dispatches again, closes orphaned rooms, pauses what was left and ends it in the end.

    `line` is who waits for an interviewer, as of the last sweep.
    """

    def __init__(
        self,
        database: Database,
        rooms: RoomGateway,
        clock: Clock,
        reconnect_seconds: float,
        return_seconds: float,
        taking_seconds: float = TAKING_SECONDS,
    ) -> None:
        self.line = WaitingLine()
        self._database = database
        self._rooms = rooms
        self._clock = clock
        self._patience = {
            SessionStatus.ACTIVE: timedelta(seconds=reconnect_seconds),
            SessionStatus.PAUSED: timedelta(seconds=return_seconds),
        }
        self._taking_seconds = taking_seconds
        self._absent_since: dict[int, datetime] = {}
        self._in_hand: set[int] = set()

    async def sweep(self) -> None:
        """Look at every room and every spoken interview once, then ask for those who wait."""
        opened = {
            number: at
            for name, at in (await self._rooms.open_rooms()).items()
            if (number := session_id_of(name)) is not None
        }
        in_order = sorted(opened, key=lambda number: (opened[number], number))
        rooms = {number: await self._look(number) for number in in_order}
        await self._end_the_deserted({number for number, room in rooms.items() if room.present})
        now = self._clock()
        self.line.seconds_left = tuple(
            room.session.seconds_left(now)
            for room in rooms.values()
            if room.session and room.attended
        )
        self.line.waiting = tuple(
            Waiting(room.session.id, room.session.user_id, room.session.seconds_left(now))
            for room in rooms.values()
            if room.session and room.waits
        )
        while self.line.waiting and await self._brought(self.line.waiting[0].session_id):
            self.line.waiting = self.line.waiting[1:]

    async def look_after(self, session_id: int, *, agent_left_at: datetime | None = None) -> None:
        """Look at one room, and ask for an interviewer if nobody is before its candidate.

        `agent_left_at` says that whoever took an earlier dispatch than that is gone for sure.
        """
        seen = await self._look(session_id, agent_left_at)
        first = not self.line.waiting or self.line.waiting[0].session_id == session_id
        if seen.waits and first:
            await self._dispatch(session_id, agent_left_at)

    async def _look(self, session_id: int, agent_left_at: datetime | None = None) -> Seen:
        occupants = await self._rooms.occupants(room_name_of(session_id))
        present, attended = occupants.candidates > 0, occupants.agents > 0
        session = await self._session(session_id)
        if session is None or session.status not in OPEN:
            await self._close_orphan(session_id, occupants, deleted=session is None)
            return Seen(present, attended, waits=False, session=None)
        waits = present and not attended
        if waits and await self._one_is_coming(session_id, agent_left_at):
            waits = False
        return Seen(present, attended, waits, session)

    async def _session(self, session_id: int) -> InterviewSession | None:
        async with self._database.unit_of_work() as uow:
            try:
                return await uow.sessions.get(session_id)
            except NotFoundError:
                return None

    async def _close_orphan(self, session_id: int, occupants: Occupants, *, deleted: bool) -> None:
        # an agent in the room of an ended session is saying goodbye, and closes the room itself;
        # in that of a deleted one there is nothing left to say
        if deleted or occupants.agents == 0:
            await self._rooms.delete_room(room_name_of(session_id))
            logger.info("room.orphan_closed", extra={"session_id": session_id})

    async def _one_is_coming(self, session_id: int, agent_left_at: datetime | None) -> bool:
        """Return whether a worker has the dispatch, or may have: who waits already still waits."""
        now, in_line = self._clock(), any(w.session_id == session_id for w in self.line.waiting)
        return any(
            _may_bring_one(dispatch, now, agent_left_at) and (dispatch.taken or not in_line)
            for dispatch in await self._rooms.dispatches(room_name_of(session_id))
        )

    async def _brought(self, session_id: int) -> bool:
        """Ask for an interviewer, and return whether a worker has taken it."""
        await self._dispatch(session_id, None)
        for _ in range(1 + round(self._taking_seconds / POLL_SECONDS)):
            found = await self._rooms.dispatches(room_name_of(session_id))
            if any(dispatch.taken for dispatch in found):
                return True
            await asyncio.sleep(POLL_SECONDS if self._taking_seconds else 0)
        return False

    async def _dispatch(self, session_id: int, agent_left_at: datetime | None) -> None:
        if session_id in self._in_hand:
            return
        self._in_hand.add(session_id)
        try:
            await self._dispatch_again(session_id, agent_left_at)
        finally:
            self._in_hand.discard(session_id)

    async def _dispatch_again(self, session_id: int, agent_left_at: datetime | None) -> None:
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

    async def _end_the_deserted(self, attended: set[int]) -> None:
        async with self._database.unit_of_work() as uow:
            spoken = await uow.sessions.active_with_heartbeat_before(self._clock())
        deserted = [session for session in spoken if session.id not in attended]
        numbers = {session.id for session in deserted}
        self._absent_since = {n: at for n, at in self._absent_since.items() if n in numbers}
        for session in deserted:
            await self._deserted(session)

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
