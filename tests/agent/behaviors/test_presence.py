"""The candidate comes, leaves, returns or does not; the room may end by itself."""

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import pytest
from livekit import rtc

from agent.behaviors import presence, user_away
from core.interview import SessionStatus, candidate_identity
from core.move import MoveKind
from core.turn import Role
from tests.agent.behaviors.talk import Speech, Stage, a_stage
from tests.agent.interviews import a_turn, asked

CANDIDATE = SimpleNamespace(identity=candidate_identity(3))
SOMEBODY = SimpleNamespace(identity="observer")
PATIENCE = 0.05


class Room(rtc.EventEmitter[str]):
    """Who is in it, and what happens to it."""

    def __init__(self, *present: Any) -> None:
        super().__init__()
        self.remote_participants = {one.identity: one for one in present}

    def join(self, participant: Any) -> None:
        """Let somebody in."""
        self.remote_participants[participant.identity] = participant
        self.emit("participant_connected", participant)

    def leave(self, participant: Any) -> None:
        """Let somebody go."""
        del self.remote_participants[participant.identity]
        self.emit("participant_disconnected", participant)


class Writes:
    """Keeps what is to be written, and writes it to a session of a given status."""

    def __init__(self) -> None:
        self._waiting: list[Any] = []
        self.put = self._waiting.append

    async def written(self, status: SessionStatus) -> list[SessionStatus]:
        """Return the statuses that a session gets which has this one."""
        given: list[SessionStatus] = []

        async def get(_id: int, *, lock: bool) -> Any:
            return SimpleNamespace(status=status)

        async def set_status(_id: int, new: SessionStatus, _at: object) -> None:
            given.append(new)

        for write in self._waiting:
            await write(SimpleNamespace(sessions=SimpleNamespace(get=get, set_status=set_status)))
        return given


def attached(*present: Any, reconnect_seconds: float = PATIENCE) -> tuple[Stage, Room, Writes]:
    """Return an interview in a room with these participants."""
    stage = a_stage(reconnect_seconds=reconnect_seconds, away_seconds=0.01)
    room, writes = Room(*present), Writes()
    stage.live.room, stage.live.writer = cast(Any, room), cast(Any, writes)
    presence.attach(stage.live)
    return stage, room, writes


async def test_who_leaves_finds_the_interview_paused_though_its_job_has_ended() -> None:
    stage, room, writes = attached(CANDIDATE, SOMEBODY)
    room.leave(CANDIDATE)
    await stage.live.ended.wait()
    assert await writes.written(SessionStatus.ACTIVE) == [SessionStatus.PAUSED]


async def test_who_leaves_at_the_closing_question_has_completed_the_interview() -> None:
    stage, room, writes = attached(CANDIDATE)
    closing = a_turn(Role.ASSISTANT, "Any questions?", 50.0, move=asked(3, MoveKind.WRAP_UP))
    stage.live.conversation.append(closing)
    room.leave(CANDIDATE)
    await stage.live.ended.wait()
    assert await writes.written(SessionStatus.ACTIVE) == [SessionStatus.PAUSED]
    assert stage.afterwards.done == ["log closed", "session 7 completed"]


async def test_who_returns_in_time_goes_on() -> None:
    stage, room, writes = attached(CANDIDATE)
    room.leave(CANDIDATE)
    assert stage.live.absent
    room.join(CANDIDATE)
    await stage.settle(3 * PATIENCE)
    assert not stage.live.absent
    assert not stage.live.ended.is_set()
    assert stage.talk.said == [], "after a moment's absence the talk simply goes on"
    stopped_and_gone_on = [SessionStatus.PAUSED, SessionStatus.ACTIVE]
    assert await writes.written(SessionStatus.ACTIVE) == stopped_and_gone_on


async def test_who_was_away_for_longer_hears_where_the_talk_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(presence, "SHORT_ABSENCE_SECONDS", 0.0)
    stage, room, _ = attached(CANDIDATE, reconnect_seconds=60.0)
    room.leave(CANDIDATE)
    await stage.settle(0.01)
    room.join(CANDIDATE)
    await stage.settle()
    assert [speech.text for speech in stage.talk.said] == ["reply 1"]


async def test_who_was_lost_in_the_middle_of_an_answer_hears_what_of_it_arrived(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(presence, "SHORT_ABSENCE_SECONDS", 0.0)
    stage, room, _ = attached(CANDIDATE, reconnect_seconds=60.0)
    conversation, floor = stage.live.conversation, stage.live.conversation.floor
    floor.turn_started_seconds_ago = lambda: 2.0

    def recognised() -> None:
        floor.turn_started_seconds_ago = lambda: None
        conversation.append(a_turn(Role.USER, "I measured it on a copy, and", 55.0))

    floor.hand_over = recognised
    room.leave(CANDIDATE)
    await stage.settle(0.01)
    room.join(CANDIDATE)
    async with asyncio.timeout(10):
        while not stage.talk.said:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    [told] = stage.talk.said
    assert "measured it on a copy, and. Please go on from there." in told.text


async def test_an_answer_goes_on_over_a_moments_absence() -> None:
    stage, room, _ = attached(CANDIDATE, reconnect_seconds=60.0)
    floor, handed_over = stage.live.conversation.floor, []
    floor.turn_started_seconds_ago = lambda: 2.0
    floor.hand_over = lambda: handed_over.append(True)
    room.leave(CANDIDATE)
    await stage.settle(0.01)
    room.join(CANDIDATE)
    await stage.settle(0.01)
    assert handed_over == []
    assert stage.talk.said == []


async def test_who_never_comes_is_not_waited_for_any_longer() -> None:
    stage, _, writes = attached(SOMEBODY)
    await stage.live.ended.wait()
    assert await writes.written(SessionStatus.ACTIVE) == [SessionStatus.PAUSED]


async def test_who_comes_after_the_interviewer_is_greeted_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(presence, "SHORT_ABSENCE_SECONDS", 0.0)
    stage, room, _ = attached()
    room.join(CANDIDATE)
    await stage.settle(3 * PATIENCE)
    assert not stage.live.ended.is_set()
    assert stage.talk.said == [], "the session itself greets"


@pytest.mark.parametrize(
    ("speech", "stopped"),
    [(Speech("a question"), 1), (Speech("goodbye", allow_interruptions=False), 0), (None, 0)],
)
async def test_nothing_is_said_to_an_empty_room_but_a_goodbye(
    speech: Speech | None, stopped: int
) -> None:
    stage, room, _ = attached(CANDIDATE)
    stage.talk.current_speech = speech
    room.leave(CANDIDATE)
    assert stage.talk.interruptions == stopped
    stage.live.ended.set()


async def test_nobody_is_nudged_who_is_not_there() -> None:
    stage, room, _ = attached(CANDIDATE, reconnect_seconds=60.0)
    user_away.attach(stage.live)
    room.leave(CANDIDATE)
    stage.talk.candidate("away")
    await stage.settle(0.03)
    assert stage.talk.said == []


async def test_a_room_that_is_gone_ends_the_interviewers_work_at_once() -> None:
    stage, room, writes = attached(CANDIDATE)
    room.emit("disconnected", "room deleted")
    await stage.settle()
    assert stage.live.ended.is_set()
    assert await writes.written(SessionStatus.ACTIVE) == [], "who closed it has said why"


async def test_what_is_waited_for_counts_only_before_the_end() -> None:
    stage, _, _ = attached(CANDIDATE)

    assert await stage.live.before_the_end(asyncio.sleep(0))
    stage.live.ended.set()
    assert not await stage.live.before_the_end(asyncio.sleep(600))
