"""The candidate's words as LiveKit wants them: a streaming recogniser that owns the turn's end.

The stock Groq plugin recognises each stretch of voice by itself, so an answer with a pause becomes
two. This stream holds a turn together (`turn_listener`), decides when it is over (`end_of_turn`)
and says so with one final transcript and an end of speech. It belongs with `turn_detection="stt"`.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Any, Final

import numpy as np
from livekit import rtc
from livekit.agents import LanguageCode, stt, utils, vad
from livekit.agents.types import (
    DEFAULT_API_CONNECT_OPTIONS,
    NOT_GIVEN,
    APIConnectOptions,
    NotGivenOr,
    TimedString,
)

from agent.speech.hearing.pieces import AudioPiece, PiecewiseTranscriber
from agent.speech.hearing.recogniser import Recogniser
from agent.speech.transcript import RecognisedTurn
from agent.speech.turn_audio import SAMPLE_RATE
from agent.speech.turn_listener import TurnListener
from agent.speech.turn_policy import TurnPolicy
from agent.speech.turn_state import TurnState
from core.errors import ProviderUnavailableError

LANGUAGE = LanguageCode("en")
TICK_SECONDS: Final = 0.05


class ListeningSTT(stt.STT[Any]):
    """Speech to text over a `Recogniser`, one final transcript per answer."""

    def __init__(
        self,
        *,
        recogniser: Recogniser,
        vad: vad.VAD,
        floor: TurnState,
        policy: TurnPolicy,
        model: str = "whisper",
        provider: str = "groq",
    ) -> None:
        super().__init__(
            capabilities=stt.STTCapabilities(
                streaming=True,
                interim_results=True,
                aligned_transcript="word",
                offline_recognize=True,
                manual_flush=True,
            )
        )
        self._recogniser = recogniser
        self._vad = vad
        self._floor = floor
        self._policy = policy
        self._model, self._provider = model, provider
        self._on_barge_in: Callable[[], object] = lambda: None
        self._on_nod: Callable[[], object] = lambda: None
        self._on_nod_taken_back: Callable[[], object] = lambda: None

    @property
    def model(self) -> str:
        """The recognition model's name."""
        return self._model

    @property
    def provider(self) -> str:
        """Who recognises."""
        return self._provider

    def on_barge_in(self, callback: Callable[[], object]) -> None:
        """Have `callback()` called when the candidate really takes the floor."""
        self._on_barge_in = callback

    def on_nod(self, nod: Callable[[], object], taken_back: Callable[[], object]) -> None:
        """Have `nod()` called when what the candidate says should be nodded to, and `taken_back()`
        when the voice is back after one."""
        self._on_nod, self._on_nod_taken_back = nod, taken_back

    async def _recognize_impl(
        self,
        buffer: utils.AudioBuffer,
        *,
        language: NotGivenOr[str] = NOT_GIVEN,
        conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS,
    ) -> stt.SpeechEvent:
        frame = rtc.combine_audio_frames(buffer)
        samples = np.concatenate([_samples(f) for f in _resampled(frame)] or [_samples(frame)])
        transcript = await self._recogniser.recognise(samples, lambda _: None)
        return _event(stt.SpeechEventType.FINAL_TRANSCRIPT, transcript.text)

    def stream(
        self,
        *,
        language: NotGivenOr[str] = NOT_GIVEN,
        conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS,
    ) -> "ListeningStream":
        """Return a stream that listens to one candidate."""
        return ListeningStream(
            stt=self,
            conn_options=conn_options,
            recogniser=self._recogniser,
            vad=self._vad,
            floor=self._floor,
            policy=self._policy,
        )


