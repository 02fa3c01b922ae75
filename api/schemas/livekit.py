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
        description="whether the local models that hear and speak answer; null where others do",
    )
    url: str
