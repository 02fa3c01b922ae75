"""A synthetic candidate: joins a room as any client would, speaks samples, and hears the answer.

The demo, the end-to-end tests and the benchmarks all use this one.
"""

import asyncio
import json
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from livekit import rtc
from numpy.typing import NDArray

SAMPLE_RATE = 16_000
FRAME_SAMPLES = SAMPLE_RATE // 50
AUDIBLE = 0.01
"""Received audio above this level (0-1, RMS of 10 ms) is the interviewer speaking."""

NODS = "nods"
"""The track on which the interviewer hums, beside that of its voice."""

AGENT_STATE = "lk.agent.state"
TRANSCRIPTION = "lk.transcription"
FINAL = "lk.transcription_final"


@dataclass(frozen=True, slots=True)
class Caption:
    """One side's words as the room shows them. `final` is true once they no longer change."""

    speaker: str
    text: str
    final: bool


@dataclass
class Heard:
    """The audio of one of the interviewer's tracks: arrival time (monotonic seconds) and level of
    each 10 ms."""

    times: list[float] = field(default_factory=list)
    levels: list[float] = field(default_factory=list)

    def first_audible_after(self, moment: float) -> float | None:
        """Return when the interviewer was first audible after a moment, null if not yet."""
        for at, level in zip(self.times, self.levels, strict=True):
            if at > moment and level > AUDIBLE:
                return at
        return None

    def last_audible_before(self, moment: float) -> float | None:
        """Return when the interviewer was last audible before a moment, null if never."""
        for at, level in zip(reversed(self.times), reversed(self.levels), strict=True):
            if at < moment and level > AUDIBLE:
                return at
        return None


