"""One answer is one turn, in a real room."""

import asyncio

import pytest

from harness.providers.faults import Latency
from tests.end_to_end.conftest import Stage
from tests.end_to_end.interview import an_interview

pytestmark = pytest.mark.timeout(400)

SPOKEN_PAUSES = (1.2, 2.0, 3.5)
ROUND_TRIP_SECONDS = 0.25
ANSWER = (
    "I led the migration of the billing system and [pause 0.5] then we had to [pause 1.2] "
    "move every customer to the new database because [pause 2.0] the old one was so slow that "
    "[pause 3.5] nobody wanted to work with it any more. In the end we finished two weeks early."
)


async def test_an_answer_with_pauses_inside_is_nodded_to_and_one_interaction_in_order(
    stage: Stage,
) -> None:
    stage.groq.transcriptions.latency = Latency(ROUND_TRIP_SECONDS)
    async with an_interview(stage.system, stage.oracle) as interview:
        last_sample = await interview.answer(ANSWER)
        await interview.wait_for_turns("assistant", 2)
        answers = await interview.turns("user")
        nod = interview.candidate.nods_heard.first_audible_after(last_sample)
        reply = interview.candidate.heard.first_audible_after(last_sample)
    assert nod is not None
    assert reply is not None
    assert nod < reply
    assert len(answers) == 1
    whole = " ".join(part.strip() for part in _parts(ANSWER))
    assert answers[0]["content"] == whole
    pauses = [p["end_seconds"] - p["start_seconds"] for p in answers[0]["pauses"]]
    long = sorted(round(pause, 1) for pause in pauses if pause > 1.0)
    # sound that a busy machine sends late makes a pause longer than it was spoken, never shorter
    assert len(long) == len(SPOKEN_PAUSES)
    assert all(seen > spoken - 0.3 for seen, spoken in zip(long, SPOKEN_PAUSES, strict=True))
    assert answers[0]["words_per_minute"] > 60
    assert answers[0]["latency"]["transcription_seconds"] >= ROUND_TRIP_SECONDS


def _parts(script: str) -> list[str]:
    return [piece.split("]", 1)[-1] for piece in script.split("[")]


async def test_talking_over_the_interviewer_stops_it_and_it_is_not_logged_as_said(
    stage: Stage,
) -> None:
    async with an_interview(stage.system, stage.oracle) as interview:
        words = await stage.oracle.speak(
            "Sorry to interrupt you, but could you tell me how long this interview will take?"
        )
        await interview.candidate.wait_for_state("speaking")
        await asyncio.sleep(3.5)
        await interview.candidate.speak(words)
        spoken = (await interview.wait_for_turns("assistant", 2))[0]
    assert spoken["interrupted"] is True
    greeting = next(iter(stage.cartesia.contexts.values()))
    assert len(spoken["content"]) < len(greeting) + 200


async def test_a_backchannel_does_not_stop_the_interviewer(stage: Stage) -> None:
    async with an_interview(stage.system, stage.oracle) as interview:
        okay = await stage.oracle.speak("Okay.")
        await interview.candidate.wait_for_state("speaking")
        await asyncio.sleep(3.5)
        await interview.candidate.speak(okay)
        spoken = (await interview.wait_for_turns("assistant", 1))[0]
        assert await interview.turns("user") == []
    assert spoken["interrupted"] is False
