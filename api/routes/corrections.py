"""Putting right what was misheard."""

from api.http.wire import Nothing
from api.interviews.correcting import correct
from api.operation import Call, Operation
from api.schemas.assessment import AssessAnswer
from api.schemas.results import CorrectionAnswer, CorrectionBody
from api.schemas.session import InteractionAnswer
from core.errors import ConflictError, NotFoundError


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
