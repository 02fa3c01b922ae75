"""Interview sessions: start, list, read, delete."""

from api.documents.posting import PostingAddressError
from api.http.idempotency import HEADER, hash_of, idempotency_key
from api.http.paging import link_header
from api.http.wire import Nothing
from api.interviews.details import details_of
from api.interviews.drill import drill
from api.interviews.ending import close_rooms
from api.interviews.message import KeyReusedError
from api.interviews.start import RequestKey, start
from api.knowledge.indexing import index_afterwards
from api.operation import Call, Operation, Reply
from api.schemas.interview_type import TypeList
from api.schemas.session import (
    DrillBody,
    ListQuery,
    SessionDetails,
    SessionItem,
    SessionList,
    StartAnswer,
    StartBody,
)
from core.errors import ConflictError, NotFoundError
from core.interview import InterviewSession, Mode, SessionStatus
from storage.knowledge import KnowledgeUnavailableError


async def start_session(call: Call[StartBody, Nothing]) -> StartAnswer:
    """Prepare an interview and return its opener."""
    body = call.body
    given = idempotency_key(call.request)
    key = RequestKey(hash_of(given), hash_of(body)) if given is not None else None
    return _begun(await start(call.services, call.user_id, body.request(), key))


def _begun(session: InterviewSession) -> StartAnswer:
    return StartAnswer(
        session_id=session.id,
        message="Interview started successfully",
        response=session.opener,
        # also when the same request comes again after the end: it gets the same answer
        status=SessionStatus.ACTIVE,
        question_count=0,
        mode=session.request.mode,
        room_name=session.room_name if session.request.mode is Mode.VOICE else None,
    )


async def start_drill(call: Call[DrillBody, Nothing]) -> StartAnswer:
    """Ask a question that was answered before once more: five minutes, started at once.

    `again` of the new session names where it was asked before, for the two to be laid side by side.
    """
    asked = call.path_id("session_id"), call.path_id("question_number")
    return _begun(await drill(call.services, call.user_id, *asked, call.body.mode))


async def list_types(call: Call[Nothing, Nothing]) -> TypeList:
    """Return the kinds of interview there are."""
    return TypeList.all()


async def list_sessions(call: Call[Nothing, ListQuery]) -> Reply:
    """Return a page of the caller's sessions, newest first."""
    query = call.query
    async with call.services.database.unit_of_work() as uow:
        # one more than asked for tells whether there is a next page
        found = await uow.sessions.list_for_user(
            call.user_id,
            query.skip,
            query.limit + 1,
            query.status,
            query.type,
            before=query.before,
        )
        total = await uow.sessions.count_for_user(call.user_id, query.status, query.type)
    page = found[: query.limit]
    headers = {"X-Total-Count": str(total)}
    last = page[-1].id if len(found) > len(page) else None
    if link := link_header(call.request.url, query.skip, query.limit, last):
        headers["Link"] = link
    return Reply(SessionList([SessionItem.of(summary) for summary in page]), headers=headers)


async def read_session(call: Call[Nothing, Nothing]) -> SessionDetails:
    """Return a session with its conversation."""
    async with call.services.database.unit_of_work() as uow:
        session = await uow.sessions.get_for_user(call.path_id("session_id"), call.user_id)
        history = await uow.interactions.list(session.id)
        assessment = await uow.assessments.latest(session.id)
        recording = await uow.recordings.get(session.id)
        calls = await uow.model_calls.list(session.id)
    return details_of(call.services, session, history, assessment, recording, calls)


async def delete_session(call: Call[Nothing, Nothing]) -> Reply:
    """Delete a session with all that belongs to it, and close its room."""
    services, session_id = call.services, call.path_id("session_id")
    async with services.database.unit_of_work() as uow:
        session = await uow.sessions.get_for_user(session_id, call.user_id)
    # first, so that nothing of it can be found any more even if nothing can be indexed afterwards
    await services.knowledge.forget(call.user_id)
    async with services.database.unit_of_work() as uow:
        await uow.sessions.delete(session_id, call.user_id)
        await uow.due_indexes.promise(call.user_id)
        await uow.commit()
    if session.request.mode is Mode.VOICE:
        await close_rooms(services, [session_id])
    return Reply(None, background=index_afterwards(call.services, call.user_id))


OPERATIONS = (
    Operation(
        method="GET",
        path="/ai-interview/types",
        handler=list_types,
        summary="List the kinds of interview",
        tag="sessions",
        body=Nothing,
        query=Nothing,
        answer=TypeList,
        secured=False,
        asks_database=False,
    ),
    Operation(
        method="POST",
        path="/ai-interview/sessions",
        limit="sessions",
        handler=start_session,
        summary="Start an interview",
        tag="sessions",
        body=StartBody,
        query=Nothing,
        answer=StartAnswer,
        status=201,
        headers=(HEADER,),
        errors=(KeyReusedError, PostingAddressError),
    ),
    Operation(
        method="POST",
        path="/ai-interview/sessions/{session_id:id}/questions/{question_number:id}/drill",
        limit="sessions",
        handler=start_drill,
        summary="Ask a question once more, alone",
        tag="sessions",
        body=DrillBody,
        query=Nothing,
        answer=StartAnswer,
        status=201,
        errors=(NotFoundError, ConflictError),
    ),
    Operation(
        method="GET",
        path="/ai-interview/sessions",
        limit="sessions",
        handler=list_sessions,
        summary="List the caller's sessions",
        tag="sessions",
        body=Nothing,
        query=ListQuery,
        answer=SessionList,
    ),
    Operation(
        method="GET",
        path="/ai-interview/sessions/{session_id:id}",
        handler=read_session,
        summary="Get a session with its conversation",
        tag="sessions",
        body=Nothing,
        query=Nothing,
        answer=SessionDetails,
        errors=(NotFoundError,),
    ),
    Operation(
        method="DELETE",
        path="/ai-interview/sessions/{session_id:id}",
        handler=delete_session,
        summary="Delete a session",
        tag="sessions",
        body=Nothing,
        query=Nothing,
        answer=None,
        status=204,
        errors=(NotFoundError, KnowledgeUnavailableError),
    ),
)
