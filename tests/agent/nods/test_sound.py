"""Nods are quiet, go by turns, and stop when they are taken back."""

import asyncio
from typing import Any, cast

import numpy as np
import pytest
from livekit import rtc

from agent.nods.echo import NodEcho
from agent.nods.sound import NOD_SOUND, NodTrack, quiet
from tests.agent.speech.test_prepared import OneVoice

RATE = 24_000
LOUD = 8_000


def phrase(seconds: float, silence: float = 0.0) -> rtc.AudioFrame:
    """Return something said, with silence after it."""
    said = np.full(round(seconds * RATE), LOUD, np.int16)
    samples = np.concatenate([said, np.zeros(round(silence * RATE), np.int16)])
    return rtc.AudioFrame(samples.tobytes(), RATE, 1, len(samples))


class Speaker:
    """Keeps what it is given to play."""

    def __init__(self) -> None:
        self.rates: list[int] = []
        self.played: list[rtc.AudioFrame] = []
        self.cleared = 0

    async def open(self, sample_rate: int) -> "Speaker":
        """Open the track."""
        self.rates.append(sample_rate)
        return self

    async def capture_frame(self, frame: rtc.AudioFrame) -> None:
        """Take in a frame."""
        self.played.append(frame)

    def clear_queue(self) -> None:
        """Note that nothing more is to be heard."""
        self.cleared += 1


async def prepared(voice: OneVoice, *texts: str) -> tuple[NodTrack, Speaker, NodEcho]:
    """Return a track with these nods."""
    speaker, echo = Speaker(), NodEcho()
    track = NodTrack(speaker.open, echo)
    await track.prepare(cast(Any, voice), texts)
    return track, speaker, echo


def test_a_nod_is_as_long_as_its_sound_and_much_quieter_than_the_voice() -> None:
    nod = quiet(phrase(0.4, silence=0.3))
    samples = np.frombuffer(nod.data, np.int16)
    assert nod.duration == pytest.approx(0.4, abs=0.01)
    assert samples.max() == LOUD * NOD_SOUND.level_ratio
    assert abs(int(samples[-1])) < 10


def test_a_voice_that_draws_a_nod_out_is_faded_out() -> None:
    assert quiet(phrase(2.0)).duration == pytest.approx(NOD_SOUND.longest_seconds)


async def test_nods_go_by_turns() -> None:
    track, speaker, _ = await prepared(OneVoice(phrase(0.3)), "Mm-hm.", "Mm.")
    for _ in range(3):
        track.nod()
        await asyncio.sleep(0)
    first, second, third = speaker.played
    assert speaker.rates == [RATE]
    assert first is third
    assert first is not second


async def test_a_nod_that_is_taken_back_stops_and_one_that_never_was_stops_nothing() -> None:
    track, speaker, _ = await prepared(OneVoice(phrase(0.3)), "Mm-hm.")
    track.take_back()
    assert speaker.cleared == 0
    track.nod()
    await asyncio.sleep(0)
    track.take_back()
    track.take_back()
    assert speaker.cleared == 1


async def test_a_voice_that_fails_nods_in_silence() -> None:
    track, speaker, _ = await prepared(OneVoice(phrase(0.3), fails_at="Mm-hm."), "Mm-hm.")
    track.nod()
    track.take_back()
    assert speaker.rates == []
    assert speaker.played == []


async def test_a_nod_tells_that_its_echo_may_come(monkeypatch: pytest.MonkeyPatch) -> None:
    track, _, echo = await prepared(OneVoice(phrase(0.3)), "Mm-hm.")
    expected: list[float] = []
    monkeypatch.setattr(echo, "expect", expected.append)
    track.nod()
    assert expected == [pytest.approx(0.3)]
