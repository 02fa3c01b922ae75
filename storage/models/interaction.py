"""Interactions: one row per turn that was spoken or written."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.delivery import Delivery
from core.move import Move, WordedBy
from core.turn import Artifact, Role, SpeechSegment, TimingBasis, TypingSegment, Word
from storage.columns import CodeOf, Id, JsonOf, PlainText, UtcDateTime
from storage.models.account import Texts
from storage.models.mapping import Model


class InteractionRow(Model):
    """A turn. The measures in columns of their own repeat `delivery`, for queries."""

    __tablename__ = "ai_interview_interactions"
    __table_args__ = (
        UniqueConstraint("session_id", "item_id"),
        Index(None, "session_id", "created_at", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    session_id: Mapped[int] = mapped_column(
        Id, ForeignKey("ai_interview_sessions.id", ondelete="CASCADE")
    )
    item_id: Mapped[str] = mapped_column(PlainText)
    role: Mapped[Role] = mapped_column(CodeOf(Role))
    content: Mapped[str] = mapped_column(PlainText)
    heard: Mapped[str | None] = mapped_column(PlainText)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    offset_seconds: Mapped[float | None]
    duration_seconds: Mapped[float | None]
    response_time_seconds: Mapped[float | None]
    timing_basis: Mapped[TimingBasis] = mapped_column(CodeOf(TimingBasis))
    words: Mapped[tuple[Word, ...]] = mapped_column(JsonOf(tuple[Word, ...]))
    speech_segments: Mapped[tuple[SpeechSegment, ...]] = mapped_column(
        JsonOf(tuple[SpeechSegment, ...])
    )
    asr_verbatim: Mapped[bool]
    interrupted: Mapped[bool]
    move: Mapped[Move | None] = mapped_column(JsonOf(Move))
    question_number: Mapped[int]
    retry_of: Mapped[int | None] = mapped_column(Id)
    question_id: Mapped[str | None] = mapped_column(PlainText)
    worded_by: Mapped[WordedBy | None] = mapped_column(CodeOf(WordedBy))
    delivery: Mapped[Delivery | None] = mapped_column(JsonOf(Delivery))
    words_per_minute: Mapped[float | None]
    articulation_rate_wpm: Mapped[float | None]
    filler_word_count: Mapped[int | None]
    sentiment: Mapped[float | None]
    audio_s3_key: Mapped[str | None] = mapped_column(PlainText)
    tool_results: Mapped[tuple[dict[str, Any], ...]] = mapped_column(
        JsonOf(tuple[dict[str, Any], ...])
    )
    latency: Mapped[dict[str, float]] = mapped_column(JsonOf(dict[str, float]))
    faults: Mapped[tuple[str, ...]] = mapped_column(Texts)
    artifact: Mapped[Artifact | None] = mapped_column(JsonOf(Artifact))
    typing: Mapped[tuple[TypingSegment, ...]] = mapped_column(JsonOf(tuple[TypingSegment, ...]))
    not_measured: Mapped[dict[str, str]] = mapped_column(JsonOf(dict[str, str]))
