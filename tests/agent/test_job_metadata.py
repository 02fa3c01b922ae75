"""A dispatch names the session of its own room, or it is refused."""

import pytest

from agent.job_metadata import session_of
from core.errors import RoomMetadataError


def test_a_dispatch_names_the_session_of_its_room() -> None:
    assert session_of('{"session_id": 12}', "interview-room-12") == 12


@pytest.mark.parametrize(
    ("metadata", "room"),
    [
        ("", "interview-room-12"),
        ("not json", "interview-room-12"),
        ("[]", "interview-room-12"),
        ('{"session_id": "12"}', "interview-room-12"),
        ('{"session_id": 0}', "interview-room-0"),
        ('{"session_id": 12, "user_id": 1}', "interview-room-12"),
        ('{"session_id": 13}', "interview-room-12"),
        ('{"session_id": 12}', "lobby"),
    ],
)
def test_everything_else_is_refused(metadata: str, room: str) -> None:
    with pytest.raises(RoomMetadataError):
        session_of(metadata, room)
