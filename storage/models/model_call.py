"""What language models were asked on behalf of a session."""

from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column

from core.usage import CallPurpose
from storage.columns import CodeOf, Id, PlainText
from storage.models.mapping import Model


class ModelCallRow(Model):
    """A call, or several of one kind together; null tokens were not told by the provider."""

    __tablename__ = "ai_interview_model_calls"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    session_id: Mapped[int] = mapped_column(
        Id, ForeignKey("ai_interview_sessions.id", ondelete="CASCADE"), index=True
    )
    purpose: Mapped[CallPurpose] = mapped_column(CodeOf(CallPurpose))
    model: Mapped[str] = mapped_column(PlainText)
    calls: Mapped[int] = mapped_column(Integer)
    prompt_tokens: Mapped[int | None] = mapped_column(Integer)
    completion_tokens: Mapped[int | None] = mapped_column(Integer)
    cached_tokens: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
