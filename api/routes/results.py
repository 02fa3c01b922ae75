"""The end of an interview, its assessments, and trying a question again."""

from dataclasses import asdict

from starlette.background import BackgroundTask

from api.http.header import Header
from api.http.idempotency import HEADER, idempotency_key
from api.http.wire import Nothing
from api.interviews.ending import end, finish
from api.interviews.message import KeyReusedError, SaidByCandidate
from api.interviews.progress import progress
from api.interviews.retry import Attempt, retry
from api.interviews.stories import stories
from api.knowledge.indexing import index_afterwards
from api.operation import Also, Call, Operation, Reply
from api.schemas.assessment import AssessAnswer, CompleteAnswer
from api.schemas.results import (
    AcceptedAnswer,
    AssessmentList,
    Change,
    ProgressAnswer,
    ProgressLine,
    ProgressPoint,
    QuestionResult,
    RetryAnswer,
    RetryBody,
    StoryAnswer,
    StoryBank,
    TrendLine,
    TrendPoint,
)
from api.schemas.session import InteractionAnswer
from core.errors import ConflictError, NotFoundError
from core.interview import OPEN, SessionStatus, SessionSummary
from scoring.progress import Trend, compare
from scoring.tuned import ASSESSING

PREFER = Header("Prefer", "`respond-async`: answer 202 once ended, assess afterwards (RFC 7240)")


async def complete(call: Call[Nothing, Nothing]) -> Reply:
    """End the interview and assess it; a second call returns the same.

    An interviewer who is speaking in its room says goodbye first.
    """
    services, session_id = call.services, call.path_id("session_id")
    async with services.database.unit_of_work() as uow:
        before = await uow.sessions.get_for_user(session_id, call.user_id)
    status = await end(services, before)
    if _wants_async(call.request.headers.get("prefer", "")):
        return _complete_later(call, session_id, status)
    assessment = await services.completer.complete(session_id)
    async with services.database.unit_of_work() as uow:
        session = await uow.sessions.get_for_user(session_id, call.user_id)
    afterwards = index_afterwards(call.services, call.user_id) if before.status in OPEN else None
    return Reply(CompleteAnswer.of(session, assessment), background=afterwards)


def _wants_async(prefer: str) -> bool:
    return "respond-async" in (part.split(";")[0].strip().lower() for part in prefer.split(","))


def _complete_later(call: Call[Nothing, Nothing], session_id: int, status: SessionStatus) -> Reply:
    return Reply(
        AcceptedAnswer(session_id=session_id, status=status),
        status=202,
        headers={
            "Location": f"/ai-interview/sessions/{session_id}/assessments",
            "Preference-Applied": "respond-async",
        },
        background=BackgroundTask(finish, call.services, call.user_id, session_id),
    )


async def assess(call: Call[Nothing, Nothing]) -> AssessAnswer:
    """Assess an ended interview again; earlier assessments are kept."""
    services, session_id = call.services, call.path_id("session_id")
    async with services.database.unit_of_work() as uow:
        await uow.sessions.get_for_user(session_id, call.user_id)
    return AssessAnswer.of(await services.completer.reassess(session_id))


async def list_assessments(call: Call[Nothing, Nothing]) -> AssessmentList:
    """Return every version of the assessment, oldest first."""
    async with call.services.database.unit_of_work() as uow:
        session = await uow.sessions.get_for_user(call.path_id("session_id"), call.user_id)
        versions = await uow.assessments.list(session.id)
    return AssessmentList([AssessAnswer.of(version) for version in versions])


async def retry_question(call: Call[RetryBody, Nothing]) -> RetryAnswer:
    """Answer a question again, after the interview."""
    body, session_id = call.body, call.path_id("session_id")
    number = call.path_id("question_number")
    retried = await retry(
        call.services,
        call.user_id,
        session_id,
        number,
        SaidByCandidate(
            body.message, body.audio_s3_key, body.audio_duration_seconds, body.artifact
        ),
        idempotency_key(call.request),
    )
    return RetryAnswer(
        session_id=session_id,
        question_number=number,
        question=retried.question,
        before=_result(retried.before),
        after=_result(retried.after),
        changes=[
            Change(**asdict(found), change=found.change)
            for found in compare(retried.before.assessment, retried.after.assessment)
        ],
    )