class SyntheticCandidate:
    """A participant with a microphone made of samples."""

    def __init__(self, on_caption: Callable[[Caption], None] = lambda _: None) -> None:
        self.room = rtc.Room()
        self.heard = Heard()
        self.nods_heard = Heard()
        self.captions: list[Caption] = []
        self.agent_attributes: dict[str, str] = {}
        self.gone = asyncio.Event()
        self._on_caption = on_caption
        self._source = rtc.AudioSource(SAMPLE_RATE, 1, queue_size_ms=60)
        self._queue: asyncio.Queue[NDArray[np.int16]] = asyncio.Queue()
        self._idle = asyncio.Event()
        self._idle.set()
        self._last_sample_at = 0.0
        self._tasks: set[asyncio.Task[None]] = set()
        self._state_changed = asyncio.Event()
        self.room.on("track_subscribed", self._on_track)
        self.room.on("participant_attributes_changed", self._on_attributes)
        self.room.on("participant_connected", self._on_participant)
        self.room.on("disconnected", lambda *_: self.gone.set())
        self.room.register_text_stream_handler(TRANSCRIPTION, self._on_transcription)

    @property
    def agent_state(self) -> str:
        """What the interviewer is doing: initializing, listening, thinking, speaking."""
        return self.agent_attributes.get(AGENT_STATE, "")

    def last_words(self, speaker: str) -> str:
        """Return what one side said last, as the captions show it."""
        return next((c.text for c in reversed(self.captions) if c.speaker == speaker), "")

    async def join(self, url: str, token: str) -> None:
        """Connect, publish the microphone and begin sending silence."""
        await self.room.connect(url, token)
        for participant in self.room.remote_participants.values():
            self._on_participant(participant)
        track = rtc.LocalAudioTrack.create_audio_track("microphone", self._source)
        options = rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE)
        await self.room.local_participant.publish_track(track, options)
        self._spawn(self._pump())

    async def leave(self) -> None:
        """Disconnect, as closing the page does."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.room.disconnect()

    async def speak(self, samples: NDArray[np.int16]) -> float:
        """Speak the samples and return when the last one went out (monotonic seconds)."""
        self._idle.clear()
        self._queue.put_nowait(samples)
        await self._idle.wait()
        return self._last_sample_at

    async def ask(self, request: str) -> None:
        """Ask the interviewer for something, as a button of the page does."""
        agent = next(iter(self.room.remote_participants))
        await self.room.local_participant.perform_rpc(
            destination_identity=agent,
            method="interview.request",
            payload=json.dumps({"request": request}),
        )

    async def wait_for_state(self, *states: str, timeout_seconds: float = 60.0) -> str:
        """Return the agent's state once it is one of `states`. Raises `TimeoutError`."""
        async with asyncio.timeout(timeout_seconds):
            while self.agent_state not in states:
                self._state_changed.clear()
                await self._state_changed.wait()
        return self.agent_state

    async def wait_until_asked(
        self, *, quiet_seconds: float = 0.7, timeout_seconds: float = 180.0
    ) -> bool:
        """Wait until the interviewer has spoken and is listening; false if the room was closed."""
        async with asyncio.timeout(timeout_seconds):
            spoke = False
            while not self.gone.is_set():
                if self.agent_state == "speaking":
                    spoke = True
                last = self.heard.last_audible_before(time.monotonic())
                quiet = last is None or time.monotonic() - last > quiet_seconds
                if spoke and self.agent_state == "listening" and quiet:
                    return True
                await asyncio.sleep(0.05)
        return False

    async def _pump(self) -> None:
        silence = np.zeros(FRAME_SAMPLES, np.int16)
        pending = silence[:0]
        while True:
            if not len(pending) and not self._queue.empty():
                pending = self._queue.get_nowait()
            frame, pending = pending[:FRAME_SAMPLES], pending[FRAME_SAMPLES:]
            speaking = len(frame) > 0
            if len(frame) < FRAME_SAMPLES:
                frame = np.concatenate([frame, silence[len(frame) :]])
            await self._source.capture_frame(
                rtc.AudioFrame(frame.tobytes(), SAMPLE_RATE, 1, FRAME_SAMPLES)
            )
            if speaking:
                # What is queued before the track has still to be played out.
                self._last_sample_at = time.monotonic() + self._source.queued_duration
                if not len(pending) and self._queue.empty():
                    self._idle.set()

    def _on_participant(self, participant: rtc.RemoteParticipant) -> None:
        self._take_state(dict(participant.attributes), participant)

    def _on_attributes(self, changed: dict[str, str], participant: rtc.Participant) -> None:
        self._take_state(changed, participant)

    def _take_state(self, attributes: dict[str, str], participant: rtc.Participant) -> None:
        if participant.identity != self.room.local_participant.identity:
            self.agent_attributes.update(attributes)
            self._state_changed.set()

    def _on_track(
        self,
        track: rtc.Track,
        publication: rtc.RemoteTrackPublication,
        _participant: rtc.RemoteParticipant,
    ) -> None:
        if track.kind == rtc.TrackKind.KIND_AUDIO:
            nods = publication.name == NODS
            self._spawn(self._listen(track, self.nods_heard if nods else self.heard))

    async def _listen(self, track: rtc.Track, heard: Heard) -> None:
        stream = rtc.AudioStream(track, sample_rate=SAMPLE_RATE, num_channels=1, frame_size_ms=10)
        try:
            async for event in stream:
                samples = np.frombuffer(event.frame.data, np.int16).astype(np.float32)
                heard.times.append(time.monotonic())
                heard.levels.append(float(np.sqrt((samples**2).mean())) / 32768.0)
        finally:
            await stream.aclose()

    def _on_transcription(self, reader: rtc.TextStreamReader, identity: str) -> None:
        self._spawn(self._read_caption(reader, identity))

    async def _read_caption(self, reader: rtc.TextStreamReader, identity: str) -> None:
        attributes = reader.info.attributes or {}
        mine = identity == self.room.local_participant.identity or identity.startswith("candidate-")
        text = await reader.read_all()
        final = attributes.get(FINAL, "true") == "true"
        caption = Caption("candidate" if mine else "interviewer", text.strip(), final)
        self.captions.append(caption)
        self._on_caption(caption)

    def _spawn(self, coroutine: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
