"""Accounts and profiles."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.interview import Difficulty, InterviewType
from storage.columns import CodeOf, Id, JsonOf, PlainText, UtcDateTime
from storage.models.mapping import Model

Texts = JsonOf(tuple[str, ...])


class UserRow(Model):
    __tablename__ = "users"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    email: Mapped[str] = mapped_column(PlainText, unique=True)
    password_hash: Mapped[str] = mapped_column(PlainText)
    full_name: Mapped[str | None] = mapped_column(PlainText)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    index_due_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)


class ProfileRow(Model):
    __tablename__ = "user_profiles"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    user_id: Mapped[int] = mapped_column(
        Id, ForeignKey("users.id", ondelete="CASCADE"), unique=True
    )
    current_role: Mapped[str | None] = mapped_column(PlainText)
    current_company: Mapped[str | None] = mapped_column(PlainText)
    years_of_experience: Mapped[float | None]
    target_role: Mapped[str | None] = mapped_column(PlainText)
    target_companies: Mapped[tuple[str, ...]] = mapped_column(Texts)
    technical_skills: Mapped[tuple[str, ...]] = mapped_column(Texts)
    soft_skills: Mapped[tuple[str, ...]] = mapped_column(Texts)
    education: Mapped[tuple[str, ...]] = mapped_column(Texts)
    certifications: Mapped[tuple[str, ...]] = mapped_column(Texts)
    difficulty_preference: Mapped[Difficulty | None] = mapped_column(CodeOf(Difficulty))
    preferred_interview_types: Mapped[tuple[InterviewType, ...]] = mapped_column(
        JsonOf(tuple[InterviewType, ...])
    )
    resume_text: Mapped[str | None] = mapped_column(PlainText)
    job_description: Mapped[str | None] = mapped_column(PlainText)
    bio: Mapped[str | None] = mapped_column(PlainText)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
