"""Pausing a written interview, and going on with it."""

from api.rooms.written import is_written
from api.services import Services
from core.errors import ConflictError, SessionNotActiveError
from core.interview import OPEN, InterviewSession, Mode, SessionStatus


async def change(
    services: Services, user_id: int, session_id: int, status: SessionStatus
) -> InterviewSession:
    """Stop or start the clock of an interview and return it; what is so already stays so.

    Raises `NotFoundError`, `SessionNotActiveError` for one that is over, and `ConflictError` for
    one that is held in a room, whose interviewer keeps its clock.
    """
    async with services.database.unit_of_work() as uow:
        await uow.sessions.get_for_user(session_id, user_id)
        session = await uow.sessions.get(session_id, lock=True)
        history = await uow.interactions.list(session_id)
        if session.status not in OPEN:
            raise SessionNotActiveError("This session has ended.")
        in_writing = session.request.mode is Mode.TEXT or (history and is_written(history[-1]))
        if not in_writing:
            raise ConflictError("A spoken interview is paused and gone on with in its room.")
        await uow.sessions.set_status(session_id, status, services.clock())
        changed = await uow.sessions.get(session_id)
        await uow.commit()
    return changed
