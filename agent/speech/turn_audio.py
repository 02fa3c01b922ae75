"""The audio of the turn being spoken, addressed by seconds of the stream."""

import io
import wave
from typing import Final

import numpy as np

SAMPLE_RATE: Final = 16_000
KEEP_BEFORE_SPEECH_SECONDS: Final = 1.0


class TurnAudio:
    """Keeps samples from the last cut on; before speech only the last second is kept."""

    def __init__(self) -> None:
        self._chunks: list[np.ndarray] = []
        self._start_sample = 0
        self._end_sample = 0

    @property
    def end_seconds(self) -> float:
        """How much audio has come in, in seconds of the stream."""
        return self._end_sample / SAMPLE_RATE

    @property
    def start_seconds(self) -> float:
        """The stream's second of the oldest sample still kept."""
        return self._start_sample / SAMPLE_RATE

    def push(self, samples: np.ndarray) -> None:
        """Append 16-bit mono samples at `SAMPLE_RATE`."""
        self._chunks.append(samples)
        self._end_sample += len(samples)

    def forget_before(self, seconds: float) -> None:
        """Drop samples older than this second of the stream, in whole chunks."""
        limit = int(seconds * SAMPLE_RATE)
        while self._chunks and self._start_sample + len(self._chunks[0]) <= limit:
            self._start_sample += len(self._chunks.pop(0))

    def between(self, start_seconds: float, end_seconds: float) -> np.ndarray:
        """Return the kept samples from one second of the stream to another."""
        if not self._chunks:
            return np.zeros(0, dtype=np.int16)
        whole = np.concatenate(self._chunks)
        self._chunks = [whole]
        first = max(0, int(start_seconds * SAMPLE_RATE) - self._start_sample)
        last = max(first, int(end_seconds * SAMPLE_RATE) - self._start_sample)
        return whole[first:last]

    def quietest_second(self, start_seconds: float, end_seconds: float) -> float:
        """Return the middle of the quietest tenth of a second in a stretch of the stream."""
        samples = self.between(start_seconds, end_seconds).astype(np.float32)
        window = SAMPLE_RATE // 10
        count = len(samples) // window
        if count == 0:
            return end_seconds
        energies = (samples[: count * window].reshape(count, window) ** 2).mean(axis=1)
        return start_seconds + (int(energies.argmin()) + 0.5) * window / SAMPLE_RATE


def root_mean_square(samples: np.ndarray) -> float:
    """Return the level of 16-bit samples, 0 to 1."""
    if len(samples) == 0:
        return 0.0
    return float(np.sqrt((samples.astype(np.float32) ** 2).mean())) / 32768.0


def as_wav(samples: np.ndarray) -> bytes:
    """Return 16-bit mono samples at `SAMPLE_RATE` as a WAV file."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(samples.astype("<i2").tobytes())
    return buffer.getvalue()
