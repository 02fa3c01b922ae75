"""What a candidate's room token allows, read back from the token itself."""

from datetime import UTC, datetime, timedelta

import jwt

from api.rooms.access import grant_access
from api.services import Services
from core.interview import InterviewRequest
from core.settings import Settings
from tests.api.application import on_sqlite
from tests.api.scripted import ScriptedPlanner

__all__ = ["on_sqlite"]


async def claims_of(
    services: Services, settings: Settings, *, dispatched: bool = True
) -> dict[str, object]:
    """Return the claims of a token for a new session."""
    prepared = await ScriptedPlanner().prepare(InterviewRequest(title="t"), None)
    async with services.database.unit_of_work() as uow:
        user = await uow.users.add("ada@example.com", "hash")
        session = await uow.sessions.add(
            user.id, InterviewRequest(title="t"), prepared.plan, prepared.opener
        )
        await uow.commit()
    now = datetime.now(UTC)
    access = grant_access(session, "candidate-99", settings, now, dispatched=dispatched)
    assert access.expires_at == now + timedelta(minutes=30)
    secret = settings.livekit_api_secret.get_secret_value()
    return dict(jwt.decode(access.token, secret, algorithms=["HS256"]))


async def test_it_opens_one_room_and_nothing_else(services: Services, settings: Settings) -> None:
    claims = await claims_of(services, settings)
    assert claims["video"] == {
        "roomJoin": True,
        "room": "interview-room-1",
        "canPublish": True,
        "canPublishSources": ["microphone", "camera"],
        "canSubscribe": True,
        "canPublishData": True,
        "canUpdateOwnMetadata": True,
    }


async def test_the_identity_is_the_users_and_not_what_they_call_themselves(
    services: Services, settings: Settings
) -> None:
    claims = await claims_of(services, settings)
    assert claims["sub"] == "candidate-1"
    assert claims["name"] == "candidate-99"


async def test_it_brings_the_interviewer_with_the_session(
    services: Services, settings: Settings
) -> None:
    claims = await claims_of(services, settings)
    assert claims["roomConfig"] == {
        "name": "interview-room-1",
        "emptyTimeout": 300,
        "departureTimeout": 70,
        "agents": [{"agentName": "interviewer", "metadata": '{"session_id": 1}'}],
    }


async def test_it_lives_for_thirty_minutes(services: Services, settings: Settings) -> None:
    claims = await claims_of(services, settings)
    lifetime = int(str(claims["exp"])) - int(str(claims["nbf"]))
    assert lifetime == 1800


async def test_it_brings_nobody_while_others_wait(services: Services, settings: Settings) -> None:
    claims = await claims_of(services, settings, dispatched=False)
    config = claims["roomConfig"]
    assert isinstance(config, dict)
    assert config["name"] == "interview-room-1"
    assert "agents" not in config
