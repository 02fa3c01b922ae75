"""Assessments: every version of a session's result is kept."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.assessment import Assessment
from storage.columns import Id, JsonOf, PlainText, UtcDateTime
from storage.models.mapping import Model


class AssessmentRow(Model):
    __tablename__ = "ai_interview_assessments"
    __table_args__ = (
        UniqueConstraint("session_id", "version"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    session_id: Mapped[int] = mapped_column(
        Id, ForeignKey("ai_interview_sessions.id", ondelete="CASCADE")
    )
    version: Mapped[int]
    method: Mapped[str] = mapped_column(PlainText)
    overall_score: Mapped[float | None]
    assessed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    assessment: Mapped[Assessment] = mapped_column(JsonOf(Assessment))
