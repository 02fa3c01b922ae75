"""What judges answered, so that an assessment that was killed asks nothing twice."""

from sqlalchemy import ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Id, PlainText
from storage.models.mapping import Model


class JudgeReplyRow(Model):
    """One reply; `key` is the SHA-256 of its request in hexadecimal."""

    __tablename__ = "ai_interview_judge_replies"

    session_id: Mapped[int] = mapped_column(
        Id, ForeignKey("ai_interview_sessions.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    reply: Mapped[str] = mapped_column(PlainText)
    prompt_tokens: Mapped[int] = mapped_column(Integer)
    completion_tokens: Mapped[int] = mapped_column(Integer)
