"""Prepared phrases are spoken at once, everything else by the voice."""

import asyncio
from collections.abc import AsyncIterator
from types import SimpleNamespace

import numpy as np
import pytest
from livekit import rtc
from livekit.agents import APIConnectionError

from agent.speech.prepared import AHEAD_SECONDS, PreparedPhrases, paced, split_lead


async def _text(*chunks: str) -> AsyncIterator[str]:
    for chunk in chunks:
        yield chunk


def _frame(seconds: float) -> rtc.AudioFrame:
    samples = int(24_000 * seconds)
    return rtc.AudioFrame(bytes(2 * samples), 24_000, 1, samples)


def _tone(seconds: float) -> rtc.AudioFrame:
    samples = np.full(int(24_000 * seconds), 5_000, np.int16)
    return rtc.AudioFrame(samples.tobytes(), 24_000, 1, len(samples))


class OneVoice:
    """Says the same for every phrase, the frames it was made with, and fails at one phrase."""

    def __init__(self, *frames: rtc.AudioFrame, fails_at: str = "") -> None:
        self._frames = frames
        self._fails_at = fails_at

    def synthesize(self, phrase: str) -> SimpleNamespace:
        async def collect() -> rtc.AudioFrame:
            if phrase == self._fails_at:
                raise APIConnectionError
            return rtc.combine_audio_frames(list(self._frames))

        return SimpleNamespace(collect=collect)


async def test_a_text_that_begins_with_a_prepared_phrase_is_split_after_it() -> None:
    prepared = PreparedPhrases()
    await prepared.prepare(OneVoice(_tone(0.2)), ["Okay, thanks."])  # type: ignore[arg-type]
    lead, rest = await split_lead(_text("Okay, thanks. ", "What ", "then?"), prepared)
    assert lead == "Okay, thanks."
    assert [chunk async for chunk in rest] == ["What ", "then?"]
    frame = prepared.frame("Okay, thanks.")
    assert list(frame.userdata.values())[0][0] == "Okay, thanks. "
    assert frame.duration == pytest.approx(0.2)


async def test_a_prepared_phrase_begins_with_its_first_sound() -> None:
    prepared = PreparedPhrases()
    voice = OneVoice(_frame(0.1), _frame(0.05), _tone(0.3), _frame(0.2))
    await prepared.prepare(voice, ["Okay."])  # type: ignore[arg-type]
    assert prepared.frame("Okay.").duration == pytest.approx(0.51)


async def test_a_phrase_without_a_sound_stays_as_it_is() -> None:
    prepared = PreparedPhrases()
    await prepared.prepare(OneVoice(_frame(0.1)), ["Okay."])  # type: ignore[arg-type]
    assert prepared.frame("Okay.").duration == pytest.approx(0.1)


async def test_a_phrase_that_fails_is_spoken_live_and_the_others_are_prepared() -> None:
    prepared = PreparedPhrases()
    voice = OneVoice(_tone(0.2), fails_at="Right.")
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
