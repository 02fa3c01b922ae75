"""Speaking and listening as the product does: through LiveKit's plugins and plain HTTP."""

import re
import time
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import httpx
import openai
from livekit import rtc
from livekit.plugins import cartesia, groq

TRANSCRIPTIONS = "/openai/v1/audio/transcriptions"


@dataclass
class Heard:
    """What came out of LiveKit's text-to-speech stream."""

    frames: list[rtc.AudioFrame] = field(default_factory=list)
    words: list[tuple[str, float, float]] = field(default_factory=list)
    first_audio_seconds: float = 0.0

    @property
    def seconds(self) -> float:
        return sum(frame.duration for frame in self.frames)


async def speak(session: aiohttp.ClientSession, url: str, text: str, rate: int = 24_000) -> Heard:
    voice = cartesia.TTS(api_key="local", base_url=url, http_session=session, sample_rate=rate)
    heard, began = Heard(), time.monotonic()
    async with voice.stream() as stream:
        stream.push_text(text)
        stream.end_input()
        async for event in stream:
            heard.first_audio_seconds = heard.first_audio_seconds or time.monotonic() - began
            heard.frames.append(event.frame)
            for word in event.frame.userdata.get("lk.timed_transcripts", []):
                heard.words.append((str(word).strip(), word.start_time, word.end_time))
    await voice.aclose()
    return heard


async def recognise(url: str, frames: list[rtc.AudioFrame]) -> str:
    async with (
        openai.AsyncOpenAI(api_key="local", base_url=f"{url}/openai/v1") as client,
        groq.STT(api_key="local", client=client) as stt,
    ):
        event = await stt.recognize(frames)
    return event.alternatives[0].text


def word_errors(said: str, heard: str) -> int:
    """Return the edit distance in words, without case and punctuation."""
    a, b = (re.findall(r"[a-z0-9']+", text.lower()) for text in (said, heard))
    row = list(range(len(b) + 1))
    for i, word in enumerate(a, 1):
        diagonal, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (word != other))
    return row[-1]


def form(audio: bytes, **fields: Any) -> dict[str, Any]:
    """Return what a client posts to be transcribed."""
    return {"data": {"model": "whisper", **fields}, "files": {"file": ("a.wav", audio)}}


async def transcribe(
    client: httpx.AsyncClient, url: str, audio: bytes, words: bool = False
) -> dict[str, Any]:
    """Return the `verbose_json` answer, with word times if asked."""
    granularities = ["word", "segment"] if words else ["segment"]
    fields = {"response_format": "verbose_json", "timestamp_granularities[]": granularities}
    answer = await client.post(f"{url}{TRANSCRIPTIONS}", **form(audio, **fields))
    answer.raise_for_status()
    body: dict[str, Any] = answer.json()
    return body
