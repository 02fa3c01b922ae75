"""Keys under which clients started sessions, so that a repeated request starts no second one."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Id
from storage.models.mapping import Model


class SessionKeyRow(Model):
    """`key_hash` and `request_hash` are SHA-256 in hexadecimal."""

    __tablename__ = "ai_interview_session_keys"

    user_id: Mapped[int] = mapped_column(
        Id, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    key_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    request_hash: Mapped[str] = mapped_column(String(64))
    session_id: Mapped[int] = mapped_column(
        Id, ForeignKey("ai_interview_sessions.id", ondelete="CASCADE"), index=True
    )
