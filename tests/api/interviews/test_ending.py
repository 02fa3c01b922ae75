"""Who ends an interview over HTTP while it is being spoken, and what becomes of its room."""

import asyncio
import secrets
from typing import cast

import pytest

from api.interviews import ending
from api.services import Services
from core.interview import Mode, room_name
from core.turn import Interaction, Role
from tests.api.application import Client, on_sqlite
from tests.api.listed_rooms import ListedRoom, ListedRooms
from tests.test_ai_interview import SESSION

__all__ = ["on_sqlite"]

SESSIONS = "/ai-interview/sessions"
SPOKEN = {**SESSION, "mode": "voice"}
LAST_WORDS = "and that is what I did in the end"


class Interviewer:
    """Someone in the room who, asked to end, stores the last words and completes the session."""

    def __init__(self, services: Services, session_id: int) -> None:
        self._services, self._id = services, session_id

    async def end(self) -> None:
        await asyncio.sleep(0.05)
        database = self._services.database
        async with database.unit_of_work() as uow:
            await uow.interactions.add(
                Interaction(self._id, "last", Role.USER, LAST_WORDS, self._services.clock())
            )
            await uow.commit()
        await asyncio.sleep(0.05)
        await self._services.completer.end(self._id)


@pytest.fixture
def rooms(services: Services) -> ListedRooms:
    return cast(ListedRooms, services.rooms)


async def spoken(client: Client, rooms: ListedRooms, *, agents: int) -> int:
    """Start a spoken session whose room holds so many interviewers; return its id."""
    await client.sign_up(f"{secrets.token_hex(4)}@example.com")
    session_id = int((await client.post(SESSIONS, json=SPOKEN)).json()["session_id"])
    rooms.rooms[room_name(session_id)] = ListedRoom(candidates=1, agents=agents)
    return session_id


@pytest.mark.parametrize("prefer", [{}, {"Prefer": "respond-async"}], ids=["wait", "async"])
async def test_the_interviewer_ends_and_what_was_said_until_then_is_assessed(
    client: Client, services: Services, rooms: ListedRooms, prefer: dict[str, str]
) -> None:
    session_id = await spoken(client, rooms, agents=1)
    rooms.when_asked = Interviewer(services, session_id).end
    answer = await client.post(f"{SESSIONS}/{session_id}/complete", headers=prefer)
    assert answer.json()["status"] == "completed"
    assert rooms.asked_to_end == [room_name(session_id)]
    result = (await client.get(f"{SESSIONS}/{session_id}")).json()
    assert [turn["content"] for turn in result["interactions"]] == [LAST_WORDS]


async def test_an_interviewer_who_does_not_answer_is_not_waited_for_for_ever(
    client: Client, rooms: ListedRooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ending, "GOODBYE_SECONDS", 0.05)
    session_id = await spoken(client, rooms, agents=1)
    answer = await client.post(f"{SESSIONS}/{session_id}/complete")
    assert (answer.status_code, answer.json()["status"]) == (200, "completed")


@pytest.mark.parametrize("away", [False, True], ids=["nobody there", "no room server"])
async def test_where_nobody_can_be_asked_the_session_is_completed_at_once(
    client: Client, rooms: ListedRooms, away: bool
) -> None:
    session_id = await spoken(client, rooms, agents=0)
    rooms.away = away
    answer = await client.post(f"{SESSIONS}/{session_id}/complete")
    assert (answer.status_code, answer.json()["status"]) == (200, "completed")


async def test_an_ended_session_and_a_written_one_ask_nobody(
    client: Client, rooms: ListedRooms
) -> None:
    session_id = await spoken(client, rooms, agents=0)
    await client.post(f"{SESSIONS}/{session_id}/complete")
    rooms.rooms[room_name(session_id)].agents = 1
    await client.post(f"{SESSIONS}/{session_id}/complete")
    written = (await client.post(SESSIONS, json=SESSION)).json()["session_id"]
    rooms.rooms[room_name(written)] = ListedRoom(agents=1)
    await client.post(f"{SESSIONS}/{written}/complete")
    assert rooms.asked_to_end == []


@pytest.mark.parametrize("what", ["session", "account"])
async def test_what_is_deleted_closes_its_room_with_whoever_is_in_it(
    client: Client, rooms: ListedRooms, what: str
) -> None:
    session_id = await spoken(client, rooms, agents=1)
    path = f"{SESSIONS}/{session_id}" if what == "session" else "/auth/me"
    assert (await client.delete(path)).status_code == 204
    assert room_name(session_id) not in rooms.rooms


@pytest.mark.parametrize("what", ["session", "account"])
async def test_a_room_server_that_is_away_holds_up_no_deletion(
    client: Client, rooms: ListedRooms, what: str
) -> None:
    session_id = await spoken(client, rooms, agents=1)
    rooms.away = True
    path = f"{SESSIONS}/{session_id}" if what == "session" else "/auth/me"
    assert (await client.delete(path)).status_code == 204


async def test_deleting_an_account_closes_only_its_own_open_spoken_rooms(
    client: Client, other: Client, rooms: ListedRooms
) -> None:
    mine = await spoken(client, rooms, agents=1)
    theirs = await spoken(other, rooms, agents=1)
    await client.delete("/auth/me")
    assert list(rooms.rooms) == [room_name(theirs)]
    assert mine != theirs


async def test_only_spoken_sessions_that_go_on_count_as_open(
    client: Client, services: Services, rooms: ListedRooms
) -> None:
    first = await spoken(client, rooms, agents=0)
    await client.post(f"{SESSIONS}/{first}/complete")
    second = int((await client.post(SESSIONS, json=SPOKEN)).json()["session_id"])
    await client.post(SESSIONS, json=SESSION)
    async with services.database.unit_of_work() as uow:
        user_id = (await uow.sessions.get(second)).user_id
        assert await uow.sessions.open_for_user(user_id, Mode.VOICE) == [second]
