"""The sound of interviews, for candidates who asked for it, in pieces of some seconds."""

from sqlalchemy import BigInteger, ForeignKey, Integer, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Id
from storage.models.mapping import Model


class RecordingPieceRow(Model):
    """A `RecordedPiece` with its sound, which comes last: what stands before it is read alone."""

    __tablename__ = "ai_interview_recording_pieces"

    session_id: Mapped[int] = mapped_column(
        Id, ForeignKey("ai_interview_sessions.id", ondelete="CASCADE"), primary_key=True
    )
    part: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    offset_seconds: Mapped[float]
    duration_seconds: Mapped[float]
    byte_count: Mapped[int] = mapped_column(Integer)
    audio: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
