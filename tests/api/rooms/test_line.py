"""Who waits for an interviewer: the order, the places, and about how long."""

from datetime import UTC, datetime, timedelta

import pytest

from api.rooms.gateway import Dispatch
from api.rooms.line import Waiting, WaitingLine, seconds_until_turn
from api.rooms.watch import RoomWatch
from api.services import Services
from core.interview import InterviewRequest, Mode, room_name
from tests.api.application import on_sqlite, open_client
from tests.api.listed_rooms import ListedRoom, ListedRooms
from tests.api.scripted import ScriptedPlanner

__all__ = ["on_sqlite"]

START = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("left", "before", "seconds"),
    [
        ([], [], None),
        ([], [600.0], None),
        ([300.0], [], 300.0),
        ([300.0], [600.0], 900.0),
        ([300.0, 60.0], [], 60.0),
        ([300.0, 60.0], [600.0], 300.0),
        ([300.0, 60.0], [600.0, 600.0], 660.0),
        ([0.0, 0.0, 0.0], [60.0, 60.0], 0.0),
        ([0.0, 0.0, 0.0], [60.0, 60.0, 90.0], 60.0),
    ],
)
def test_each_interview_that_ends_makes_room_for_the_next(
    left: list[float], before: list[float], seconds: float | None
) -> None:
    assert seconds_until_turn(left, before) == seconds


def test_a_place_is_counted_from_one_and_only_while_one_waits() -> None:
    line = WaitingLine()
    line.waiting = (Waiting(7, 3, 600.0), Waiting(8, 4, 600.0))
    line.seconds_left = (120.0,)
    assert [line.place_of(user) for user in (3, 4, 5)] == [1, 2, None]
    assert [line.seconds_until_turn(place) for place in (1, 2, 3)] == [120.0, 720.0, 1320.0]


class Rooms(ListedRooms):
    """Rooms whose workers have so many places; the interviewer of a taken dispatch comes later."""

    def __init__(self, places: int) -> None:
        super().__init__(clock=lambda: self.now)
        self.now = START
        self.places = places

    async def dispatch(self, room_name: str, session_id: int) -> None:
        await super().dispatch(room_name, session_id)
        if self.places > 0:
            self.places -= 1
            room = self.rooms[room_name]
            room.dispatches = [
                Dispatch(one.id, one.created_at, taken=True) for one in room.dispatches
            ]

    def opened(self, number: int, after_seconds: float, *, token_asked: bool = False) -> None:
        """A candidate comes; their token may have asked for an interviewer in vain."""
        at = START + timedelta(seconds=after_seconds)
        room = self.rooms[room_name(number)] = ListedRoom(candidates=1, opened_at=at)
        if token_asked:
            room.dispatches.append(Dispatch(f"AD_of_{number}", at, taken=False))

    def arrived(self) -> None:
        """Every interviewer that was sent for is there."""
        for room in self.rooms.values():
            room.agents = int(any(one.taken for one in room.dispatches))

    @property
    def asked_for(self) -> list[int]:
        return [session_id for _, session_id in self.dispatched]


class Waiters:
    """Four sessions of four people, and the watch over their rooms."""

    def __init__(self, services: Services, sessions: list[int], places: int) -> None:
        self.services = services
        self.sessions = sessions
        self.rooms = Rooms(places)
        self.watch = self.another_process()

    def another_process(self) -> RoomWatch:
        database, rooms = self.services.database, self.rooms
        return RoomWatch(database, rooms, lambda: rooms.now, 60.0, 1800.0, 0.0)

    async def sweep_after(self, seconds: float) -> list[int]:
        """Look again a while later; return who waits, in order."""
        self.rooms.arrived()
        self.rooms.now += timedelta(seconds=seconds)
        await self.watch.sweep()
        return [one.session_id for one in self.watch.line.waiting]


@pytest.fixture
async def waiters(services: Services) -> Waiters:
    request = InterviewRequest(title="Practice", mode=Mode.VOICE, duration_minutes=10)
    prepared = await ScriptedPlanner().prepare(request, None)
    sessions = []
    async with services.database.unit_of_work() as uow:
        for name in ("ada", "bob", "cem", "dan"):
            user = await uow.users.add(f"{name}@example.com", "hash")
            session = await uow.sessions.add(user.id, request, prepared.plan, prepared.opener)
            sessions.append(session.id)
        await uow.commit()
    return Waiters(services, sessions, places=1)


