"""From a voice's samples to the bytes a client asked for."""

import io
import wave

import av
import numpy as np
from numpy.typing import NDArray

from core.errors import InvalidInputError


def resample(samples: NDArray[np.int16], from_rate: int, to_rate: int) -> NDArray[np.int16]:
    """Return mono samples at another rate; their length scales with it, rounded."""
    if from_rate == to_rate or len(samples) == 0:
        return samples
    resampler = av.AudioResampler(format="s16", layout="mono", rate=to_rate)
    frame = av.AudioFrame.from_ndarray(samples[np.newaxis, :], format="s16", layout="mono")
    frame.sample_rate = from_rate
    parts = [out.to_ndarray()[0] for each in (frame, None) for out in resampler.resample(each)]
    return np.concatenate(parts).astype(np.int16, copy=False)


def encode(samples: NDArray[np.int16], encoding: str) -> bytes:
    """Return the samples as `pcm_s16le` or `pcm_f32le`; other names raise `InvalidInputError`."""
    if encoding == "pcm_s16le":
        return samples.astype("<i2", copy=False).tobytes()
    if encoding == "pcm_f32le":
        return (samples.astype("<f4") / 32768.0).tobytes()
    raise InvalidInputError(f"the encoding {encoding} is not offered")


def wav_file(pcm: bytes, sample_rate: int) -> bytes:
    """Return 16-bit mono samples as a WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(sample_rate)
        wav.writeframes(pcm)
    return file.getvalue()
