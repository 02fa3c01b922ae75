"""The echo of a nod reaches neither voice activity nor recogniser; a voice always does."""

import numpy as np
import pytest
from livekit import rtc

from agent.nods.echo import ECHO, NodEcho

RATE, FRAME = 16_000, 320
SPEECH, NOD_BACK = 0.1, 0.01
"""Levels: somebody speaking, and a nod that comes back 20 dB below that."""


class Microphone:
    """Brings sound of a level, 20 ms at a time, and moves the clock with it."""

    def __init__(self) -> None:
        self.now = 0.0
        self.echo = NodEcho(lambda: self.now)

    def bring(self, level: float, seconds: float) -> float:
        """Return the level (0-1) of what is let through."""
        through = []
        for _ in range(round(seconds / 0.02)):
            wave = np.sin(2 * np.pi * 200 * np.arange(FRAME) / RATE) * level * np.sqrt(2) * 32767
            frame = rtc.AudioFrame(wave.astype(np.int16).tobytes(), RATE, 1, FRAME)
            heard = np.frombuffer(self.echo._process(frame).data, np.int16) / 32768
            through.append(float(np.sqrt((heard**2).mean())))
            self.now += 0.02
        return max(through)


def test_what_comes_back_of_a_nod_is_hardly_there() -> None:
    microphone = Microphone()
    microphone.bring(SPEECH, 3)
    microphone.bring(0.0, 0.4)
    microphone.echo.expect(0.5)
    assert microphone.bring(NOD_BACK, 1.0) == pytest.approx(NOD_BACK * ECHO.left_ratio, abs=1e-4)


def test_a_voice_that_returns_during_a_nod_passes_as_it_is() -> None:
    microphone = Microphone()
    microphone.bring(SPEECH, 3)
    microphone.echo.expect(0.5)
    microphone.bring(NOD_BACK, 0.2)
    assert microphone.bring(SPEECH * 0.5, 0.2) == pytest.approx(SPEECH * 0.5, rel=0.01)
    assert microphone.bring(NOD_BACK, 0.2) == pytest.approx(NOD_BACK, rel=0.01)


def test_without_a_nod_and_long_after_one_nothing_is_touched() -> None:
    microphone = Microphone()
    microphone.bring(SPEECH, 3)
    assert microphone.bring(NOD_BACK, 1) == pytest.approx(NOD_BACK, rel=0.01)
    microphone.echo.expect(0.5)
    microphone.bring(0.0, 0.5 + ECHO.way_seconds)
    assert microphone.bring(NOD_BACK, 1) == pytest.approx(NOD_BACK, rel=0.01)


def test_who_has_not_been_heard_yet_is_not_taken_for_an_echo() -> None:
    microphone = Microphone()
    microphone.echo.expect(0.5)
    assert microphone.bring(NOD_BACK, 0.2) == pytest.approx(NOD_BACK, rel=0.01)


def test_a_microphone_that_comes_back_is_listened_to_again() -> None:
    microphone = Microphone()
    microphone.echo._close()
    assert microphone.echo.enabled
    assert microphone.bring(SPEECH, 0.1) == pytest.approx(SPEECH, rel=0.01)
