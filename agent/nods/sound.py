"""A nod as sound: quiet "mm-hm"s in the interview's voice, on a track of their own."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Protocol

import numpy as np
from livekit import rtc

from agent.nods.echo import NodEcho
from agent.speech.prepared import SILENCE_PEAK, PreparedPhrases, Voice

TRACK_NAME = "nods"


@dataclass(frozen=True, slots=True)
class NodSoundNumbers:
    """How a nod sounds. Its echo is checked with `python -m bench nod_echo`."""

    level_ratio: float = 0.25
    """Of the voice's own level: 12 dB less (.15 to .4)."""
    longest_seconds: float = 0.7
    """What is longer is faded out (.4 to 1)."""
    fade_seconds: float = 0.08
    """The last part falls to silence (.03 to .15)."""


NOD_SOUND = NodSoundNumbers()


class Sink(Protocol):
    """Where a nod is played: LiveKit's audio source."""

    async def capture_frame(self, frame: rtc.AudioFrame) -> None:
        """Queue a frame."""

    def clear_queue(self) -> None:
        """Play nothing of what is queued."""


Publish = Callable[[int], Awaitable[Sink]]
"""Opens a track for sound of so many samples a second."""


class NodTrack:
    """Plays one nod after another; silent until `prepare` has run, and for a voice that fails."""

    def __init__(self, publish: Publish, echo: NodEcho) -> None:
        self._publish = publish
        self._echo = echo
        self._frames: list[rtc.AudioFrame] = []
        self._sink: Sink | None = None
        self._playing: asyncio.Task[None] | None = None

    async def prepare(self, voice: Voice, texts: Sequence[str]) -> None:
        """Synthesise the nods and open the track. A text that fails is left out."""
        phrases = PreparedPhrases()
        await phrases.prepare(voice, texts)
        frames = [quiet(phrases.frame(text)) for text in texts if text in phrases]
        if frames:
            self._sink = await self._publish(frames[0].sample_rate)
            self._frames, self._turns = frames, cycle(frames)

    def nod(self) -> None:
        """Play the next nod."""
        if self._sink is None:
            return
        self.take_back()
        frame = next(self._turns)
        self._echo.expect(frame.duration)
        self._playing = asyncio.ensure_future(self._sink.capture_frame(frame))

    def take_back(self) -> None:
        """Play nothing more of a nod that has begun."""
        if self._sink is not None and self._playing is not None:
            self._playing = None
            self._sink.clear_queue()


def quiet(frame: rtc.AudioFrame, numbers: NodSoundNumbers = NOD_SOUND) -> rtc.AudioFrame:
    """Return a phrase as it is said under one's breath: quieter, and without what follows it."""
    samples = np.frombuffer(frame.data, np.int16).reshape(-1, frame.num_channels)
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)).max(axis=1) > SILENCE_PEAK)
    rate = frame.sample_rate
    end = int(loud[-1]) + 1 if len(loud) else len(samples)
    heard = samples[: min(end, round(numbers.longest_seconds * rate))].astype(np.float32)
    fade = min(round(numbers.fade_seconds * rate), len(heard))
    heard[len(heard) - fade :] *= np.linspace(1.0, 0.0, fade, dtype=np.float32)[:, None]
    softly = (heard * numbers.level_ratio).astype(np.int16)
    return rtc.AudioFrame(softly.tobytes(), rate, frame.num_channels, len(softly))


def publishing(room: rtc.Room) -> Publish:
    """Return what opens the track in a room, beside the interviewer's voice."""

    async def publish(sample_rate: int) -> Sink:
        source = rtc.AudioSource(sample_rate, 1)
        track = rtc.LocalAudioTrack.create_audio_track(TRACK_NAME, source)
        await room.local_participant.publish_track(track, rtc.TrackPublishOptions())
        return source

    return publish
