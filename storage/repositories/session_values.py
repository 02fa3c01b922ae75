"""Between a session's row and the values of `core`."""

from dataclasses import replace

from core.assessment import Assessment
from core.interview import InterviewRequest, InterviewSession, SessionSummary
from storage.models import SessionRow

_SCORES = tuple(
    column.name.removesuffix("_score")
    for column in SessionRow.__table__.columns
    if column.name.endswith("_score")
)
"""Groups and dimensions that lists of sessions show; the assessment itself has all there are."""
_SCORE_COLUMNS = (
    *(f"{name}_score" for name in _SCORES),
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
        request=replace(_request(row), job_description=row.job_description),
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
    """Return the session as it stands in a list, without its job posting."""
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
    scores = {d.name: d.score for d in assessment.dimensions} | assessment.group_scores
    scores["overall"] = assessment.overall_score
    for name in _SCORES:
        setattr(row, f"{name}_score", scores.get(name))
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
    row.assessment_due_at = row.assessment_claimed_until = None


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
        patience=row.patience,
        audible_nods=row.audible_nods,
        code_pane=row.code_pane,
        language=row.language,
    )
