"""Interview sessions, with the scores of their latest assessment, and how many there are."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from core.camera import CameraCounts
from core.interview import Difficulty, InterviewType, Mode, Patience, SessionStatus
from core.plan import InterviewPlan
from core.turn import Interaction
from storage.columns import CodeOf, Id, JsonOf, PlainText, UtcDateTime
from storage.models.account import Texts
from storage.models.mapping import Model


class SessionRow(Model):
    """A session. A higher id is a newer session, which the list's indexes rest on."""

    __tablename__ = "ai_interview_sessions"
    __table_args__ = (
        Index(None, "user_id", "id"),
        Index(None, "user_id", "status", "id"),
        Index(None, "user_id", "interview_type", "id"),
        Index(None, "user_id", "status", "interview_type", "id"),
        Index(None, "status", "heartbeat_at"),
        Index(None, "assessment_due_at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    user_id: Mapped[int] = mapped_column(Id, ForeignKey("users.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(PlainText)
    interview_type: Mapped[InterviewType] = mapped_column(CodeOf(InterviewType))
    mode: Mapped[Mode] = mapped_column(CodeOf(Mode))
    role_context: Mapped[str | None] = mapped_column(PlainText)
    company_context: Mapped[str | None] = mapped_column(PlainText)
    difficulty_level: Mapped[Difficulty] = mapped_column(CodeOf(Difficulty))
    custom_instructions: Mapped[str | None] = mapped_column(PlainText)
    planned_question_count: Mapped[int]
    duration_minutes: Mapped[int]
    record_audio: Mapped[bool]
    camera_opt_in: Mapped[bool]
    own_pace: Mapped[bool]
    patience: Mapped[Patience] = mapped_column(CodeOf(Patience))
    audible_nods: Mapped[bool]
    code_pane: Mapped[bool]
    language: Mapped[str] = mapped_column(String(35))
    own_pauses: Mapped[tuple[float, ...] | None] = mapped_column(
        JsonOf(tuple[float, ...]), deferred=True
    )
    observation: Mapped[CameraCounts | None] = mapped_column(JsonOf(CameraCounts))
    status: Mapped[SessionStatus] = mapped_column(CodeOf(SessionStatus))
    # read only where a whole session is asked for: plans are large and lists are frequent
    plan: Mapped[InterviewPlan] = mapped_column(JsonOf(InterviewPlan), deferred=True)
    opener: Mapped[str] = mapped_column(PlainText, deferred=True)
    job_description: Mapped[str | None] = mapped_column(PlainText, deferred=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # what is known of the answer that is being spoken; no turn yet
    open_answer: Mapped[Interaction | None] = mapped_column(JsonOf(Interaction), deferred=True)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    completed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    paused_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    paused_seconds: Mapped[float]
    langsmith_run_id: Mapped[str | None] = mapped_column(PlainText)
    langsmith_trace_url: Mapped[str | None] = mapped_column(PlainText)
    faults: Mapped[tuple[str, ...]] = mapped_column(Texts)
    heartbeat_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    worker: Mapped[str | None] = mapped_column(PlainText)
    assessment_due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    assessment_claimed_until: Mapped[datetime | None] = mapped_column(UtcDateTime)

    # the latest assessment, all null before the first one
    overall_score: Mapped[float | None]
    communication_score: Mapped[float | None]
    content_score: Mapped[float | None]
    behavioral_score: Mapped[float | None]
    verbal_communication_score: Mapped[float | None]
    clarity_score: Mapped[float | None]
    confidence_score: Mapped[float | None]
    pace_score: Mapped[float | None]
    fluency_score: Mapped[float | None]
    technical_accuracy_score: Mapped[float | None]
    problem_solving_score: Mapped[float | None]
    structure_score: Mapped[float | None]
    relevance_score: Mapped[float | None]
    star_method_score: Mapped[float | None]
    leadership_score: Mapped[float | None]
    teamwork_score: Mapped[float | None]
    eye_contact_score: Mapped[float | None]
    body_language_score: Mapped[float | None]
    engagement_score: Mapped[float | None]
    words_per_minute: Mapped[float | None]
    filler_word_count: Mapped[int | None]
    coverage: Mapped[float | None]
    band: Mapped[float | None]
    answered_question_count: Mapped[int | None]
    strengths: Mapped[tuple[str, ...] | None] = mapped_column(Texts)
    weaknesses: Mapped[tuple[str, ...] | None] = mapped_column(Texts)
    detailed_feedback: Mapped[str | None] = mapped_column(PlainText)
    next_steps: Mapped[tuple[str, ...] | None] = mapped_column(Texts)
    recommended_topics: Mapped[tuple[str, ...] | None] = mapped_column(Texts)
    assessed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SessionCountRow(Model):
    """How many sessions a user has per status and type: at most 20 rows to add up per user.

    Kept in the transaction that adds, moves or deletes a session, so that counting costs the same
    however many sessions there are.
    """

    __tablename__ = "ai_interview_session_counts"

    user_id: Mapped[int] = mapped_column(
        Id, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    status: Mapped[SessionStatus] = mapped_column(CodeOf(SessionStatus), primary_key=True)
    interview_type: Mapped[InterviewType] = mapped_column(CodeOf(InterviewType), primary_key=True)
    sessions: Mapped[int] = mapped_column(Integer)
