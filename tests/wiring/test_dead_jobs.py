"""Whose job is gone leaves its seat, once."""

import asyncio
import socket
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from core.interview import room_name
from wiring import dead_jobs
from wiring.dead_jobs import Seat, clear_seats, clear_what_was_left, this_process

A, B = ("interview-room-1", "interviewer-a"), ("interview-room-2", "interviewer-b")


async def test_each_job_that_is_gone_is_cleared_once_and_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dead_jobs, "LOOK_SECONDS", 0.0)
    looks: list[dict[str, Seat]] = [{"a": A}, {"a": A, "b": B}, {"b": B}, {"b": B}, {}, {"c": A}]
    cleared: list[Seat] = []
    over = asyncio.Event()

    def seats() -> dict[str, Seat]:
        if len(looks) == 1:
            over.set()
            return looks[0]
        return looks.pop(0)

    async def clear(*seat: str) -> None:
        cleared.append((seat[0], seat[1]))

    watching = asyncio.create_task(clear_seats(seats, clear))
    await over.wait()
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching
    assert cleared == [A, B]


async def test_a_worker_that_starts_clears_what_processes_of_its_machine_left() -> None:
    ended = await asyncio.create_subprocess_exec(sys.executable, "-c", "")
    await ended.wait()
    machine, here = socket.gethostname(), this_process()
    now = datetime.now(UTC)
    before, after = now - timedelta(seconds=5), now + timedelta(seconds=1)
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    last_seen = [
        (1, f"{machine}:{ended.pid}", now),
        (2, here, now),
        (3, f"another-{machine}:{ended.pid}", now),
        # its number is another process's by now
        (4, here, long_ago),
        (5, "worker", now),
    ]
    seats: dict[str, list[tuple[str, datetime]]] = {
        room_name(1): [("dead", before), ("next", after)],
        room_name(4): [("older", long_ago - timedelta(minutes=1))],
    }
    cleared: list[Seat] = []

    async def agents(room: str) -> list[tuple[str, datetime]]:
        return seats.get(room, [("alive", before)])

    async def clear(room: str, identity: str) -> None:
        cleared.append((room, identity))

    await clear_what_was_left(last_seen, agents, clear)
    assert cleared == [(room_name(1), "dead"), (room_name(4), "older")]
