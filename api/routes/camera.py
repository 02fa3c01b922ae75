"""What the candidate's camera was counted to see, for the unscored panel; only with consent."""

from api.http.wire import Nothing
from api.operation import Call, Operation, Reply
from api.schemas.camera import ObservationBody
from core.errors import ConflictError, NotFoundError, SessionNotActiveError

_PATH = "/ai-interview/sessions/{session_id:id}/observation"


async def observe(call: Call[ObservationBody, Nothing]) -> ObservationBody:
    """Keep what was counted so far; it replaces what was reported before."""
    session_id = call.path_id("session_id")
    async with call.services.database.unit_of_work() as uow:
        await uow.sessions.get_for_user(session_id, call.user_id)
        await uow.sessions.observe(session_id, call.body.observation())
        await uow.commit()
    return call.body


async def withdraw(call: Call[Nothing, Nothing]) -> Reply:
    """Take back the consent to a camera and delete what was counted."""
    session_id = call.path_id("session_id")
    async with call.services.database.unit_of_work() as uow:
        await uow.sessions.get_for_user(session_id, call.user_id)
        await uow.sessions.withdraw_camera(session_id)
        await uow.commit()
    return Reply(None)


OPERATIONS = (
    Operation(
        method="PUT",
        path=_PATH,
        limit="message",
        handler=observe,
        summary="Report what was counted with the camera",
        tag="sessions",
        body=ObservationBody,
        query=Nothing,
        answer=ObservationBody,
        errors=(NotFoundError, ConflictError, SessionNotActiveError),
    ),
    Operation(
        method="DELETE",
        path=_PATH,
        limit="message",
        handler=withdraw,
        summary="Take back the consent to a camera",
        tag="sessions",
        body=Nothing,
        query=Nothing,
        answer=None,
        status=204,
        errors=(NotFoundError,),
    ),
)
