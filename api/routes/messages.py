"""Answering the interviewer in writing."""

from collections.abc import AsyncIterator

from starlette.background import BackgroundTask
from starlette.responses import Response

from api.http.event_stream import MEDIA_TYPE, event, respond, wants_events
from api.http.idempotency import HEADER, idempotency_key
from api.http.wire import Nothing
from api.interviews.analysis import analyse, answered_questions
from api.interviews.ending import finish
from api.interviews.message import Exchange, Exchanged, KeyReusedError, SaidByCandidate
from api.operation import Also, Call, Operation, Reply
from api.schemas.session import MessageAnswer, MessageBody, TokenEvent
from core.errors import ConflictError, NotFoundError, SessionNotActiveError
from core.ports import Decided, Token


async def send_message(call: Call[MessageBody, Nothing]) -> Reply | Response:
    """Store the candidate's answer and return the interviewer's reply to it."""
    body = call.body
    exchange = Exchange(
        call.services,
        call.user_id,
        call.path_id("session_id"),
        SaidByCandidate(
            body.message, body.audio_s3_key, body.audio_duration_seconds, body.artifact
        ),
        idempotency_key(call.request),
    )
    afterwards = BackgroundTask(_finish, call, exchange)
    if wants_events(call.request):
        return await respond(call.request, _events(exchange), afterwards)
    return Reply(_answer(await exchange.run()), background=afterwards)


async def _events(exchange: Exchange) -> AsyncIterator[str]:
    async for reply in exchange.events():
        if isinstance(reply, Decided) and reply.lead_in:
            yield event("token", TokenEvent(text=f"{reply.lead_in} "))
        elif isinstance(reply, Token):
            yield event("token", TokenEvent(text=reply.text))
    assert exchange.result is not None, "the exchange is over"
    yield event("done", _answer(exchange.result))


async def _finish(call: Call[MessageBody, Nothing], exchange: Exchange) -> None:
    if exchange.result is not None and exchange.result.ended:
        await finish(call.services, call.user_id, exchange.result.session.id)


def _answer(result: Exchanged) -> MessageAnswer:
    return MessageAnswer(
        session_id=result.session.id,
        response=result.reply,
        status=result.session.status,
        question_count=answered_questions(result.history),
        analysis=analyse(result.history),
    )


OPERATIONS = (
    Operation(
        method="POST",
        path="/ai-interview/sessions/{session_id:id}/message",
        limit="message",
        handler=send_message,
        summary="Answer the interviewer",
        tag="sessions",
        body=MessageBody,
        query=Nothing,
        answer=MessageAnswer,
        headers=(HEADER,),
        also=(
            Also(
                200,
                MEDIA_TYPE,
                "`token` events with the reply as it is worded, then `done` with the whole answer",
            ),
        ),
        errors=(NotFoundError, ConflictError, SessionNotActiveError, KeyReusedError),
    ),
)
