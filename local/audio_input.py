"""From an uploaded file to what Whisper hears: 16 kHz mono float samples."""

import io
import struct
from collections.abc import Iterator
from itertools import chain

import av
import numpy as np
from av.error import FFmpegError
from numpy.typing import NDArray

from core.errors import InvalidInputError

SAMPLE_RATE = 16_000

Samples = NDArray[np.float32]


def decode(data: bytes) -> Samples:
    """Return the samples of an audio file, mono, 16 kHz, in -1..1.

    16-bit mono WAV at 16 kHz is read as it is; anything else goes through FFmpeg. No bytes are no
    samples. Raises `InvalidInputError` when the bytes are no audio that can be read.
    """
    if not data:
        return np.zeros(0, np.float32)
    pcm = _plain_pcm(data)
    if pcm is None:
        pcm = _through_ffmpeg(data)
    return np.frombuffer(pcm[: len(pcm) // 2 * 2], "<i2").astype(np.float32) / 32768.0


def _plain_pcm(data: bytes) -> bytes | None:
    """Return the payload if this is a WAV of exactly the wanted form, else None."""
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        return None
    position, right_form = 12, False
    while position + 8 <= len(data):
        name, size = data[position : position + 4], struct.unpack_from("<I", data, position + 4)[0]
        body = position + 8
        if name == b"fmt " and size >= 16:
            right_form = struct.unpack_from("<HHI", data, body) == (1, 1, SAMPLE_RATE) and (
                struct.unpack_from("<H", data, body + 14)[0] == 16
            )
        elif name == b"data":
            # A streamed WAV does not know its length and says zero or the largest number.
            return data[body : body + size if size else None] if right_form else None
        position = body + size + size % 2
    return None


def _through_ffmpeg(data: bytes) -> bytes:
    try:
        with av.open(io.BytesIO(data), mode="r", metadata_errors="ignore") as container:
            if not container.streams.audio:
                raise InvalidInputError("the file holds no audio")
            resampler = av.AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE)
            frames: Iterator[av.AudioFrame | None] = chain(container.decode(audio=0), [None])
            return b"".join(
                bytes(out.planes[0])[: out.samples * 2]
                for frame in frames
                for out in resampler.resample(frame)
            )
    except (FFmpegError, ValueError) as error:
        raise InvalidInputError("the file could not be decoded as audio") from error
