"""Two voices on one clock: sound is placed where it was heard, and taken out mixed, in order."""

from enum import Enum, auto

import numpy as np
from livekit import rtc
from numpy.typing import NDArray

SAMPLE_RATE = 24_000
"""Samples per second; what LiveKit's rooms hand on as well."""

HEADROOM = 10 * SAMPLE_RATE

Samples = NDArray[np.float32]


class Voice(Enum):
    """Whose sound it is."""

    CANDIDATE = auto()
    INTERVIEWER = auto()


SEAMLESS_SECONDS = {Voice.CANDIDATE: 0.5, Voice.INTERVIEWER: 0.05}
"""Sound that comes within this of where the same voice's last sound ended goes on without a seam.

The candidate's is one stream that arrives late and in bursts; the interviewer's times are exact.
"""


class Timeline:
    """What has been placed and not taken yet. Times are Unix times in seconds.

    Sound that belongs before what was taken is cut off: what has been handed on stays as it is.
    """

    def __init__(self, starts_at: float) -> None:
        self.starts_at = starts_at
        self._taken = 0
        self._held: Samples = np.zeros(HEADROOM, np.float32)
        self._ends: dict[Voice, int] = {}

    def place(self, voice: Voice, at: float, frame: rtc.AudioFrame) -> None:
        """Add a frame whose first sample was heard at a moment."""
        samples = mono(frame)
        start = round((at - self.starts_at) * SAMPLE_RATE)
        end = self._ends.get(voice)
        if end is not None and abs(start - end) <= SEAMLESS_SECONDS[voice] * SAMPLE_RATE:
            start = end
        self._ends[voice] = start + len(samples)
        start -= self._taken
        samples = samples[max(0, -start) :]
        start = max(0, start)
        self._make_room(start + len(samples))
        self._held[start : start + len(samples)] += samples

    def take(self, until: float, multiple: int) -> Samples:
        """Return the sound up to a moment, a whole multiple of samples, at most ±1.

        Where nothing was placed there is silence.
        """
        count = max(0, round((until - self.starts_at) * SAMPLE_RATE) - self._taken)
        count -= count % multiple
        self._make_room(count)
        taken = np.clip(self._held[:count], -1.0, 1.0)
        self._held = np.concatenate([self._held[count:], np.zeros(count, np.float32)])
        self._taken += count
        return taken

    def _make_room(self, length: int) -> None:
        if length > len(self._held):
            more = np.zeros(length - len(self._held) + HEADROOM, np.float32)
            self._held = np.concatenate([self._held, more])


def mono(frame: rtc.AudioFrame) -> Samples:
    """Return a frame's samples from -1 to 1, its channels as one, at `SAMPLE_RATE`."""
    samples = np.frombuffer(frame.data, np.int16).astype(np.float32) / 32768.0
    if frame.num_channels > 1:
        samples = samples.reshape(-1, frame.num_channels).mean(axis=1)
    if frame.sample_rate != SAMPLE_RATE and len(samples):
        count = round(len(samples) * SAMPLE_RATE / frame.sample_rate)
        places = np.arange(count) * (frame.sample_rate / SAMPLE_RATE)
        samples = np.interp(places, np.arange(len(samples)), samples).astype(np.float32)
    return samples
