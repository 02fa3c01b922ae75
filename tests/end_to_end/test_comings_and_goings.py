"""Candidates who leave, workers that die, and dispatches that name nothing."""

import asyncio
import sqlite3
from typing import Any

import pytest
from livekit import api

from core.turn import CUT_OFF
from tests.end_to_end.conftest import Stage
from tests.end_to_end.interview import Interview, an_interview
from tests.end_to_end.listening import listen_again

pytestmark = pytest.mark.timeout(400)

FIRST = (
    "In my last job I was responsible for the importer, and I rewrote it within a month because "
    "it lost every tenth file. As a result nobody had to repair files by hand any more."
)

BEGINNING = "The first step was a test with a hundred files."
OPEN_ANSWERS = "SELECT count(open_answer) FROM ai_interview_sessions"


async def test_who_returns_goes_on_and_nothing_is_lost(stage: Stage) -> None:
    async with an_interview(stage.system, stage.oracle) as interview:
        await interview.answer(FIRST)
        await interview.wait_for_turns("assistant", 2)
        await interview.candidate.leave()
        await asyncio.sleep(4.0)
        await interview.join()
        turns = await interview.wait_for_turns("assistant", 3)
        assert (await interview.turns("user"))[0]["content"] == FIRST
        assert await interview.status() == "active"
    assert turns[-1]["move"] == "resume"


async def test_who_leaves_for_good_is_assessed_for_what_was_said(stage: Stage) -> None:
    async with an_interview(stage.system, stage.oracle) as interview:
        await interview.answer(FIRST)
        await interview.wait_for_turns("assistant", 2)
        await interview.candidate.leave()
        # it waits for a return, and no longer
        await interview.wait_for_status("paused")
        await interview.wait_for_status("abandoned", 120.0)
        answer = await interview.client.post(
            f"/ai-interview/sessions/{interview.session_id}/complete"
        )
    assert answer.status_code == 200
    assert answer.json()["status"] == "abandoned"
    assert answer.json()["answered_question_count"] == 1


async def test_a_killed_worker_loses_no_turn_and_no_sound_and_the_next_one_asks_for_the_rest(
    stage: Stage,
) -> None:
    async with an_interview(stage.system, stage.oracle, record_audio=True) as interview:
        await interview.answer(FIRST)
        await interview.wait_for_turns("assistant", 2)
        whole = f"{BEGINNING} [pause 1.5] And then half of them were empty, so we began anew."
        clip = await stage.oracle.speak(whole)
        speaking = asyncio.create_task(interview.candidate.speak(clip))
        await _until_the_beginning_is_known(stage)
        stage.system.kill("worker")
        before = await interview.turns()
        stage.system.start_worker()
        await speaking
        after = await _wait_for_move(interview, "resume", 180.0)
        async with asyncio.timeout(60.0):
            # the latest of it is written a few seconds after it was heard
            while not (recording := await listen_again(interview)).is_heard_in(1):
                await asyncio.sleep(1.0)
    assert [turn["content"] for turn in after[: len(before)]] == [
        turn["content"] for turn in before
    ]
    assert before[1]["content"] == FIRST
    [beginning] = [turn for turn in after if CUT_OFF in turn["faults"]]
    last_words = " ".join(beginning["content"].rstrip(".,").split()[-6:])
    [resumed] = [turn for turn in after if turn["move"] == "resume"]
    assert f"{last_words}. Please go on from there." in resumed["content"]
    greeting, answer = before[:2]
    assert len(recording.spans) == 2, "one of each worker"
    assert greeting["offset_seconds"] + greeting["duration_seconds"] < answer["offset_seconds"]
    silent_from = recording.position(greeting["offset_seconds"] + greeting["duration_seconds"])
    heard = recording.first_audible_after(silent_from + 0.25)
    assert heard == pytest.approx(recording.position(answer["offset_seconds"]), abs=0.5)


async def _until_the_beginning_is_known(stage: Stage) -> None:
    async with asyncio.timeout(60.0):
        with sqlite3.connect(stage.system.folder / "greenroom.db") as log:
            while not log.execute(OPEN_ANSWERS).fetchone()[0]:
                await asyncio.sleep(0.1)


async def _wait_for_move(interview: Interview, move: str, seconds: float) -> list[dict[str, Any]]:
    async with asyncio.timeout(seconds):
        while True:
            turns = await interview.turns()
            if any(turn["move"] == move for turn in turns):
                return turns
            await asyncio.sleep(0.5)


async def test_who_comes_before_any_worker_is_served_by_the_first(stage: Stage) -> None:
    stage.system.kill("worker")
    try:
        async with an_interview(stage.system, stage.oracle) as interview:
            await asyncio.sleep(3.0)
            assert await interview.turns() == []
            stage.system.start_worker()
            turns = await interview.wait_for_turns("assistant", 1, 90.0)
        assert turns[0]["move"] == "greet"
    finally:
        if "worker" not in stage.system.processes:
            stage.system.start_worker()
        await stage.system.wait_until_ready()


async def test_dispatches_that_name_no_session_of_the_room_are_refused(stage: Stage) -> None:
    system = stage.system
    async with an_interview(system, stage.oracle) as interview:
        mine = interview.session_id
        await interview.wait_for_turns("assistant", 1)
        seen = system.log("worker").count("job.refused")
        rooms = api.LiveKitAPI(system.livekit_url, system.key, system.secret)
        try:
            for room, metadata in (
                ("interview-room-999999", '{"session_id": 999999}'),
                ("interview-room-999998", "not json"),
                ("lobby", f'{{"session_id": {mine}}}'),
            ):
                request = api.CreateAgentDispatchRequest(
                    agent_name="interviewer", room=room, metadata=metadata
                )
                await rooms.agent_dispatch.create_dispatch(request)
            # each is a process of its own, which takes its time on a full machine
            async with asyncio.timeout(240):
                while system.log("worker").count("job.refused") < seen + 3:
                    await asyncio.sleep(0.3)
        finally:
            await rooms.aclose()
        assert await interview.status() == "active"
