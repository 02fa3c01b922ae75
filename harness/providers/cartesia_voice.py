"""The voices of the Cartesia stand-in: tones of a known length, or the real Piper."""

import base64
import json
from collections.abc import AsyncIterator

import numpy as np
from websockets.asyncio.client import connect

from local.spoken_words import TimedWord

WORD_SECONDS = 0.3
"""How long a tone lasts: 200 words a minute, without pauses."""

_CHUNK_WORDS = 2


class ToneVoice:
    """Hums every word for as long, at 220 Hz, so that audio is loud from its first sample."""

    async def speak(
        self, text: str, sample_rate: int
    ) -> AsyncIterator[tuple[bytes, list[TimedWord]]]:
        """Yield 16-bit audio and its words, whose times count from the piece's own start."""
        words = text.split()
        for first in range(0, len(words), _CHUNK_WORDS):
            part = words[first : first + _CHUNK_WORDS]
            moments = np.arange(round(len(part) * WORD_SECONDS * sample_rate)) / sample_rate
            samples = (9000 * np.sin(2 * np.pi * 220 * moments)).astype("<i2")
            spoken = [
                TimedWord(word, n * WORD_SECONDS, (n + 1) * WORD_SECONDS)
                for n, word in enumerate(part)
            ]
            yield samples.tobytes(), spoken


class RealVoice:
    """Asks the local speech server, over the same protocol."""

    def __init__(self, speech_url: str) -> None:
        self._url = f"{speech_url.replace('http', 'ws', 1)}/tts/websocket"

    async def speak(
        self, text: str, sample_rate: int
    ) -> AsyncIterator[tuple[bytes, list[TimedWord]]]:
        """Yield 16-bit audio and its words, whose times count from the piece's own start."""
        request = {
            "context_id": "stand-in",
            "transcript": text,
            "continue": False,
            "add_timestamps": True,
            "output_format": {
                "container": "raw",
                "encoding": "pcm_s16le",
                "sample_rate": sample_rate,
            },
        }
        seconds = 0.0
        words: list[TimedWord] = []
        async with connect(self._url, max_size=None) as socket:
            await socket.send(json.dumps(request))
            async for message in socket:
                body = json.loads(message)
                if body["type"] == "error":
                    raise RuntimeError(body["error"])
                if body["type"] == "timestamps":
                    times = body["word_timestamps"]
                    columns = zip(times["words"], times["start"], times["end"], strict=True)
                    words = [TimedWord(word, a - seconds, b - seconds) for word, a, b in columns]
                elif body["type"] == "chunk":
                    audio = base64.b64decode(body["data"])
                    yield audio, words
                    words = []
                    seconds += len(audio) / 2 / sample_rate
                elif body["type"] == "done":
                    return
