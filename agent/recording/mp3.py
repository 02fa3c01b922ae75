"""Samples as MP3 frames that stand for themselves."""

from collections.abc import Iterable
from typing import Any

import av
from av.audio.codeccontext import AudioCodecContext
from av.packet import Packet

from agent.recording.timeline import SAMPLE_RATE, Samples

BIT_RATE = 40_000
FRAME_SAMPLES = 576
"""Samples per frame of MPEG-2 layer III (ISO/IEC 13818-3)."""
FRAME_BYTES = FRAME_SAMPLES * BIT_RATE // (8 * SAMPLE_RATE)
FRAME_SECONDS = FRAME_SAMPLES / SAMPLE_RATE


class Mp3Encoder:
    """Encodes one stream at a constant rate; every frame has `FRAME_BYTES` bytes.

    No frame borrows bits of another one, so that a stream can be cut and joined between any two.
    """

    def __init__(self) -> None:
        codec = av.CodecContext.create("libmp3lame", "w")
        assert isinstance(codec, AudioCodecContext)
        codec.sample_rate = SAMPLE_RATE
        codec.layout = "mono"
        codec.format = "fltp"
        codec.bit_rate = BIT_RATE
        codec.options = {"reservoir": "0"}
        codec.open()
        self._codec = codec
        self._given = 0

    def encode(self, samples: Samples) -> bytes:
        """Return the frames that are ready; the last few follow with the next samples."""
        if not len(samples):
            return b""
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="fltp", layout="mono")
        frame.sample_rate = SAMPLE_RATE
        frame.pts = self._given
        self._given += len(samples)
        return _joined(self._codec.encode(frame))

    def finish(self) -> bytes:
        """Return what is left; nothing can be encoded afterwards."""
        return _joined(self._codec.encode(None))


def _joined(packets: Iterable["Packet[Any]"]) -> bytes:
    return b"".join(bytes(packet) for packet in packets)
