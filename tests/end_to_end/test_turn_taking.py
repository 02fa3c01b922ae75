"""Turn-taking as it is felt in a real room: false interruptions, rambling, asking for time."""

import asyncio

import pytest

from harness.providers.groq_transcription import ScriptedTranscript
from tests.end_to_end.conftest import ANSWER_LIMIT_SECONDS, Stage
from tests.end_to_end.interview import an_interview

pytestmark = pytest.mark.timeout(400)

RAMBLING = (
    "So the first thing that we tried was to move the whole of the billing data over one single "
    "weekend and [pause 0.4] that did not work at all because half of the old customers had two "
    "accounts each and [pause 0.4] then somebody from the support team said that we should ask all "
    "of them by mail which took another month and [pause 0.4] in the meantime the old machine "
    "broke down twice so we had to buy spare parts from a shop in another country and [pause 0.4] "
    "every Monday morning the director wanted to hear from each of us in turn why it was still not "
    "finished and [pause 0.4] I also had to explain the same thing once more to the people in the "
    "other building and the invoices were late and [pause 3.0]"
)
"""Longer than the limit, with one breath after it, whose last word would otherwise be waited on for
more than four seconds."""
UNFINISHED_SECONDS = 2.5
"""The least that is waited after words that are not finished, where nobody is cut in on."""


async def test_a_sound_that_says_nothing_does_not_take_the_word_from_the_interviewer(
    stage: Stage,
) -> None:
    understood = stage.groq.transcriptions.texts
    async with an_interview(stage.system, stage.oracle) as interview:
        sound = await stage.oracle.speak("Ah.")
        await interview.candidate.wait_for_state("speaking")
        await asyncio.sleep(3.0)
        stage.groq.transcriptions.texts = lambda _: ScriptedTranscript("", ())
        try:
            await interview.candidate.speak(sound)
            [greeting] = await interview.wait_for_turns("assistant", 1)
        finally:
            stage.groq.transcriptions.texts = understood
        assert await interview.turns("user") == []
    assert greeting["interrupted"] is False
    assert greeting["content"].endswith("?")


async def test_who_rambles_is_cut_in_on_at_the_next_breath_and_kept_whole(stage: Stage) -> None:
    async with an_interview(stage.system, stage.oracle) as interview:
        assert await interview.candidate.wait_until_asked()
        samples = await stage.oracle.speak(RAMBLING)
        assert len(samples) / 16_000 > ANSWER_LIMIT_SECONDS
        await interview.candidate.speak(samples)
        await interview.wait_for_turns("assistant", 2)
        [answer] = await interview.turns("user")
    assert answer["content"].startswith("So the first thing that we tried")
    assert answer["content"].endswith("the invoices were late and")
    assert answer["latency"]["wait_seconds"] < UNFINISHED_SECONDS
