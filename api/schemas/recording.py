"""What is told of a recording beside its sound."""

from dataclasses import asdict

from pydantic import Field

from api.http.wire import Wire
from core.recording import MEDIA_TYPE, Recording


class RecordedSpan(Wire):
    """A stretch recorded without a gap: when it was, and where it stands in the recording."""

    offset_seconds: float = Field(description="from the interview's start, as in its turns")
    position_seconds: float = Field(description="from the recording's start")
    duration_seconds: float


class RecordingAnswer(Wire):
    """Both voices in one stream. A second of the interview is in the last span begun before it."""

    address: str
    media_type: str
    byte_count: int
    duration_seconds: float
    spans: list[RecordedSpan]

    @classmethod
    def of(cls, recording: Recording | None, address: str) -> "RecordingAnswer | None":
        """Return the wire form of what is kept, None for nothing."""
        if recording is None:
            return None
        return cls(
            address=address,
            media_type=MEDIA_TYPE,
            byte_count=recording.byte_count,
            duration_seconds=recording.duration_seconds,
            spans=[RecordedSpan(**asdict(span)) for span in recording.spans()],
        )