async def test_places_go_to_who_came_first_and_one_after_the_other(waiters: Waiters) -> None:
    ada, bob, cem, dan = waiters.sessions
    for number, second in ((dan, 1.0), (bob, 2.0), (ada, 3.0), (cem, 4.0)):
        waiters.rooms.opened(number, second)
    assert await waiters.sweep_after(10) == [bob, ada, cem]
    assert waiters.rooms.asked_for == [dan, bob]
    waiters.rooms.places = 2
    assert await waiters.sweep_after(4) == [cem]
    assert waiters.rooms.asked_for == [dan, bob, bob, ada, cem]


async def test_who_leaves_the_room_leaves_the_line_and_who_returns_has_their_place_again(
    waiters: Waiters,
) -> None:
    ada, bob, cem, _ = waiters.sessions
    waiters.rooms.places = 0
    for second, number in enumerate((ada, bob, cem)):
        waiters.rooms.opened(number, second)
    assert await waiters.sweep_after(10) == [ada, bob, cem]
    waiters.rooms.rooms[room_name(ada)].candidates = 0
    assert await waiters.sweep_after(4) == [bob, cem]
    waiters.rooms.rooms[room_name(ada)].candidates = 1
    assert await waiters.sweep_after(4) == [ada, bob, cem]


async def test_who_has_just_come_does_not_wait_until_no_worker_has_taken_them(
    waiters: Waiters,
) -> None:
    ada, bob, *_ = waiters.sessions
    waiters.rooms.places = 0
    waiters.rooms.opened(ada, 0.0, token_asked=True)
    waiters.rooms.opened(bob, 9.0, token_asked=True)
    assert await waiters.sweep_after(10) == [ada]
    # the own dispatch of who waits already is no news
    assert await waiters.sweep_after(1) == [ada]
    assert await waiters.sweep_after(4) == [ada, bob]


async def test_a_look_at_one_room_sends_for_nobody_while_others_wait(waiters: Waiters) -> None:
    ada, bob, *_ = waiters.sessions
    waiters.rooms.places = 0
    waiters.rooms.opened(ada, 0.0)
    assert await waiters.sweep_after(10) == [ada]
    waiters.rooms.places = 1
    waiters.rooms.opened(bob, 10.0)
    await waiters.watch.look_after(bob)
    assert bob not in waiters.rooms.asked_for
    waiters.rooms.now += timedelta(seconds=4)
    await waiters.watch.look_after(ada)
    assert waiters.rooms.asked_for == [ada, ada]


async def test_every_process_finds_the_same_line(waiters: Waiters) -> None:
    ada, bob, cem, _ = waiters.sessions
    waiters.rooms.places = 0
    for second, number in enumerate((cem, ada, bob)):
        waiters.rooms.opened(number, second)
    await waiters.sweep_after(10)
    waiters.rooms.now += timedelta(seconds=4)
    other = waiters.another_process()
    await other.sweep()
    assert other.line.waiting == waiters.watch.line.waiting


async def test_the_api_tells_the_callers_place_and_how_long(services: Services) -> None:
    async with open_client(services) as client:
        user = await client.sign_up()
        alone = (await client.get("/ai-interview/livekit/status")).json()
        services.watch.line.waiting = (Waiting(1, user + 1, 600.0), Waiting(2, user, 600.0))
        services.watch.line.seconds_left = (90.4, 300.0)
        told = (await client.get("/ai-interview/livekit/status")).json()
        services.watch.line.waiting = services.watch.line.waiting[:1]
        newcomer = (await client.get("/ai-interview/livekit/status")).json()
        services.watch.line.seconds_left = ()
        without_workers = (await client.get("/ai-interview/livekit/status")).json()
        metrics = (await client.get("/metrics")).text
    keys = ("waiting", "place", "wait_seconds")
    assert [alone[key] for key in keys] == [0, None, None]
    assert [told[key] for key in keys] == [2, 2, 300]
    assert [newcomer[key] for key in keys] == [1, None, 300]
    assert without_workers["wait_seconds"] is None
    assert "greenroom_interviews_waiting 1.0" in metrics
    assert "greenroom_interviews_held 0.0" in metrics
