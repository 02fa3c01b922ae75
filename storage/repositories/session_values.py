"""Between a session's row and the values of `core`."""

from core.assessment import Assessment
from core.interview import InterviewRequest, InterviewSession, SessionSummary
from storage.models import SessionRow

_GROUPS = ("communication", "content", "behavioral")
_DIMENSIONS = (
    "verbal_communication",
    "clarity",
    "confidence",
    "pace",
    "fluency",
    "technical_accuracy",
    "problem_solving",
    "structure",
    "relevance",
    "star_method",
    "leadership",
    "teamwork",
    "eye_contact",
    "body_language",
    "engagement",
)
_SCORE_COLUMNS = (
    "overall_score",
    *(f"{name}_score" for name in (*_GROUPS, *_DIMENSIONS)),
    "words_per_minute",
    "filler_word_count",
    "coverage",
    "band",
    "answered_question_count",
)


def to_session(row: SessionRow) -> InterviewSession:
    """Return the whole session; the row must have its plan and opener loaded."""
    return InterviewSession(
        id=row.id,
        user_id=row.user_id,
        request=_request(row),
        status=row.status,
        plan=row.plan,
        opener=row.opener,
        created_at=row.created_at,
        started_at=row.started_at,
        completed_at=row.completed_at,
        langsmith_run_id=row.langsmith_run_id,
        langsmith_trace_url=row.langsmith_trace_url,
        faults=row.faults,
        observation=row.observation,
        paused_at=row.paused_at,
        paused_seconds=row.paused_seconds,
    )


def to_summary(row: SessionRow) -> SessionSummary:
    """Return the session as it stands in a list."""
    return SessionSummary(
        id=row.id,
        user_id=row.user_id,
        request=_request(row),
        status=row.status,
        created_at=row.created_at,
        started_at=row.started_at,
        completed_at=row.completed_at,
        assessed_at=row.assessed_at,
        scores={name: getattr(row, name) for name in _SCORE_COLUMNS},
    )


def fill_scores(row: SessionRow, assessment: Assessment) -> None:
    """Write the assessment into the session's columns; what it does not hold becomes null.

    None is due any more.
    """
    for name in _GROUPS:
        setattr(row, f"{name}_score", assessment.group_scores.get(name))
    for name in _DIMENSIONS:
        setattr(row, f"{name}_score", assessment.score(name))
    row.overall_score = assessment.overall_score
    row.words_per_minute = assessment.words_per_minute
    row.filler_word_count = assessment.filler_word_count
    row.coverage = assessment.coverage
    row.band = assessment.band
    row.answered_question_count = assessment.answered_question_count
    row.strengths = assessment.feedback.strengths
    row.weaknesses = assessment.feedback.weaknesses
    row.detailed_feedback = assessment.feedback.detailed_feedback
    row.next_steps = assessment.feedback.next_steps
    row.recommended_topics = assessment.feedback.recommended_topics
    row.assessed_at = assessment.assessed_at
    row.assessment_due_at = None


def _request(row: SessionRow) -> InterviewRequest:
    return InterviewRequest(
        title=row.title,
        interview_type=row.interview_type,
        mode=row.mode,
        role_context=row.role_context,
        company_context=row.company_context,
        difficulty_level=row.difficulty_level,
        custom_instructions=row.custom_instructions,
        planned_question_count=row.planned_question_count,
        duration_minutes=row.duration_minutes,
        record_audio=row.record_audio,
        camera_opt_in=row.camera_opt_in,
        own_pace=row.own_pace,
    )
