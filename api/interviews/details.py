"""A stored session as its details on the wire."""

from collections.abc import Sequence
from datetime import timedelta

from api.interviews.analysis import answered_questions
from api.interviews.recording import recording_address
from api.schemas.coding import AskedQuestion, ProblemAnswer
from api.schemas.recording import RecordingAnswer
from api.schemas.session import InteractionAnswer, SessionDetails, fields_of
from api.services import Services
from core.assessment import Assessment
from core.interview import OPEN, InterviewSession, Mode
from core.plan import Question
from core.recording import Recording
from core.turn import Interaction
from core.usage import ModelCall, usage_of
from prompts.coding_problems import coding_problems


def details_of(
    services: Services,
    session: InterviewSession,
    history: Sequence[Interaction],
    assessment: Assessment | None,
    recording: Recording | None,
    calls: Sequence[ModelCall],
) -> SessionDetails:
    """Return the wire form of a session with its turns and the figure of its latest assessment.

    Of a recording there is its address and its times, of `calls` to models their sum.
    """
    settings = services.settings
    open_still = session.status in OPEN
    spoken = session.request.mode is Mode.VOICE
    left_at = session.paused_at if open_still and spoken else None
    patience = timedelta(seconds=settings.return_seconds)
    return SessionDetails(
        **fields_of(session, assessment.overall_score if assessment else None),
        custom_instructions=session.request.custom_instructions,
        job_description=session.request.job_description,
        opener=session.opener,
        question_count=answered_questions(history),
        room_name=session.room_name if spoken else None,
        langsmith_run_id=session.langsmith_run_id,
        langsmith_trace_url=session.langsmith_trace_url,
        faults=list(session.faults),
        seconds_left=session.seconds_left(services.clock()) if open_still else None,
        return_until=left_at + patience if left_at else None,
        usage=usage_of(calls, settings.llm_prices),
        recording=RecordingAnswer.of(recording, recording_address(session.id)),
        again=session.plan.again,
        questions=_asked(session, history),
        interactions=[InteractionAnswer.of(turn) for turn in history],
    )


def _asked(session: InterviewSession, history: Sequence[Interaction]) -> list[AskedQuestion]:
    """Return what was put, by number; what is planned and not put yet stays unknown."""
    put: dict[int, Question] = {}
    for turn in history:
        question = session.plan.question(turn.question_id)
        if question is not None and turn.question_number > 0:
            put.setdefault(turn.question_number, question)
    return [
        AskedQuestion(number=number, text=put[number].text, problem=_problem(put[number]))
        for number in sorted(put)
    ]


def _problem(question: Question) -> ProblemAnswer | None:
    """Return the coding problem that a question sets, null where it sets none that is known."""
    problem = coding_problems().get(question.problem) if question.problem else None
    return ProblemAnswer.of(problem) if problem else None
