"""Prepared phrases are spoken at once, everything else by the voice."""

import asyncio
from collections.abc import AsyncIterator
from types import SimpleNamespace

from livekit import rtc
from livekit.agents import APIConnectionError

from agent.speech.prepared import AHEAD_SECONDS, PreparedPhrases, paced, split_lead


async def _text(*chunks: str) -> AsyncIterator[str]:
    for chunk in chunks:
        yield chunk


def _frame(seconds: float) -> rtc.AudioFrame:
    samples = int(24_000 * seconds)
    return rtc.AudioFrame(bytes(2 * samples), 24_000, 1, samples)


class OneVoice:
    """Speaks a phrase as two frames, and fails at this one."""

    def __init__(self, fails_at: str = "") -> None:
        self._fails_at = fails_at

    def synthesize(self, phrase: str) -> AsyncIterator[object]:
        async def frames() -> AsyncIterator[object]:
            for _ in range(2):
                if phrase == self._fails_at:
                    raise APIConnectionError
                yield SimpleNamespace(frame=_frame(0.1))

        return frames()


async def test_a_text_that_begins_with_a_prepared_phrase_is_split_after_it() -> None:
    prepared = PreparedPhrases()
    await prepared.prepare(OneVoice(), ["Okay, thanks."])  # type: ignore[arg-type]
    lead, rest = await split_lead(_text("Okay, thanks. ", "What ", "then?"), prepared)
    assert lead == "Okay, thanks."
    assert [chunk async for chunk in rest] == ["What ", "then?"]
    frames = prepared.frames("Okay, thanks.")
    assert len(frames) == 2
    assert list(frames[0].userdata.values())[0][0] == "Okay, thanks. "
    assert frames[1].userdata == {}


async def test_a_phrase_that_fails_is_spoken_live_and_the_others_are_prepared() -> None:
    prepared = PreparedPhrases()
    voice = OneVoice(fails_at="Right.")
    await prepared.prepare(voice, ["Right.", "Okay, thanks."])  # type: ignore[arg-type]
    assert "Right." not in prepared
    assert "Okay, thanks." in prepared


async def test_every_other_text_is_left_whole() -> None:
    lead, rest = await split_lead(_text("What ", "then?"), PreparedPhrases())
    assert lead is None
    assert [chunk async for chunk in rest] == ["What ", "then?"]
    lead, rest = await split_lead(_text(), PreparedPhrases())
    assert (lead, [chunk async for chunk in rest]) == (None, [])


async def test_audio_is_handed_over_little_faster_than_it_plays() -> None:
    async def frames() -> AsyncIterator[rtc.AudioFrame]:
        for _ in range(14):
            yield _frame(0.1)

    clock = asyncio.get_running_loop().time
    started = clock()
    handed = [clock() - started async for _ in paced(frames())]
    assert len(handed) == 14
    assert handed[-1] >= 1.3 - AHEAD_SECONDS - 0.01