class ListeningStream(stt.RecognizeStream):
    """Feeds audio and voice activity to a `TurnListener` and sends out what it hears."""

    def __init__(
        self,
        *,
        stt: ListeningSTT,
        conn_options: APIConnectOptions,
        recogniser: Recogniser,
        vad: vad.VAD,
        floor: TurnState,
        policy: TurnPolicy,
    ) -> None:
        self._listening = stt
        self._recogniser = recogniser
        self._vad_stream = vad.stream()
        self._tasks: set[asyncio.Task[None]] = set()
        self._next_look: asyncio.TimerHandle | None = None
        self._clock_offset = 0.0
        self._floor = floor
        self._listener = TurnListener(floor, self, PiecewiseTranscriber(self._recognise), policy)
        floor.clock = self._now
        floor.turn_started_seconds_ago = lambda: self._listener.seconds_open(self._now())
        floor.may_yield = lambda: self._listener.may_take_back
        floor.hand_over = lambda: self._listener.hand_over(self._now())
        floor.reply.on_sounding = lambda: self._listener.look(self._now())
        super().__init__(stt=stt, conn_options=conn_options, sample_rate=SAMPLE_RATE)

    def _now(self) -> float:
        """The stream's clock: audio heard so far, going on when the microphone is muted."""
        return max(self._listener.audio.end_seconds, time.monotonic() - self._clock_offset)

    async def _run(self) -> None:
        tasks = [
            asyncio.create_task(self._read_audio()),
            asyncio.create_task(self._read_voice_activity()),
            asyncio.create_task(self._tick()),
        ]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            if self._next_look is not None:
                self._next_look.cancel()
            await utils.aio.cancel_and_wait(*tasks, *self._tasks)
            await self._vad_stream.aclose()

    async def _read_audio(self) -> None:
        async for item in self._input_ch:
            if isinstance(item, self._FlushSentinel):
                self._listener.flush(self._now())
                continue
            audio = self._listener.audio
            if audio.end_seconds == 0.0:
                self._clock_offset = time.monotonic() - item.duration
                self.start_time = time.time() - item.duration
                self._listener.stream_started_at = self.start_time
            self._listener.hear(_samples(item))
            # Audio that stood still (no track, a muted one) leaves the stream's clock behind the
            # wall clock; the offset follows, so that turn times stay on the wall clock.
            behind = time.monotonic() - self._clock_offset - audio.end_seconds
            if not self._listener.is_open and abs(behind) > 0.25:
                self._clock_offset = time.monotonic() - audio.end_seconds
                self._listener.stream_started_at = time.time() - audio.end_seconds
            self._vad_stream.push_frame(item)

    async def _read_voice_activity(self) -> None:
        async for event in self._vad_stream:
            if event.type == vad.VADEventType.START_OF_SPEECH:
                self._listener.voice_started(max(0.0, event.timestamp - event.speech_duration))
            elif event.type == vad.VADEventType.END_OF_SPEECH:
                self._listener.voice_stopped(event.timestamp - event.silence_duration)
            else:
                self._listener.voice(event.timestamp, event.raw_accumulated_silence)

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK_SECONDS)
            self._listener.look(self._now())

    def _recognise(self, piece: AudioPiece, samples: np.ndarray) -> None:
        task = asyncio.create_task(self._recognise_piece(piece, samples))
        piece.cancel = task.cancel
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _recognise_piece(self, piece: AudioPiece, samples: np.ndarray) -> None:
        try:
            transcript = await self._recogniser.recognise(samples, self._listener.fault)
        except ProviderUnavailableError as error:
            piece.failed(str(error), self._now())
        else:
            piece.recognised(transcript, self._now())

    # What the listener hears, as LiveKit's events.

    def interim(self, text: str) -> None:
        """Send an interim transcript; it also takes back a reply being prepared."""
        self._event_ch.send_nowait(_event(stt.SpeechEventType.INTERIM_TRANSCRIPT, text))

    def early(self, text: str) -> None:
        """Send a transcript that a reply may be prepared for."""
        self._floor.reply.may_begin()
        self._event_ch.send_nowait(_event(stt.SpeechEventType.PREFLIGHT_TRANSCRIPT, text))

    def so_far(self, turn: RecognisedTurn | None) -> None:
        """Hand on what is known of the open turn."""
        self._floor.on_so_far(turn)

    def final(self, turn: RecognisedTurn) -> None:
        """Send the whole turn and the end of speech."""
        self._floor.heard.append(turn)
        ended = turn.stream_started_at + turn.speech_segments[-1][1]
        self._event_ch.send_nowait(_final_event(turn))
        self._event_ch.send_nowait(
            stt.SpeechEvent(type=stt.SpeechEventType.END_OF_SPEECH, speech_end_time=ended)
        )

    def barged_in(self) -> None:
        """Give the candidate the floor."""
        self._listening._on_barge_in()

    def nod(self) -> None:
        """Nod."""
        self._listening._on_nod()

    def nod_taken_back(self) -> None:
        """Leave off nodding."""
        self._listening._on_nod_taken_back()

    def look_in(self, seconds: float) -> None:
        """Look again exactly then: a turn that is over waits for no tick."""
        if self._next_look is not None:
            self._next_look.cancel()
        loop = asyncio.get_running_loop()
        self._next_look = loop.call_later(seconds, lambda: self._listener.look(self._now()))


def _event(kind: stt.SpeechEventType, text: str) -> stt.SpeechEvent:
    return stt.SpeechEvent(type=kind, alternatives=[stt.SpeechData(language=LANGUAGE, text=text)])


def _final_event(turn: RecognisedTurn) -> stt.SpeechEvent:
    words = [
        TimedString(word.text, start_time=word.start_seconds, end_time=word.end_seconds)
        for word in turn.words
    ]
    return stt.SpeechEvent(
        type=stt.SpeechEventType.FINAL_TRANSCRIPT,
        alternatives=[
            stt.SpeechData(
                language=LANGUAGE,
                text=turn.text,
                start_time=turn.speech_segments[0][0],
                end_time=turn.speech_segments[-1][1],
                confidence=1.0,
                words=words,
            )
        ],
    )


def _samples(frame: rtc.AudioFrame) -> np.ndarray:
    return np.frombuffer(frame.data, dtype=np.int16).copy()


def _resampled(frame: rtc.AudioFrame) -> list[rtc.AudioFrame]:
    if frame.sample_rate == SAMPLE_RATE:
        return [frame]
    resampler = rtc.AudioResampler(frame.sample_rate, SAMPLE_RATE)
    return [*resampler.push(frame), *resampler.flush()]
