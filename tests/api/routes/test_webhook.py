"""LiveKit's events: only signed ones count, and none of them can do harm."""

import json
from datetime import timedelta

import pytest

from api.rooms.gateway import Dispatch
from api.services import Services
from core.clock import utc_now
from core.interview import room_name
from core.settings import Settings
from tests.api.application import Client, on_sqlite
from tests.api.listed_rooms import ListedRoom, ListedRooms
from tests.api.signed_events import event, signed
from tests.test_ai_interview import started

__all__ = ["on_sqlite"]


@pytest.fixture
async def waiting(client: Client, services: Services) -> int:
    """Return a session whose candidate is alone in the room."""
    session_id = await started(client)
    assert isinstance(services.rooms, ListedRooms)
    services.rooms.rooms[room_name(session_id)] = ListedRoom(candidates=1)
    return session_id


def dispatched(services: Services) -> int:
    assert isinstance(services.rooms, ListedRooms)
    return len(services.rooms.dispatched)


async def test_a_candidate_who_joins_alone_gets_an_interviewer(
    client: Client, services: Services, settings: Settings, waiting: int
) -> None:
    body = event("participant_joined", waiting)
    answer = await client.post("/livekit/webhook", content=body, headers=signed(body, settings))
    assert answer.status_code == 204
    assert dispatched(services) == 1


async def test_the_same_event_again_and_out_of_order_changes_nothing(
    client: Client, services: Services, settings: Settings, waiting: int
) -> None:
    for name in ("participant_left", "participant_joined", "participant_joined", "room_finished"):
        body = event(name, waiting)
        await client.post("/livekit/webhook", content=body, headers=signed(body, settings))
    assert dispatched(services) == 1


async def test_events_of_a_room_that_come_again_after_its_interview_bring_nobody_back(
    client: Client, services: Services, settings: Settings, waiting: int
) -> None:
    assert isinstance(services.rooms, ListedRooms)
    path = f"/ai-interview/sessions/{waiting}"
    await client.post(f"{path}/complete")
    before = (await client.get(path)).json()
    for name in ("participant_joined", "participant_left", "room_started", "room_finished"):
        body = event(name, waiting)
        answer = await client.post("/livekit/webhook", content=body, headers=signed(body, settings))
        assert answer.status_code == 204
    assert dispatched(services) == 0
    assert services.rooms.rooms == {}, "nobody waits in a room that has nothing to come"
    assert (await client.get(path)).json() == before


@pytest.mark.parametrize(("seconds_ago", "new"), [(0, 1), (8, 0)])
async def test_an_agent_that_left_is_replaced_unless_another_was_called_since(
    client: Client,
    services: Services,
    settings: Settings,
    waiting: int,
    seconds_ago: int,
    new: int,
) -> None:
    assert isinstance(services.rooms, ListedRooms)
    called = Dispatch("AD_earlier", utc_now() - timedelta(seconds=5), taken=True)
    services.rooms.rooms[room_name(waiting)].dispatches.append(called)
    left_at = utc_now() - timedelta(seconds=seconds_ago)
    body = event("participant_left", waiting, "AGENT", left_at)
    await client.post("/livekit/webhook", content=body, headers=signed(body, settings))
    assert dispatched(services) == new


async def test_events_about_other_rooms_are_taken_and_ignored(
    client: Client, services: Services, settings: Settings
) -> None:
    body = json.dumps({"event": "participant_joined", "room": {"name": "lobby"}})
    answer = await client.post("/livekit/webhook", content=body, headers=signed(body, settings))
    assert answer.status_code == 204
    assert dispatched(services) == 0


async def test_a_session_that_was_deleted_has_its_room_closed(
    client: Client, services: Services, settings: Settings
) -> None:
    assert isinstance(services.rooms, ListedRooms)
    services.rooms.rooms[room_name(404)] = ListedRoom(candidates=1)
    body = event("participant_joined", 404)
    answer = await client.post("/livekit/webhook", content=body, headers=signed(body, settings))
    assert answer.status_code == 204
    assert services.rooms.rooms == {}


async def test_a_room_server_that_is_away_is_looked_at_later(
    client: Client, services: Services, settings: Settings, waiting: int
) -> None:
    assert isinstance(services.rooms, ListedRooms)
    services.rooms.away = True
    body = event("participant_joined", waiting)
    answer = await client.post("/livekit/webhook", content=body, headers=signed(body, settings))
    assert answer.status_code == 204


@pytest.mark.parametrize(
    "flaw", ["unsigned", "other secret", "other body", "expired", "garbage", "not json"]
)
async def test_what_is_not_signed_by_our_server_is_refused(
    client: Client, services: Services, settings: Settings, waiting: int, flaw: str
) -> None:
    body = event("participant_joined", waiting)
    headers = {
        "unsigned": {},
        "other secret": signed(body, settings, secret="another-secret-of-at-least-32-chars"),
        "other body": signed("{}", settings),
        "expired": signed(body, settings, minutes=-10),
        "garbage": {"Authorization": "Bearer x.y.z"},
        "not json": signed("not json", settings),
    }[flaw]
    sent = "not json" if flaw == "not json" else body
    answer = await client.post("/livekit/webhook", content=sent, headers=headers)
    assert answer.status_code == 401
    assert answer.json()["error_code"] == "NOT_AUTHENTICATED"
    assert dispatched(services) == 0
