"""Listening to an interview again."""

from starlette.responses import Response

from api.http.header import Header
from api.http.wire import Nothing
from api.interviews.recording import recording_response
from api.operation import Also, Call, Operation
from core.errors import NotFoundError, RangeNotSatisfiableError
from core.recording import MEDIA_TYPE

RANGE = Header("Range", "`bytes=FIRST-LAST`: that part alone (RFC 9110)")
SOUND = (Also(200, MEDIA_TYPE, "All of it"), Also(206, MEDIA_TYPE, "With `Range`, that part"))
PATH = "/ai-interview/sessions/{session_id:id}/recording"


async def read_recording(call: Call[Nothing, Nothing]) -> Response:
    """Return the sound of the interview, up to now if it is still being held.

    404 when nothing was recorded: only interviews started with `record_audio` are.
    """
    database = call.services.database
    async with database.unit_of_work() as uow:
        session = await uow.sessions.get_for_user(call.path_id("session_id"), call.user_id)
        recording = await uow.recordings.get(session.id)
    if recording is None:
        raise NotFoundError("This interview was not recorded.")
    return recording_response(call.request, database, session.id, recording)


OPERATIONS = (
    Operation(
        method="GET",
        path=PATH,
        handler=read_recording,
        summary="Listen to the interview",
        tag="results",
        body=Nothing,
        query=Nothing,
        answer=None,
        headers=(RANGE,),
        also=SOUND,
        errors=(NotFoundError, RangeNotSatisfiableError),
    ),
)
