"""Interview sessions: start, answer, list, read."""

from api.interviews.analysis import analyse, answered_questions
from api.interviews.message import Exchange, Said
from api.interviews.start import start
from api.operation import Call, Operation, Reply
from api.paging import link_header
from api.schemas.session import (
    InteractionAnswer,
    ListQuery,
    MessageAnswer,
    MessageBody,
    SessionDetails,
    SessionItem,
    SessionList,
    StartAnswer,
    StartBody,
    fields_of,
)
from api.schemas.wire import Nothing
from core.errors import ConflictError, NotFoundError, SessionNotActiveError
from core.interview import Mode


async def start_session(call: Call[StartBody, Nothing]) -> StartAnswer:
    """Prepare an interview and return its opener."""
    session = await start(call.services, call.user_id, call.body.request())
    return StartAnswer(
        session_id=session.id,
        message="Interview started successfully",
        response=session.opener,
        status=session.status,
        question_count=0,
        mode=session.request.mode,
        room_name=session.room_name if session.request.mode is Mode.VOICE else None,
    )


async def send_message(call: Call[MessageBody, Nothing]) -> MessageAnswer:
    """Store the candidate's answer and return the interviewer's reply to it."""
    body = call.body
    said = Said(body.message, body.audio_s3_key, body.audio_duration_seconds)
    exchange = Exchange(call.services, call.user_id, call.path_id("session_id"), said)
    async for _ in exchange.events():
        pass
    return exchanged(exchange)


def exchanged(exchange: Exchange) -> MessageAnswer:
    """Return the answer to a message once its exchange is over."""
    result = exchange.result
    assert result is not None, "the exchange is over"
    return MessageAnswer(
        session_id=result.session.id,
        response=result.reply,
        status=result.session.status,
        question_count=answered_questions(result.history),
        analysis=analyse(result.history),
    )


async def list_sessions(call: Call[Nothing, ListQuery]) -> Reply:
    """Return a page of the caller's sessions, newest first."""
    query = call.query
    async with call.services.database.unit_of_work() as uow:
        page = await uow.sessions.list_for_user(
            call.user_id, query.skip, query.limit, query.status, query.type
        )
        total = await uow.sessions.count_for_user(call.user_id, query.status, query.type)
    headers = {"X-Total-Count": str(total)}
    if link := link_header(call.request.url, query.skip, query.limit, total):
        headers["Link"] = link
    return Reply(SessionList([SessionItem.of(summary) for summary in page]), headers=headers)


async def read_session(call: Call[Nothing, Nothing]) -> SessionDetails:
    """Return a session with its conversation."""
    async with call.services.database.unit_of_work() as uow:
        session = await uow.sessions.get_for_user(call.path_id("session_id"), call.user_id)
        history = await uow.interactions.list(session.id)
        assessment = await uow.assessments.latest(session.id)
    return SessionDetails(
        **fields_of(session, assessment.overall_score if assessment else None),
        question_count=answered_questions(history),
        room_name=session.room_name if session.request.mode is Mode.VOICE else None,
        langsmith_run_id=session.langsmith_run_id,
        langsmith_trace_url=session.langsmith_trace_url,
        faults=list(session.faults),
        interactions=[InteractionAnswer.of(turn) for turn in history],
    )


OPERATIONS = (
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
        path="/ai-interview/sessions/{session_id:int}",
        handler=read_session,
        summary="Get a session with its conversation",
        tag="sessions",
        body=Nothing,
        query=Nothing,
        answer=SessionDetails,
        errors=(NotFoundError,),
    ),
    Operation(
        method="POST",
        path="/ai-interview/sessions/{session_id:int}/message",
        limit="message",
        handler=send_message,
        summary="Answer the interviewer",
        tag="sessions",
        body=MessageBody,
        query=Nothing,
        answer=MessageAnswer,
        errors=(NotFoundError, ConflictError, SessionNotActiveError),
    ),
)
