"""Short phrases synthesised before they are needed, so that they can be spoken at once."""

import asyncio
import logging
from collections.abc import AsyncIterable, AsyncIterator, Sequence
from typing import Any, Final

import numpy as np
from livekit import rtc
from livekit.agents import APIError, tts
from livekit.agents.types import USERDATA_TIMED_TRANSCRIPT, TimedString

Voice = tts.TTS[Any]

logger = logging.getLogger(__name__)

SILENCE_PEAK: Final = 300
"""Samples (of 16 bits) no louder than this say nothing yet."""

ONSET_SECONDS: Final = 0.01
"""Kept before the first sound, so that it does not begin with a click."""


class PreparedPhrases:
    """Audio of fixed phrases by their text; empty until `prepare` has run."""

    def __init__(self) -> None:
        self._frames: dict[str, rtc.AudioFrame] = {}

    def __contains__(self, phrase: str) -> bool:
        return phrase in self._frames

    async def prepare(self, voice: Voice, phrases: Sequence[str]) -> None:
        """Synthesise the phrases one by one; one that fails is left out and spoken live later."""
        for phrase in phrases:
            if phrase in self._frames:
                continue
            try:
                whole = await voice.synthesize(phrase).collect()
            except (APIError, asyncio.InvalidStateError):
                logger.warning("phrase.not_prepared")
                continue
            self._frames[phrase] = _timed(phrase, whole)

    def frame(self, phrase: str) -> rtc.AudioFrame:
        """Return the audio of a prepared phrase.

        Raises `KeyError` for one that was not prepared.
        """
        return self._frames[phrase]


def _timed(phrase: str, whole: rtc.AudioFrame) -> rtc.AudioFrame:
    """Return the phrase's audio from its first sound on, with its text as a voice with word times
    attaches it.

    Voices begin with silence, which the candidate would wait for too. Nothing else that a voice had
    attached is kept: it told of the moment the phrase was synthesised.
    """
    samples = np.frombuffer(whole.data, dtype=np.int16).reshape(-1, whole.num_channels)
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)).max(axis=1) > SILENCE_PEAK)
    onset = round(ONSET_SECONDS * whole.sample_rate)
    heard = samples[max(0, int(loud[0]) - onset) :] if len(loud) else samples
    text = TimedString(f"{phrase} ", start_time=0.0, end_time=len(heard) / whole.sample_rate)
    return rtc.AudioFrame(
        heard.tobytes(),
        whole.sample_rate,
        whole.num_channels,
        len(heard),
        userdata={USERDATA_TIMED_TRANSCRIPT: [text]},
    )


AHEAD_SECONDS: Final = 1.0


async def paced(frames: AsyncIterable[rtc.AudioFrame]) -> AsyncIterator[rtc.AudioFrame]:
    """Yield the frames, never more than `AHEAD_SECONDS` of audio faster than they play.

    LiveKit measures the speaking rate of all audio it is handed before it does anything else; a
    whole utterance at once would hold up its event loop for a quarter of a second.
    """
    clock = asyncio.get_running_loop().time
    started, audio_seconds = clock(), 0.0
    async for frame in frames:
        ahead = audio_seconds - (clock() - started)
        if ahead > AHEAD_SECONDS:
            await asyncio.sleep(ahead - AHEAD_SECONDS)
        audio_seconds += frame.duration
        yield frame


async def split_lead(
    text: AsyncIterable[str], prepared: PreparedPhrases
) -> tuple[str | None, AsyncIterator[str]]:
    """Return the prepared phrase a text begins with, if any, and the rest of the text."""
    chunks = aiter(text)
    first = await anext(chunks, None)
    if first is not None and first.strip() in prepared:
        return first.strip(), chunks

    async def whole() -> AsyncIterator[str]:
        if first is not None:
            yield first
        async for chunk in chunks:
            yield chunk

    return None, whole()
