"""What a dispatch says: which session to interview. Everything else is refused."""

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from core.errors import RoomMetadataError
from core.interview import room_name


class JobMetadata(BaseModel):
    """The dispatch's metadata, as JSON."""

    model_config = ConfigDict(extra="forbid", strict=True)

    session_id: int = Field(ge=1)


def session_of(metadata: str, room: str) -> int:
    """Return the session id that a dispatch names.

    Raises `RoomMetadataError` when the metadata is unreadable or names another room's session.
    """
    try:
        session_id = JobMetadata.model_validate_json(metadata or "{}").session_id
    except ValidationError as error:
        raise RoomMetadataError("the dispatch does not name an interview session") from error
    if room_name(session_id) != room:
        raise RoomMetadataError("the dispatch names a session of another room")
    return session_id
