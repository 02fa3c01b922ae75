"""Jobs that died: their interviewers are taken out of their rooms at once.

A participant whose process was killed stays in the room until the room server has missed it for
some 20 seconds, and looks as if it were listening. The worker knows of the exit as it happens; of
those that died together with a worker the next one of the same machine knows as it starts.
"""

import asyncio
import logging
import os
import socket
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import partial

import aiohttp
import psutil
from livekit import api
from livekit.agents import AgentServer
from livekit.protocol.models import ParticipantInfo

from core.errors import DatabaseUnavailableError
from core.interview import room_name
from core.settings import Settings
from storage import Database

logger = logging.getLogger(__name__)

LOOK_SECONDS = 0.25

Seat = tuple[str, str]
"""A room, and an interviewer's identity in it."""


async def clear_seats(
    seats: Callable[[], Mapping[str, Seat]], clear: Callable[[str, str], Awaitable[None]]
) -> None:
    """Look again and again at who sits where, by job, and clear the seat of every job that is gone.

    An interviewer who has ended properly has left its seat: clearing it changes nothing.
    """
    known: Mapping[str, Seat] = {}
    while True:
        now = dict(seats())
        for job in known.keys() - now.keys():
            await clear(*known[job])
        known = now
        await asyncio.sleep(LOOK_SECONDS)


def this_process() -> str:
    """Return the name under which this process holds interviews: its machine's and its number."""
    return f"{socket.gethostname()}:{os.getpid()}"


async def clear_what_was_left(
    last_seen: Iterable[tuple[int, str, datetime]],
    agents: Callable[[str], Awaitable[Iterable[tuple[str, datetime]]]],
    clear: Callable[[str, str], Awaitable[None]],
) -> None:
    """Clear the seats of interviewers whose process on this machine is no more.

    `last_seen` says of each interview which process held it last, and when it last gave a sign of
    life; `agents` who sits in a room, and since when. Who came after that sign is somebody else.
    """
    for session_id, process, at in last_seen:
        if _lives(process, at):
            continue
        room = room_name(session_id)
        for identity, since in await agents(room):
            if since <= at:
                await clear(room, identity)


def _lives(process: str, at: datetime) -> bool:
    """Whether a process lives, or is another machine's; a number may have been given anew."""
    machine, _, number = process.rpartition(":")
    if machine != socket.gethostname() or not number.isdigit():
        return True
    try:
        found = psutil.Process(int(number))
        return bool(
            found.create_time() <= at.timestamp() and found.status() != psutil.STATUS_ZOMBIE
        )
    except psutil.NoSuchProcess:
        return False


def watch_jobs(server: AgentServer, settings: Settings) -> None:
    """Clear the seats of this worker's dead jobs, from its first registration on."""

    def seats() -> dict[str, Seat]:
        return {
            info.job.id: (info.job.room.name, info.accept_arguments.identity)
            for info in server.active_jobs
            if not info.fake_job
        }

    async def watch() -> None:
        async with _open_rooms(settings) as rooms:
            await clear_seats(seats, partial(_clear, rooms))

    async def look_back() -> None:
        try:
            async with _open_rooms(settings) as rooms:
                last_seen = await _last_seen(settings)
                await clear_what_was_left(
                    last_seen, partial(_agents, rooms), partial(_clear, rooms)
                )
        except (DatabaseUnavailableError, api.TwirpError, aiohttp.ClientError, TimeoutError):
            # the room server misses them by itself in the end
            logger.warning("job.seats_not_looked_at")

    def on_registered(*_: object) -> None:
        # each by itself: whatever becomes of the look back, the watch begins now and goes on
        for work in (watch(), look_back()):
            task = asyncio.get_running_loop().create_task(work)
            tasks.add(task)
            task.add_done_callback(tasks.discard)

    tasks: set[asyncio.Task[None]] = set()
    server.once("worker_registered", on_registered)


def _open_rooms(settings: Settings) -> api.LiveKitAPI:
    return api.LiveKitAPI(
        settings.livekit_url,
        settings.livekit_api_key,
        settings.livekit_api_secret.get_secret_value(),
        timeout=aiohttp.ClientTimeout(total=5.0),
    )


async def _last_seen(settings: Settings) -> list[tuple[int, str, datetime]]:
    database = Database(settings.database_url)
    try:
        async with database.unit_of_work() as uow:
            return await uow.sessions.last_seen()
    finally:
        await database.close()


async def _agents(rooms: api.LiveKitAPI, room: str) -> list[tuple[str, datetime]]:
    try:
        listed = await rooms.room.list_participants(api.ListParticipantsRequest(room=room))
    except api.TwirpError as error:
        if error.code == api.TwirpErrorCode.NOT_FOUND:
            return []
        raise
    return [
        (one.identity, datetime.fromtimestamp(one.joined_at, UTC))
        for one in listed.participants
        if one.kind == ParticipantInfo.Kind.AGENT
    ]


async def _clear(rooms: api.LiveKitAPI, room: str, identity: str) -> None:
    request = api.RoomParticipantIdentity(room=room, identity=identity)
    try:
        await rooms.room.remove_participant(request)
    except api.TwirpError as error:
        if error.code != api.TwirpErrorCode.NOT_FOUND:
            logger.warning("job.seat_not_cleared", extra={"room": room, "code": error.code})
    except (aiohttp.ClientError, TimeoutError, OSError):
        # the room server misses it by itself in the end
        logger.warning("job.seat_not_cleared", extra={"room": room})
    else:
        logger.warning("job.died", extra={"room": room})
