"""The end of an interview and its assessment."""

from api.operation import Call, Operation
from api.schemas.assessment import AssessAnswer, CompleteAnswer
from api.schemas.wire import Nothing
from core.errors import ConflictError, NotFoundError


async def complete(call: Call[Nothing, Nothing]) -> CompleteAnswer:
    """End the interview and assess it; a second call returns the same."""
    services, session_id = call.services, call.path_id("session_id")
    async with services.database.unit_of_work() as uow:
        await uow.sessions.get_for_user(session_id, call.user_id)
    assessment = await services.completer.complete(session_id)
    async with services.database.unit_of_work() as uow:
        session = await uow.sessions.get_for_user(session_id, call.user_id)
    return CompleteAnswer.of(session, assessment)


async def assess(call: Call[Nothing, Nothing]) -> AssessAnswer:
    """Assess an ended interview again; earlier assessments are kept."""
    services, session_id = call.services, call.path_id("session_id")
    async with services.database.unit_of_work() as uow:
        await uow.sessions.get_for_user(session_id, call.user_id)
    return AssessAnswer.of(await services.completer.reassess(session_id))


OPERATIONS = (
    Operation(
        method="POST",
        path="/ai-interview/sessions/{session_id:int}/complete",
        handler=complete,
        summary="End the interview and assess it",
        tag="results",
        body=Nothing,
        query=Nothing,
        answer=CompleteAnswer,
        errors=(NotFoundError,),
    ),
    Operation(
        method="POST",
        path="/ai-interview/sessions/{session_id:int}/assess",
        handler=assess,
        summary="Assess the interview again",
        tag="results",
        body=Nothing,
        query=Nothing,
        answer=AssessAnswer,
        errors=(NotFoundError, ConflictError),
    ),
)
