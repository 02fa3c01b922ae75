"""Who gets an interviewer, and when the watch gives up."""

from datetime import UTC, datetime, timedelta

import pytest

from api.rooms.gateway import Dispatch
from api.rooms.watch import RoomWatch, session_id_of
from api.services import Services
from core.errors import UnavailableError
from core.interview import InterviewRequest, InterviewSession, Mode, SessionStatus, room_name
from core.move import Move, MoveKind
from core.turn import Interaction, Role
from storage.repositories.sessions import Sessions
from tests.api.application import on_sqlite
from tests.api.listed_rooms import ListedRoom, ListedRooms
from tests.api.scripted import ScriptedPlanner

__all__ = ["on_sqlite"]

START = datetime(2026, 1, 1, 12, tzinfo=UTC)


class Scene:
    """One spoken session, its room, and a clock that the test moves."""

    def __init__(self, services: Services, session_id: int) -> None:
        self.database = services.database
        self.session_id = session_id
        self.now = START
        self.rooms = ListedRooms(clock=lambda: self.now)
        self.watch = RoomWatch(services.database, self.rooms, lambda: self.now, 60.0, 1800.0, 0.0)

    @property
    def room(self) -> ListedRoom:
        return self.rooms.rooms.setdefault(room_name(self.session_id), ListedRoom())

    def had(self, age_seconds: float, *, taken: bool) -> None:
        """Put a dispatch of that age into the room."""
        created_at = self.now - timedelta(seconds=age_seconds)
        self.room.dispatches.append(Dispatch("AD_earlier", created_at, taken))

    async def status(self) -> SessionStatus:
        async with self.database.unit_of_work() as uow:
            return (await uow.sessions.get(self.session_id)).status

    async def spoken_in(self) -> None:
        """The agent has been there."""
        async with self.database.unit_of_work() as uow:
            await uow.sessions.mark_started(self.session_id, self.now)
            await uow.sessions.heartbeat(self.session_id, self.now, "worker")
            await uow.commit()

    async def sweep_after(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        await self.watch.sweep()


@pytest.fixture
async def scene(services: Services) -> Scene:
    request = InterviewRequest(title="Practice", mode=Mode.VOICE)
    prepared = await ScriptedPlanner().prepare(request, None)
    async with services.database.unit_of_work() as uow:
        user = await uow.users.add("ada@example.com", "hash")
        session = await uow.sessions.add(user.id, request, prepared.plan, prepared.opener)
        await uow.commit()
    return Scene(services, session.id)


async def test_a_candidate_alone_in_the_room_gets_an_interviewer(scene: Scene) -> None:
    scene.room.candidates = 1
    await scene.watch.sweep()
    assert scene.rooms.dispatched == [(room_name(scene.session_id), scene.session_id)]


async def test_a_candidate_with_an_interviewer_gets_no_second_one(scene: Scene) -> None:
    scene.room.candidates = scene.room.agents = 1
    scene.had(600, taken=True)
    await scene.watch.sweep()
    assert scene.rooms.dispatched == []


async def test_an_empty_room_gets_no_interviewer(scene: Scene) -> None:
    assert scene.room.candidates == 0
    await scene.watch.sweep()
    assert scene.rooms.dispatched == []


@pytest.mark.parametrize(("age_seconds", "taken"), [(1.0, False), (10.0, True)])
async def test_a_dispatch_that_may_still_bring_one_is_waited_for(
    scene: Scene, age_seconds: float, taken: bool
) -> None:
    scene.room.candidates = 1
    scene.had(age_seconds, taken=taken)
    await scene.watch.sweep()
    assert scene.rooms.dispatched == []


@pytest.mark.parametrize(("age_seconds", "taken"), [(5.0, False), (30.0, True)])
async def test_a_dispatch_that_brought_nobody_is_replaced(
    scene: Scene, age_seconds: float, taken: bool
) -> None:
    scene.room.candidates = 1
    scene.had(age_seconds, taken=taken)
    await scene.watch.sweep()
    assert [dispatch.id for dispatch in scene.room.dispatches] == ["AD_1"]


async def test_a_dispatch_whose_agent_has_left_is_replaced_at_once(scene: Scene) -> None:
    scene.room.candidates = 1
    scene.had(5.0, taken=True)
    left_at = scene.now - timedelta(seconds=4)
    await scene.watch.look_after(scene.session_id, agent_left_at=left_at)
    assert [dispatch.id for dispatch in scene.room.dispatches] == ["AD_1"]


async def test_news_of_an_earlier_agent_that_come_late_end_no_later_dispatch(scene: Scene) -> None:
    scene.room.candidates = 1
    scene.had(5.0, taken=True)
    left_at = scene.now - timedelta(seconds=6)
    await scene.watch.look_after(scene.session_id, agent_left_at=left_at)
    assert [dispatch.id for dispatch in scene.room.dispatches] == ["AD_earlier"]


async def test_sweeping_again_and_again_dispatches_once(scene: Scene) -> None:
    scene.room.candidates = 1
    for _ in range(3):
        await scene.sweep_after(0.5)
    assert len(scene.rooms.dispatched) == 1


async def test_of_two_dispatches_made_at_once_the_first_is_left(scene: Scene) -> None:
    scene.room.candidates = 1
    rival = Dispatch("AD_0", START - timedelta(seconds=1), taken=False)
    scene.rooms.rival = rival
    await scene.watch.sweep()
    assert scene.room.dispatches == [rival]


async def test_a_paused_interview_gets_its_interviewer_back(scene: Scene) -> None:
    async with scene.database.unit_of_work() as uow:
        await uow.sessions.set_status(scene.session_id, SessionStatus.PAUSED)
        await uow.commit()
    scene.room.candidates = 1
    await scene.watch.sweep()
    assert len(scene.rooms.dispatched) == 1


async def test_the_room_of_an_ended_session_is_closed_once_the_agent_is_gone(scene: Scene) -> None:
    async with scene.database.unit_of_work() as uow:
        await uow.sessions.set_status(scene.session_id, SessionStatus.COMPLETED)
        await uow.commit()
    scene.room.candidates = scene.room.agents = 1
    await scene.watch.sweep()
    assert room_name(scene.session_id) in scene.rooms.rooms
    scene.room.agents = 0
    await scene.watch.sweep()
    assert scene.rooms.rooms == {}


async def test_the_room_of_a_deleted_session_is_closed_with_whoever_is_in_it(
    scene: Scene,
) -> None:
    async with scene.database.unit_of_work() as uow:
        session = await uow.sessions.get(scene.session_id)
        await uow.sessions.delete(session.id, session.user_id)
        await uow.commit()
    scene.room.candidates, scene.room.agents = 1, 1
    await scene.watch.look_after(scene.session_id)
    assert scene.rooms.rooms == {}


async def test_rooms_that_are_not_interviews_are_left_alone(scene: Scene) -> None:
    scene.rooms.rooms = {"lobby": ListedRoom(1), "interview-room-x": ListedRoom(1)}
    await scene.watch.sweep()
    assert set(scene.rooms.rooms) == {"lobby", "interview-room-x"}
    assert scene.rooms.dispatched == []


async def test_a_candidate_who_stays_away_finds_the_interview_paused_for_half_an_hour(
    scene: Scene,
) -> None:
    await scene.spoken_in()
    await scene.sweep_after(1)
    await scene.sweep_after(59)
    assert await scene.status() is SessionStatus.ACTIVE
    await scene.sweep_after(2)
    assert await scene.status() is SessionStatus.PAUSED
    await scene.sweep_after(1700)
    assert await scene.status() is SessionStatus.PAUSED
    await scene.sweep_after(100)
    assert await scene.status() is SessionStatus.ABANDONED


async def test_a_candidate_who_leaves_at_the_closing_question_has_completed_the_interview(
    scene: Scene,
) -> None:
    await scene.spoken_in()
    closing = Interaction(
        session_id=scene.session_id,
        item_id="closing",
        role=Role.ASSISTANT,
        content="What would you like to ask me?",
        created_at=scene.now,
        move=Move(kind=MoveKind.WRAP_UP),
    )
    async with scene.database.unit_of_work() as uow:
        await uow.interactions.add(closing)
        await uow.commit()
    await scene.sweep_after(1)
    await scene.sweep_after(61)
    assert await scene.status() is SessionStatus.COMPLETED
    async with scene.database.unit_of_work() as uow:
        assert await uow.due_assessments.take_over() is None, "promised, and not overdue yet"


async def test_a_session_deleted_during_a_sweep_does_not_end_it(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    await scene.spoken_in()
    await scene.sweep_after(1)
    listed = Sessions.active_with_heartbeat_before

    async def listed_and_then_deleted(
        sessions: Sessions, moment: datetime
    ) -> list[InterviewSession]:
        found = await listed(sessions, moment)
        for session in found:
            await sessions.delete(session.id, session.user_id)
            await sessions._db_session.commit()
        return found

    monkeypatch.setattr(Sessions, "active_with_heartbeat_before", listed_and_then_deleted)
    await scene.sweep_after(61)


async def test_a_candidate_who_comes_back_in_time_has_the_whole_time_again(scene: Scene) -> None:
    await scene.spoken_in()
    await scene.sweep_after(1)
    scene.room.candidates = 1
    await scene.sweep_after(50)
    scene.room.candidates = 0
    await scene.sweep_after(30)
    await scene.sweep_after(50)
    assert await scene.status() is SessionStatus.ACTIVE


async def test_an_interview_that_never_began_is_not_abandoned(scene: Scene) -> None:
    await scene.sweep_after(1)
    await scene.sweep_after(3600)
    assert await scene.status() is SessionStatus.ACTIVE


async def test_a_room_server_that_is_away_is_said_so(scene: Scene) -> None:
    scene.rooms.away = True
    with pytest.raises(UnavailableError):
        await scene.watch.sweep()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("interview-room-12", 12),
        ("interview-room-", None),
        ("interview-room-1x", None),
        ("interview-room-²", None),
        ("room-12", None),
        ("interview-room-99999999999999999999", None),
    ],
)
def test_a_room_name_names_its_session(name: str, expected: int | None) -> None:
    assert session_id_of(name) == expected
