"""Sounds to be recorded, and what a recording sounds like."""

import io

import av
import numpy as np
from livekit import rtc
from numpy.typing import NDArray

AUDIBLE = 0.1


def tone(seconds: float, rate: int = 24_000, channels: int = 1) -> rtc.AudioFrame:
    """Return a tone at half of full level."""
    count = round(seconds * rate)
    wave = (0.5 * np.sin(np.arange(count) * 2 * np.pi * 440 / rate) * 32767).astype(np.int16)
    return rtc.AudioFrame(np.repeat(wave, channels).tobytes(), rate, channels, count)


def decoded(audio: bytes) -> NDArray[np.float32]:
    """Return the samples of an MP3 stream, from -1 to 1."""
    with av.open(io.BytesIO(audio), "r") as stream:
        frames = [frame.to_ndarray() for frame in stream.decode(audio=0)]
    return np.concatenate([frame.mean(axis=0) for frame in frames]).astype(np.float32)


def begins(samples: NDArray[np.float32], rate: int = 24_000) -> list[float]:
    """Return the seconds at which something is audible after a tenth of a second of silence."""
    loud = np.flatnonzero(np.abs(samples) > AUDIBLE)
    fresh = np.diff(loud, prepend=-rate) > rate // 10
    return [round(float(at) / rate, 3) for at in loud[fresh]]
