"""The conversation to take away, and to put right."""

from starlette.responses import Response

from api.http.wire import Nothing
from api.interviews.correcting import correct
from api.interviews.transcript import as_text, as_vtt
from api.operation import Also, Call, Operation
from api.schemas.assessment import AssessAnswer
from api.schemas.results import (
    CorrectionAnswer,
    CorrectionBody,
    TranscriptAnswer,
    TranscriptQuery,
    TranscriptTurn,
)
from api.schemas.session import InteractionAnswer
from core.errors import ConflictError, NotFoundError
from core.turn import as_held


async def transcript(call: Call[Nothing, TranscriptQuery]) -> TranscriptAnswer | Response:
    """Return the conversation as JSON, text or WebVTT."""
    async with call.services.database.unit_of_work() as uow:
        session = await uow.sessions.get_for_user(call.path_id("session_id"), call.user_id)
        history = await uow.interactions.list(session.id)
    spoken = as_held(history)
    if call.query.format == "txt":
        return Response(as_text(session, spoken), media_type="text/plain")
    if call.query.format == "vtt":
        return Response(as_vtt(spoken), media_type="text/vtt")
    return TranscriptAnswer(
        session_id=session.id,
        title=session.request.title,
        turns=[
            TranscriptTurn(
                role=turn.role,
                content=turn.content,
                created_at=turn.created_at,
                offset_seconds=turn.offset_seconds,
                duration_seconds=turn.duration_seconds,
                question_number=turn.question_number,
                artifact=turn.artifact,
            )
            for turn in spoken
        ],
    )


async def correct_turn(call: Call[CorrectionBody, Nothing]) -> CorrectionAnswer:
    """Put right what was misheard in an answer; the assessment is made again from it.

    What the recogniser wrote stays beside it, and sending just that takes the correction back.
    Pace, pauses and fillers stay as they were measured.
    """
    turn, assessment = await correct(
        call.services,
        call.user_id,
        call.path_id("session_id"),
        call.path_id("interaction_id"),
        call.body.content,
    )
    return CorrectionAnswer(
        interaction=InteractionAnswer.of(turn),
        assessment=None if assessment is None else AssessAnswer.of(assessment),
    )


OPERATIONS = (
    Operation(
        method="GET",
        path="/ai-interview/sessions/{session_id:id}/transcript",
        handler=transcript,
        summary="The conversation as JSON, text or WebVTT",
        tag="results",
        body=Nothing,
        query=TranscriptQuery,
        answer=TranscriptAnswer,
        also=(
            Also(200, "text/plain", "With `format=txt`"),
            Also(200, "text/vtt", "With `format=vtt`"),
        ),
        errors=(NotFoundError,),
    ),
    Operation(
        method="PUT",
        path="/ai-interview/sessions/{session_id:id}/interactions/{interaction_id:id}/content",
        handler=correct_turn,
        summary="Put right what was misheard in an answer",
        tag="results",
        body=CorrectionBody,
        query=Nothing,
        answer=CorrectionAnswer,
        errors=(NotFoundError, ConflictError),
    ),
)
