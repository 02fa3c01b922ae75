"""What the recorder keeps of a session, and that the session never notices."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest
from livekit import rtc
from livekit.agents import Agent, AgentSession
from livekit.agents.voice import io

from agent.recording import Recorder, recorder
from agent.recording.mp3 import Mp3Encoder
from core.errors import DatabaseUnavailableError
from storage import Database, UnitOfWork
from tests.agent.recording.sounds import begins, decoded, tone
from tests.storage.values import add_session, add_user

FRAME_SECONDS = 0.02
EARLIER = timedelta(seconds=100)


class Microphone(io.AudioInput):
    """Silence, and a tone for a moment, as it would arrive."""

    def __init__(self) -> None:
        super().__init__(label="microphone")
        self.speaks = asyncio.Event()
        self.frames_spoken = 0
        self._next = time.monotonic()

    async def __anext__(self) -> rtc.AudioFrame:
        # what could not be heard in time is heard all at once
        self._next += FRAME_SECONDS
        await asyncio.sleep(max(0.0, self._next - time.monotonic()))
        if self.speaks.is_set():
            self.frames_spoken += 1
            return tone(FRAME_SECONDS)
        count = round(FRAME_SECONDS * 24_000)
        return rtc.AudioFrame(bytes(2 * count), 24_000, 1, count)


class Loudspeaker(io.AudioOutput):
    """Says that it has played what it was given."""

    def __init__(self) -> None:
        super().__init__(
            label="loudspeaker",
            capabilities=io.AudioOutputCapabilities(pause=True),
            sample_rate=24_000,
        )

    async def capture_frame(self, frame: rtc.AudioFrame) -> None:
        await super().capture_frame(frame)

    def clear_buffer(self) -> None:
        """Nothing is buffered."""

    def flush(self) -> None:
        super().flush()


class AwayDatabase:
    """A database that is away until it is told to come back."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.away = True

    @asynccontextmanager
    async def unit_of_work(self) -> AsyncIterator[UnitOfWork]:
        if self.away:
            raise DatabaseUnavailableError("away")
        async with self._database.unit_of_work() as uow:
            yield uow


@pytest.fixture(name="database_url")
def on_sqlite(sqlite_url: str) -> str:
    """What is stored has tests of its own on both databases."""
    return sqlite_url


@pytest.fixture
async def session_id(database: Database) -> int:
    async with database.unit_of_work() as uow:
        found = await add_session(uow, await add_user(uow))
        await uow.commit()
    return found


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recorder, "PIECE_SECONDS", 0.1)
    monkeypatch.setattr(recorder, "SETTLING_SECONDS", 0.05)


def a_talk() -> Any:
    """Return a session as far as the recorder sees it."""
    return SimpleNamespace(
        input=SimpleNamespace(audio=Microphone()), output=SimpleNamespace(audio=Loudspeaker())
    )