def _result(attempt: Attempt) -> QuestionResult:
    return QuestionResult(
        answers=[InteractionAnswer.of(answer) for answer in attempt.answers],
        scores={d.name: d.score for d in attempt.assessment.dimensions},
    )


async def read_stories(call: Call[Nothing, Nothing]) -> StoryBank:
    """Return the events the candidate told in interviews and drills, each as it was told best."""
    found = await stories(call.services, call.user_id)
    return StoryBank([StoryAnswer.of(story) for story in found])


async def read_progress(call: Call[Nothing, Nothing]) -> ProgressAnswer:
    """Return the assessed interviews, type by type."""
    by_type = await progress(call.services, call.user_id)
    return ProgressAnswer(
        lines=[
            ProgressLine(
                interview_type=kind,
                interviews=[_point(summary) for summary in found.interviews],
                trends=[_trend(trend) for trend in found.trends],
            )
            for kind, found in by_type.items()
        ]
    )


def _trend(trend: Trend) -> TrendLine:
    return TrendLine(
        dimension=trend.dimension,
        title=trend.title,
        method=trend.method,
        points=[TrendPoint(**asdict(point)) for point in trend.points],
        change=trend.change,
        beyond_band=trend.beyond_band,
    )


def _point(summary: SessionSummary) -> ProgressPoint:
    scores = summary.scores
    return ProgressPoint(
        session_id=summary.id,
        completed_at=summary.completed_at,
        overall_score=scores["overall_score"],
        band=scores["band"],
        coverage=scores["coverage"],
        provisional=(
            scores["overall_score"] is not None
            and (scores["answered_question_count"] or 0) < ASSESSING.least_answers
        ),
        scores={name: scores[name] for name in scores if name.endswith("_score")},
    )


OPERATIONS = (
    Operation(
        method="POST",
        path="/ai-interview/sessions/{session_id:id}/complete",
        handler=complete,
        summary="End the interview and assess it",
        tag="results",
        body=Nothing,
        query=Nothing,
        answer=CompleteAnswer,
        headers=(PREFER,),
        also=(Also(202, "application/json", "Ended; the assessment follows", AcceptedAnswer),),
        errors=(NotFoundError,),
    ),
    Operation(
        method="POST",
        path="/ai-interview/sessions/{session_id:id}/assess",
        handler=assess,
        summary="Assess the interview again",
        tag="results",
        body=Nothing,
        query=Nothing,
        answer=AssessAnswer,
        errors=(NotFoundError, ConflictError),
    ),
    Operation(
        method="GET",
        path="/ai-interview/sessions/{session_id:id}/assessments",
        handler=list_assessments,
        summary="Every version of the assessment",
        tag="results",
        body=Nothing,
        query=Nothing,
        answer=AssessmentList,
        errors=(NotFoundError,),
    ),
    Operation(
        method="POST",
        path="/ai-interview/sessions/{session_id:id}/questions/{question_number:id}/retry",
        handler=retry_question,
        summary="Answer a question again",
        tag="results",
        body=RetryBody,
        query=Nothing,
        answer=RetryAnswer,
        headers=(HEADER,),
        errors=(NotFoundError, ConflictError, KeyReusedError),
    ),
    Operation(
        method="GET",
        path="/ai-interview/stories",
        handler=read_stories,
        summary="The stories told so far, each in its best version",
        tag="results",
        body=Nothing,
        query=Nothing,
        answer=StoryBank,
    ),
    Operation(
        method="GET",
        path="/ai-interview/progress",
        handler=read_progress,
        summary="The assessed interviews, type by type",
        tag="results",
        body=Nothing,
        query=Nothing,
        answer=ProgressAnswer,
    ),
)
