"""The echo of a nod: what a loudspeaker gives back to the microphone while somebody is silent."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from livekit import rtc

from agent.speech.turn_audio import root_mean_square


@dataclass(frozen=True, slots=True)
class EchoNumbers:
    """What is taken for the echo of a nod. Checked with `python -m bench nod_echo`."""

    quieter_ratio: float = 0.2
    """Of the candidate's own loud moments: what is not 14 dB quieter is a voice (.1 to .3)."""
    loud_percentile: float = 90.0
    """Which of the latest levels counts as loud (80 to 95 %)."""
    remembered_seconds: float = 4.0
    """How long the candidate's level is looked back at (2 to 10)."""
    way_seconds: float = 0.8
    """How much later than it was played the last of an echo comes in (.4 to 1.2)."""
    left_ratio: float = 0.05
    """What is left of an echo: 26 dB less, which voice activity and recognisers pass over
    (.02 to .1)."""


ECHO = EchoNumbers()


class NodEcho(rtc.FrameProcessor[rtc.AudioFrame]):
    """Suppresses the echo of nods in what comes from the microphone, before anything hears it.

    Only for as long as one can come in, and only what is much quieter than the candidate has just
    been: from the first louder moment on everything passes as it is.
    """

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, numbers: EchoNumbers = ECHO
    ) -> None:
        self._clock = clock
        self._numbers = numbers
        self._until = 0.0
        self._limit = 0.0
        self._levels: deque[tuple[float, float]] = deque()

    @property
    def enabled(self) -> bool:
        """Always: LiveKit asks."""
        return True

    @enabled.setter
    def enabled(self, value: bool) -> None:
        raise NotImplementedError("the echo of nods is always looked for")

    def expect(self, seconds: float) -> None:
        """A nod of this length begins to be played now."""
        now = self._clock()
        self._forget(now)
        levels = [level for _, level in self._levels]
        loud = float(np.percentile(levels, self._numbers.loud_percentile)) if levels else 0.0
        self._limit = loud * self._numbers.quieter_ratio
        self._until = now + seconds + self._numbers.way_seconds

    def _process(self, frame: rtc.AudioFrame) -> rtc.AudioFrame:
        now = self._clock()
        samples = np.frombuffer(frame.data, np.int16)
        level = root_mean_square(samples)
        if now >= self._until:
            self._levels.append((now, level))
            self._forget(now)
            return frame
        if level > self._limit:
            self._until = now
            return frame
        left = (samples * self._numbers.left_ratio).astype(np.int16)
        return rtc.AudioFrame(
            left.tobytes(), frame.sample_rate, frame.num_channels, frame.samples_per_channel
        )

    def _forget(self, now: float) -> None:
        while self._levels and self._levels[0][0] < now - self._numbers.remembered_seconds:
            self._levels.popleft()

    def _close(self) -> None:
        """A microphone that comes back is listened to as before."""