async def listen(talk: Any, seconds: float) -> None:
    """Take what the session's microphone hears, as the session would."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            async for _ in talk.input.audio:
                pass


async def say(talk: Any, speaker: io.AudioOutput, seconds: float) -> None:
    """Have the loudspeaker play a tone from now on."""
    started_at = time.time()
    await talk.output.audio.capture_frame(tone(seconds))
    talk.output.audio.flush()
    speaker.on_playback_progressed(started_at=started_at, offset=0.0, duration=seconds)
    speaker.on_playback_finished(playback_position=seconds, interrupted=False)


async def is_kept(database: Database, session_id: int) -> bool:
    """Return whether a second of the session has been written."""
    async with database.unit_of_work() as uow:
        recording = await uow.recordings.get(session_id)
    return recording is not None and recording.duration_seconds > 1.0


async def stored(database: Database, session_id: int) -> tuple[list[float], float, float]:
    """Return when sounds begin, in interview time, when the recording does, and how long it is."""
    async with database.unit_of_work() as uow:
        recording = await uow.recordings.get(session_id)
        assert recording is not None
        audio = b"".join(
            [await uow.recordings.audio(session_id, piece) for piece in recording.pieces]
        )
    assert len(audio) == recording.byte_count
    (span,) = recording.spans()
    heard = [span.offset_seconds + at for at in begins(decoded(audio))]
    return heard, span.offset_seconds, recording.duration_seconds


async def test_both_voices_are_kept_at_the_time_of_the_interview_they_were_heard(
    database: Database, session_id: int
) -> None:
    started_at = datetime.now(UTC) - EARLIER
    talk, kept = a_talk(), Recorder(database, session_id, started_at)
    microphone, speaker = talk.input.audio, talk.output.audio
    kept.start(cast(AgentSession[Any], talk))
    said_at = time.time() - started_at.timestamp()
    await say(talk, speaker, 0.3)
    await listen(talk, 0.8)
    spoke_at = time.time() - started_at.timestamp()
    microphone.speaks.set()
    await listen(talk, 0.3)
    microphone.speaks.clear()
    await listen(talk, 0.3)
    await kept.close()
    heard, begins_at, _ = await stored(database, session_id)
    assert begins_at == pytest.approx(EARLIER.total_seconds(), abs=5.0)
    assert heard == pytest.approx([said_at, spoke_at], abs=0.6)


async def test_a_job_that_is_killed_leaves_what_it_had_recorded(
    database: Database, session_id: int
) -> None:
    talk, killed = a_talk(), Recorder(database, session_id, datetime.now(UTC))
    killed.start(cast(AgentSession[Any], talk))
    talk.input.audio.source.speaks.set()
    listening = asyncio.create_task(listen(talk, 600.0))
    try:
        while not await is_kept(database, session_id):  # noqa: ASYNC110
            await asyncio.sleep(0.1)
        heard, _, _ = await stored(database, session_id)
        assert len(heard) == 1
    finally:
        listening.cancel()
        await killed.close()


async def test_a_database_that_is_away_for_a_while_loses_nothing(
    database: Database, session_id: int
) -> None:
    away = AwayDatabase(database)
    talk = a_talk()
    kept = Recorder(cast(Database, away), session_id, datetime.now(UTC))
    kept.start(cast(AgentSession[Any], talk))
    await listen(talk, 0.5)
    away.away = False
    await listen(talk, 0.5)
    await kept.close()
    _, _, seconds = await stored(database, session_id)
    assert seconds > 0.8
    async with database.unit_of_work() as uow:
        assert (await uow.sessions.get(session_id)).faults == ()


async def test_what_had_to_be_given_up_is_on_the_sessions_record(
    database: Database,
    session_id: int,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(recorder, "MOST_WAITING", 1)
    away = AwayDatabase(database)
    talk = a_talk()
    kept = Recorder(cast(Database, away), session_id, datetime.now(UTC))
    kept.start(cast(AgentSession[Any], talk))
    while "recording.delayed" not in caplog.messages:
        await listen(talk, 0.1)
    away.away = False
    await kept.close()
    async with database.unit_of_work() as uow:
        faults = (await uow.sessions.get(session_id)).faults
    assert faults == ("a part of the recording was lost: database away",)


async def test_the_talk_goes_on_when_its_session_is_deleted(
    database: Database, session_id: int
) -> None:
    talk, kept = a_talk(), Recorder(database, session_id + 1, datetime.now(UTC))
    kept.start(cast(AgentSession[Any], talk))
    await listen(talk, 0.6)
    await kept.close()
    async with database.unit_of_work() as uow:
        assert await uow.recordings.get(session_id + 1) is None
        assert await uow.recordings.get(session_id) is None


async def test_the_talk_goes_on_when_the_encoder_breaks(
    database: Database,
    session_id: int,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(*_: object) -> bytes:
        raise RuntimeError("the encoder broke")

    talk, kept = a_talk(), Recorder(database, session_id, datetime.now(UTC))
    kept.start(cast(AgentSession[Any], talk))
    while not await is_kept(database, session_id):
        await listen(talk, 0.1)
    monkeypatch.setattr(Mp3Encoder, "encode", broken)
    while "recording.failed" not in caplog.messages:
        await listen(talk, 0.1)
    await kept.close()
    assert await is_kept(database, session_id)


async def test_what_was_never_started_closes_without_a_trace(
    database: Database, session_id: int
) -> None:
    await Recorder(database, session_id, datetime.now(UTC)).close()
    async with database.unit_of_work() as uow:
        assert await uow.recordings.get(session_id) is None


async def test_a_real_session_goes_on_hearing_and_speaking_through_the_taps(
    database: Database, session_id: int
) -> None:
    microphone, speaker = Microphone(), Loudspeaker()
    session: AgentSession[None] = AgentSession()
    session.input.audio, session.output.audio = microphone, speaker
    await session.start(Agent(instructions="none"), record=False)
    kept = Recorder(database, session_id, datetime.now(UTC))
    kept.start(session)
    await say(session, speaker, 0.3)
    await asyncio.sleep(1.0)
    microphone.speaks.set()
    while microphone.frames_spoken < 25:  # noqa: ASYNC110 -- the session takes them
        await asyncio.sleep(FRAME_SECONDS)
    await session.aclose()
    await kept.close()
    heard, _, _ = await stored(database, session_id)
    assert len(heard) == 2, "the interviewer, then the candidate"
