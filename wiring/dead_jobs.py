"""Jobs that died: their interviewers are taken out of their rooms at once.

A participant whose process was killed stays in the room until the room server has missed it for
some 20 seconds, and looks as if it were listening. The worker knows of the exit as it happens.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from functools import partial

import aiohttp
from livekit import api
from livekit.agents import AgentServer

from core.settings import Settings

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


def watch_jobs(server: AgentServer, settings: Settings) -> None:
    """Clear the seats of this worker's dead jobs, from its first registration on."""

    def seats() -> dict[str, Seat]:
        return {
            info.job.id: (info.job.room.name, info.accept_arguments.identity)
            for info in server.active_jobs
            if not info.fake_job
        }

    async def watch() -> None:
        async with api.LiveKitAPI(
            settings.livekit_url,
            settings.livekit_api_key,
            settings.livekit_api_secret.get_secret_value(),
            timeout=aiohttp.ClientTimeout(total=5.0),
        ) as rooms:
            await clear_seats(seats, partial(_clear, rooms))

    def on_registered(*_: object) -> None:
        tasks.add(asyncio.get_running_loop().create_task(watch()))

    tasks: set[asyncio.Task[None]] = set()
    server.once("worker_registered", on_registered)


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
