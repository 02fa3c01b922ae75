"""Whose job is gone leaves its seat, once."""

import asyncio
from contextlib import suppress

import pytest

from wiring import dead_jobs
from wiring.dead_jobs import Seat, clear_seats

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
