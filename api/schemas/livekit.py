"""Room access over the wire."""

from pydantic import Field

from api.http.wire import Moment, Text, Wire


class TokenQuery(Wire):
    """Which room, and the name that others see."""

    room_name: Text = Field(max_length=128)
    participant_name: Text = Field(min_length=1, max_length=64)


class RoomTokenAnswer(Wire):
    """Access to one room until `expires_at`."""

    token: str
    room_name: str
    participant_name: str
    url: str
    expires_at: Moment


class RoomTrialAnswer(Wire):
    """Access to an empty room until `expires_at`, to try out whether sound gets there."""

    token: str
    url: str
    expires_at: Moment


class RoomStatusAnswer(Wire):
    """Whether a spoken interview can be held now; if not, text can."""

    available: bool
    server: bool
    worker: bool | None = Field(description="null where workers run elsewhere and are not asked")
    speech: bool | None = Field(
        default=None,
        description="whether local models or providers hear and speak; null if nobody knows",
    )
    url: str
    waiting: int = Field(ge=0, description="how many wait in their rooms for an interviewer")
    place: int | None = Field(
        ge=1, description="the caller's place among them, 1 being next; null when not among them"
    )
    wait_seconds: int | None = Field(
        ge=0,
        description="about how long until the caller's turn, without a place for who comes now; "
        "null where nobody waits or it cannot be told",
    )
