"""Showing a report to somebody without an account, for as long as its owner likes."""

from starlette.responses import Response

from api.http.header import Header
from api.http.wire import Nothing
from api.interviews.recording import recording_response
from api.interviews.sharing import NOTHING_SHOWN, TOKEN_HEADER, share, shared
from api.operation import Call, Operation, Reply
from api.routes.recordings import RANGE, SOUND
from api.schemas.assessment import CompleteAnswer
from api.schemas.recording import RecordingAnswer
from api.schemas.sharing import (
    NewShareAnswer,
    ShareAnswer,
    ShareBody,
    SharedReport,
    SharedSession,
    ShareList,
)
from core.errors import ConflictError, NotFoundError, RangeNotSatisfiableError

_PATH = "/ai-interview/sessions/{session_id:id}/shares"
_RECORDING = "/shared/recording"
TOKEN = Header(TOKEN_HEADER, "the link's token; without a valid one there is nothing")
UNLISTED = {"X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store"}


async def create_share(call: Call[ShareBody, Nothing]) -> NewShareAnswer:
    """Make a link that shows this report, and nothing else, to whoever has it."""
    made, token = await share(
        call.services,
        call.user_id,
        call.path_id("session_id"),
        days=call.body.expires_in_days,
        with_recording=call.body.with_recording,
    )
    answer = ShareAnswer.of(made)
    return NewShareAnswer(**answer.model_dump(), token=token, path=f"/#/shared/{token}")


async def list_shares(call: Call[Nothing, Nothing]) -> ShareList:
    """Return the links to this report, expired ones included."""
    async with call.services.database.unit_of_work() as uow:
        session = await uow.sessions.get_for_user(call.path_id("session_id"), call.user_id)
        found = await uow.shares.list(session.id)
    return ShareList([ShareAnswer.of(one) for one in found])


async def revoke_share(call: Call[Nothing, Nothing]) -> Reply:
    """Revoke a link: it shows nothing any more."""
    async with call.services.database.unit_of_work() as uow:
        session = await uow.sessions.get_for_user(call.path_id("session_id"), call.user_id)
        await uow.shares.revoke(session.id, call.path_id("share_id"))
        await uow.commit()
    return Reply(None)


async def read_shared(call: Call[Nothing, Nothing]) -> Reply:
    """Return the report that the token shows; needs no account."""
    found = await shared(call.services, call.request)
    assessment = CompleteAnswer.of(found.session, found.assessment)
    report = SharedReport(
        expires_at=found.share.expires_at,
        session=SharedSession.of(
            found.session, found.history, RecordingAnswer.of(found.recording, _RECORDING)
        ),
        # what to practise next comes from other interviews of the account as well
        assessment=assessment.model_copy(update={"next_interview": None}),
    )
    return Reply(report, headers=UNLISTED)


async def read_shared_recording(call: Call[Nothing, Nothing]) -> Response:
    """Return the sound of a shared interview, where its owner lets it be heard."""
    found = await shared(call.services, call.request)
    if found.recording is None:
        raise NotFoundError(NOTHING_SHOWN)
    response = recording_response(
        call.request, call.services.database, found.session.id, found.recording
    )
    response.headers.update(UNLISTED)
    return response


OPERATIONS = (
    Operation(
        method="POST",
        path=_PATH,
        handler=create_share,
        summary="Make a link to the report",
        tag="sharing",
        body=ShareBody,
        query=Nothing,
        answer=NewShareAnswer,
        status=201,
        errors=(NotFoundError, ConflictError),
    ),
    Operation(
        method="GET",
        path=_PATH,
        handler=list_shares,
        summary="The links to the report",
        tag="sharing",
        body=Nothing,
        query=Nothing,
        answer=ShareList,
        errors=(NotFoundError,),
    ),
    Operation(
        method="DELETE",
        path=f"{_PATH}/{{share_id:id}}",
        handler=revoke_share,
        summary="Revoke a link",
        tag="sharing",
        body=Nothing,
        query=Nothing,
        answer=None,
        status=204,
        errors=(NotFoundError,),
    ),
    Operation(
        method="GET",
        path="/shared/report",
        handler=read_shared,
        summary="The report that a link shows",
        tag="sharing",
        body=Nothing,
        query=Nothing,
        answer=SharedReport,
        secured=False,
        headers=(TOKEN,),
        errors=(NotFoundError,),
    ),
    Operation(
        method="GET",
        path=_RECORDING,
        handler=read_shared_recording,
        summary="The recording that a link lets be heard",
        tag="sharing",
        body=Nothing,
        query=Nothing,
        answer=None,
        secured=False,
        headers=(TOKEN, RANGE),
        also=SOUND,
        errors=(NotFoundError, RangeNotSatisfiableError),
    ),
)
