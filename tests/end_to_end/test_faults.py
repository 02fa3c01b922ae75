"""Providers and the database fail; the interview goes on and says so on its record."""

import asyncio
import itertools
import sqlite3

import pytest

from harness.providers.faults import Fault, Faults
from tests.end_to_end.conftest import Stage
from tests.end_to_end.interview import Interview, an_interview

pytestmark = pytest.mark.timeout(600)

WITHOUT_A_PAUSE = (
    "I was responsible for the importer and I rewrote it within a month because it lost files."
)
ANSWERS = (
    "I was responsible for the importer, and I rewrote it within a month because it lost files.",
    "As a result nobody had to repair anything by hand, and that saved us two days every week.",
    "I decided on the smaller change, since we could take it back within a single day if needed.",
    "My own part was the plan and the first version, and I tested it on a copy of the real data.",
    "I would involve the support team much earlier next time, as they knew of two more problems.",
)
NO_MORE = "No, thank you, I have no more questions."


async def _until_the_close(interview: Interview) -> None:
    """Answer whatever is asked, however often, until the room is closed after the goodbye."""
    candidate, oracle = interview.candidate, interview.oracle
    answers = itertools.cycle(ANSWERS)
    while await candidate.wait_until_asked():
        move = candidate.agent_attributes.get("interview.move")
        if move == "close":
            await candidate.gone.wait()
            return
        script = NO_MORE if move == "wrap_up" else next(answers)
        await candidate.speak(await oracle.speak(script))
        await candidate.wait_for_state("thinking", "speaking")


@pytest.mark.parametrize(
    "fault", [Fault.RATE_LIMITED, Fault.SERVER_ERROR, Fault.GARBAGE, Fault.HANG]
)
async def test_a_recogniser_that_fails_is_asked_again(stage: Stage, fault: Fault) -> None:
    stage.groq.transcriptions.faults = Faults({1: fault})
    stage.groq.transcriptions.requests.clear()
    async with an_interview(stage.system, stage.oracle) as interview:
        await interview.answer(WITHOUT_A_PAUSE, pausing=False)
        await interview.wait_for_turns("assistant", 2)
        answers = await interview.turns("user")
    assert [answer["content"] for answer in answers] == [WITHOUT_A_PAUSE]
    if fault is not Fault.HANG:  # a hanging request is overtaken by a second one, without a fault
        assert any("groq" in name for name in answers[0]["faults"])


async def test_a_greeting_that_the_voice_loses_half_way_is_said_again(stage: Stage) -> None:
    stage.cartesia.context_faults = Faults({len(stage.cartesia.contexts) + 1: Fault.CUT})
    async with an_interview(stage.system, stage.oracle) as interview:
        async with asyncio.timeout(60):
            while not any(turn["move"] == "greet" for turn in await interview.turns("assistant")):
                await asyncio.sleep(0.5)
        spoken = await interview.turns("assistant")
    assert spoken[-1]["move"] == "greet"
    assert spoken[-1]["interrupted"] is False


async def test_with_providers_that_fail_the_templates_hold_the_whole_interview(
    stage: Stage,
) -> None:
    stage.groq.transcriptions.faults = Faults(dict.fromkeys(range(2, 400, 3), Fault.SERVER_ERROR))
    hangs = dict.fromkeys(range(1, 400, 2), Fault.HANG)
    stage.groq.chat.faults = Faults(hangs, otherwise=Fault.SERVER_ERROR)
    stage.cartesia.context_faults = Faults(dict.fromkeys(range(60, 400, 4), Fault.SERVER_ERROR))
    async with an_interview(stage.system, stage.oracle) as interview:
        await _until_the_close(interview)
        await interview.wait_for_status("completed")
        spoken = await interview.turns("assistant")
        result = await interview.client.post(
            f"/ai-interview/sessions/{interview.session_id}/complete"
        )
    assert spoken[-1]["move"] == "close"
    replies = [turn for turn in spoken if turn["move"] not in ("greet", "close")]
    assert all("template" in turn["worded_by"] for turn in replies)
    assert any(turn["faults"] for turn in replies)
    assert result.json()["answered_question_count"] == 3


async def test_a_database_that_is_locked_for_ten_seconds_loses_nothing(stage: Stage) -> None:
    async with an_interview(stage.system, stage.oracle) as interview:
        await interview.answer(ANSWERS[0])
        await interview.wait_for_turns("assistant", 2)
        assert await interview.candidate.wait_until_asked()
        lock = sqlite3.connect(stage.system.folder / "greenroom.db", isolation_level=None)
        lock.execute("BEGIN IMMEDIATE")
        try:
            await interview.candidate.speak(await stage.oracle.speak(ANSWERS[1]))
            await interview.candidate.wait_for_state("speaking", timeout_seconds=60.0)
            await asyncio.sleep(10.0)
        finally:
            lock.execute("ROLLBACK")
            lock.close()
        answers = await interview.wait_for_turns("user", 2)
    assert [answer["content"] for answer in answers] == list(ANSWERS[:2])
