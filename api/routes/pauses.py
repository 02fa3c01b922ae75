"""Stopping the clock of a written interview, and starting it again."""

from api.http.wire import Nothing
from api.interviews.pausing import change
from api.operation import Call, Operation
from api.schemas.session import ClockAnswer
from core.errors import ConflictError, NotFoundError, SessionNotActiveError
from core.interview import SessionStatus


async def pause(call: Call[Nothing, Nothing]) -> ClockAnswer:
    """Stop the clock; saying something starts it again, too."""
    return await _change(call, SessionStatus.PAUSED)


async def resume(call: Call[Nothing, Nothing]) -> ClockAnswer:
    """Start the clock again."""
    return await _change(call, SessionStatus.ACTIVE)


async def _change(call: Call[Nothing, Nothing], status: SessionStatus) -> ClockAnswer:
    services = call.services
    session = await change(services, call.user_id, call.path_id("session_id"), status)
    return ClockAnswer(
        session_id=session.id,
        status=session.status,
        seconds_left=session.seconds_left(services.clock()),
    )


ERRORS = (NotFoundError, ConflictError, SessionNotActiveError)

OPERATIONS = (
    Operation(
        method="POST",
        path="/ai-interview/sessions/{session_id:id}/pause",
        handler=pause,
        summary="Stop the clock of a written interview",
        tag="sessions",
        body=Nothing,
        query=Nothing,
        answer=ClockAnswer,
        errors=ERRORS,
    ),
    Operation(
        method="POST",
        path="/ai-interview/sessions/{session_id:id}/resume",
        handler=resume,
        summary="Start the clock of a written interview again",
        tag="sessions",
        body=Nothing,
        query=Nothing,
        answer=ClockAnswer,
        errors=ERRORS,
    ),
)
