"""Both voices of a live interview, kept in the database while it is held.

LiveKit's own taps say what was heard and what was really played, and when. What they say is mixed
on one timeline, encoded in a thread, and written every few seconds: a job that is killed loses the
last of them, and what was written before can be played.
"""

import asyncio
import contextlib
import logging
import time
from collections import deque
from datetime import datetime
from functools import partial
from typing import Any, cast

from livekit.agents import AgentSession
from livekit.agents.voice.recorder_io import RecorderAudioInput, RecorderAudioOutput, RecorderIO

from agent.recording.mp3 import FRAME_BYTES, FRAME_SAMPLES, FRAME_SECONDS, Mp3Encoder
from agent.recording.timeline import Timeline, Voice
from core.errors import DatabaseUnavailableError, GreenroomError
from core.recording import RecordedPiece
from storage import Database

logger = logging.getLogger(__name__)

PIECE_SECONDS = 5.0
SETTLING_SECONDS = 1.0
"""How late a sound may be handed over."""
LONGEST_HELD_SECONDS = 60.0
"""For so long at most a sentence that is being spoken holds up what was heard meanwhile."""
MOST_WAITING = 120
"""Pieces kept while the database is away: ten minutes, 3 MB. Then the oldest are given up."""
CLOSING_SECONDS = 10.0


class _Taps:
    """What LiveKit's taps ask of the recorder that they belong to."""

    recording = True
    _encoding = True

    def _end_run(self, *, channel: int) -> None:
        """Where a run ends is seen from where the next one is placed."""


class Recorder:
    """Records one session from `start` to `close`. Nothing here ever raises into the talk.

    `started_at` is the interview's start, from which offsets count.
    """

    def __init__(self, database: Database, session_id: int, started_at: datetime) -> None:
        self._database = database
        self._session_id = session_id
        self._starts_at = time.time()
        self._offset_seconds = max(0.0, self._starts_at - started_at.timestamp())
        self._timeline = Timeline(self._starts_at)
        self._encoder = Mp3Encoder()
        self._taps = _Taps()
        self._said: RecorderAudioOutput | None = None
        self._waiting: deque[tuple[RecordedPiece, bytes]] = deque()
        self._frames = 0
        self._pieces = 0
        self._lost = 0
        self._stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self, session: AgentSession[Any]) -> None:
        """Listen to a session that has been started, and begin to write."""
        assert session.input.audio is not None, "a spoken interview hears"
        assert session.output.audio is not None, "a spoken interview speaks"
        belonging_to = cast(RecorderIO, self._taps)
        session.input.audio = RecorderAudioInput(
            recording_io=belonging_to,
            source=session.input.audio,
            on_frame=partial(self._timeline.place, Voice.CANDIDATE),
        )
        self._said = RecorderAudioOutput(
            recording_io=belonging_to,
            audio_output=session.output.audio,
            on_played=partial(self._timeline.place, Voice.INTERVIEWER),
        )
        session.output.audio = self._said
        self._task = asyncio.create_task(self._run())
        logger.info("recording.started", extra={"session_id": self._session_id})

    async def close(self) -> None:
        """Write what is left, for at most `CLOSING_SECONDS`, and stop."""
        self._taps.recording = False
        self._stopping.set()
        if self._task is None:
            return
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._task, CLOSING_SECONDS)
        self._lost += len(self._waiting)
        logger.info(
            "recording.ended",
            extra={
                "session_id": self._session_id,
                "seconds": round(self._frames * FRAME_SECONDS, 1),
                "lost_pieces": self._lost,
            },
        )

    async def _run(self) -> None:
        try:
            while not self._stopping.is_set():
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), PIECE_SECONDS)
                await self._cut()
                await self._write()
            while self._waiting:
                await asyncio.sleep(1.0)
                await self._write()
            if self._lost:
                await self._note_the_gap()
        except GreenroomError as error:
            # the session is gone, or takes no sound: the talk goes on without being recorded
            self._taps.recording = False
            logger.error(
                "recording.refused",
                extra={"session_id": self._session_id, "error_code": error.code},
            )
        except Exception:
            # whatever breaks in here: what was written before can be played
            self._taps.recording = False
            logger.exception("recording.failed", extra={"session_id": self._session_id})

    async def _cut(self) -> None:
        """Encode what has settled since the last time, and put it where it waits to be written."""
        last = self._stopping.is_set()
        samples = self._timeline.take(self._settled(last=last), FRAME_SAMPLES)
        audio = await asyncio.to_thread(self._encoder.encode, samples)
        if last:
            audio += await asyncio.to_thread(self._encoder.finish)
        if not audio:
            return
        frames = len(audio) // FRAME_BYTES
        piece = RecordedPiece(
            part=round(self._offset_seconds * 1000),
            number=self._pieces,
            offset_seconds=self._offset_seconds + self._frames * FRAME_SECONDS,
            duration_seconds=frames * FRAME_SECONDS,
            byte_count=len(audio),
        )
        self._pieces += 1
        self._frames += frames
        if len(self._waiting) == MOST_WAITING:
            self._waiting.popleft()
            self._lost += 1
        self._waiting.append((piece, audio))

    def _settled(self, *, last: bool) -> float:
        """Return the moment up to which everything has been placed."""
        now = time.time()
        if last:
            return now
        settled = now - SETTLING_SECONDS
        if self._said is not None and (since := self._said.pending_since) is not None:
            settled = min(settled, since)
        return max(settled, now - LONGEST_HELD_SECONDS)

    async def _write(self) -> None:
        try:
            while self._waiting:
                piece, audio = self._waiting[0]
                async with self._database.unit_of_work() as uow:
                    await uow.recordings.add(self._session_id, piece, audio)
                    await uow.commit()
                self._waiting.popleft()
        except DatabaseUnavailableError:
            extra = {"session_id": self._session_id, "pieces": len(self._waiting)}
            logger.warning("recording.delayed", extra=extra)

    async def _note_the_gap(self) -> None:
        async with self._database.unit_of_work() as uow:
            await uow.sessions.add_fault(
                self._session_id, "a part of the recording was lost: database away"
            )
            await uow.commit()
