"""The file that Chromium's fake microphone plays: a candidate's answers with silence between."""

import wave
from pathlib import Path

import httpx

from local.spoken_script import piper_over_http, render

SAMPLE_RATE = 16_000


async def record(script: str, speech_url: str, file: Path) -> None:
    """Write a spoken script, such as `[pause 20] I led the team.`, as a WAV file."""
    async with httpx.AsyncClient(trust_env=False) as client:
        say = piper_over_http(client, speech_url, SAMPLE_RATE)
        spoken = await render(script, say, SAMPLE_RATE)
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(SAMPLE_RATE)
        out.writeframes(spoken.samples.tobytes())
