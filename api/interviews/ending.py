"""The end of an interview as HTTP asks for it, and what follows it beside the request."""

import asyncio
import logging

from api.knowledge.indexing import index_later
from api.services import Services
from core.errors import GreenroomError, UnavailableError
from core.interview import OPEN, InterviewSession, Mode, SessionStatus, room_name

logger = logging.getLogger(__name__)

GOODBYE_SECONDS = 20.0
"""How long an interviewer in the room may take to take in what is being said, and say goodbye."""
LOOK_SECONDS = 0.2


async def end(services: Services, session: InterviewSession) -> SessionStatus:
    """End an interview and return its status; the log then takes no turn any more.

    Where an interviewer is in the room, it is the one who ends: it takes in what is being said,
    says goodbye, and closes its log. One that does not answer is not waited for any longer.
    Raises `NotFoundError` when the session is deleted meanwhile.
    """
    if session.status in OPEN and await _asked_to_end(services, session):
        try:
            async with asyncio.timeout(GOODBYE_SECONDS):
                await _until_ended(services, session.id)
        except TimeoutError:
            logger.warning("session.ended_without_goodbye", extra={"session_id": session.id})
    return await services.completer.end(session.id)


async def _asked_to_end(services: Services, session: InterviewSession) -> bool:
    if session.request.mode is not Mode.VOICE:
        return False
    try:
        return await services.rooms.ask_to_end(session.room_name)
    except UnavailableError as error:
        # the interviewer finds out by itself with its next sign of life
        extra = {"session_id": session.id, "error_code": error.code}
        logger.warning("session.room_not_told", extra=extra)
        return False


async def _until_ended(services: Services, session_id: int) -> None:
    while True:
        async with services.database.unit_of_work() as uow:
            if await uow.sessions.status(session_id) not in OPEN:
                return
        await asyncio.sleep(LOOK_SECONDS)


async def close_rooms(services: Services, session_ids: list[int]) -> None:
    """Close the rooms of sessions that were deleted: who speaks there stops in mid-word."""
    for session_id in session_ids:
        try:
            await services.rooms.delete_room(room_name(session_id))
        except UnavailableError as error:
            # the interviewer finds out by itself, and the watch closes what is left open
            extra = {"session_id": session_id, "error_code": error.code}
            logger.warning("session.room_not_closed", extra=extra)


async def finish(services: Services, user_id: int, session_id: int) -> None:
    """Assess an ended interview and make it findable.

    A failure is logged; asking for the assessment tries again.
    """
    try:
        await services.completer.complete(session_id)
    except GreenroomError as error:
        logger.warning(
            "session.assessment_postponed",
            extra={"session_id": session_id, "error_code": error.code},
        )
        return
    await index_later(services, user_id)
