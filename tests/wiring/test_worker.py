"""What a job does with the dispatch it was given."""

import asyncio
import contextlib
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from livekit.agents import AgentServer

from core.errors import DatabaseUnavailableError, NotFoundError, SessionNotActiveError
from core.settings import load_settings
from wiring import worker, worker_door


class Job:
    """A dispatch, and what was done about it."""

    def __init__(self, metadata: str, room: str) -> None:
        self.job = SimpleNamespace(metadata=metadata, room=SimpleNamespace(name=room))
        self.room = SimpleNamespace(name=room)
        self.done: list[str] = []

    async def connect(self) -> None:
        """Join the room."""
        self.done.append("connect")

    async def delete_room(self) -> None:
        """Send everybody away."""
        self.done.append("delete_room")

    def shutdown(self, reason: str) -> None:
        """End the job."""
        self.done.append(f"shutdown: {reason}")


@pytest.fixture(autouse=True)
def own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that nobody else has."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/greenroom.db")


@pytest.mark.parametrize(
    ("metadata", "room"),
    [
        ("", "interview-room-7"),
        ("not json", "interview-room-7"),
        ('{"session_id": "7"}', "interview-room-7"),
        ('{"session_id": 7, "admin": true}', "interview-room-7"),
        ('{"session_id": 7}', "interview-room-8"),
        ('{"session_id": 7}', "lobby"),
    ],
)
async def test_a_dispatch_that_names_no_session_of_its_room_never_enters_it(
    metadata: str, room: str, caplog: pytest.LogCaptureFixture
) -> None:
    job = Job(metadata, room)
    await worker.interview(cast(Any, job))
    assert job.done == ["shutdown: refused"]
    assert caplog.messages == ["job.refused"]


@pytest.mark.parametrize(
    ("fault", "event", "then"),
    [
        (NotFoundError("there is no such session"), "job.refused", ["delete_room"]),
        (SessionNotActiveError("it has ended"), "job.refused", ["delete_room"]),
        (DatabaseUnavailableError("the database is away"), "job.postponed", []),
    ],
)
async def test_who_waits_for_an_interview_that_can_be_held_later_stays_in_the_room(
    fault: Exception,
    event: str,
    then: list[str],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def hold(*_: object) -> None:
        raise fault

    monkeypatch.setattr(worker, "run_interview", hold)
    monkeypatch.setattr(worker, "build_parts", lambda *_: None)
    job = Job('{"session_id": 7}', "interview-room-7")
    await worker.interview(cast(Any, job))
    assert job.done == ["connect", *then, "shutdown: the interview has ended"]
    assert event in caplog.messages


@pytest.mark.parametrize("status", [0, 1])
def test_a_worker_that_ends_by_a_fault_ends_with_a_status_that_says_so(
    status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run(*_: object, **__: object) -> None:
        if status:
            raise RuntimeError("LiveKit is away")

    monkeypatch.setattr(AgentServer, "run", run)
    monkeypatch.setattr(worker, "set_up_logging", lambda _: None)
    monkeypatch.setattr(worker, "server", worker.build_server(load_settings()))
    monkeypatch.setenv("AGENT_PORT", "0")

    def command_line(_: list[str]) -> int:
        with contextlib.suppress(RuntimeError):
            asyncio.run(worker.server.run())
        return 0

    monkeypatch.setattr("livekit.agents.__main__.main", command_line)
    assert worker_door.main(["start"]) == status
