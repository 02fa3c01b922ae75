"""A sweep goes on whatever one look comes upon, and says once what is wrong."""

import asyncio

import pytest

from api.sweeping import sweep
from core.errors import DatabaseUnavailableError


async def test_whatever_goes_wrong_is_said_once_and_ends_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    away, crash = DatabaseUnavailableError("away"), RuntimeError("unforeseen")
    errors = iter([away, away, None, crash, crash, None, away])
    done = asyncio.Event()

    async def look() -> None:
        try:
            error = next(errors)
        except StopIteration:
            done.set()
            await asyncio.Event().wait()
        if error is not None:
            raise error

    running = asyncio.create_task(sweep("rooms", look, 0))
    await done.wait()
    running.cancel()
    await asyncio.wait((running,))
    assert running.cancelled()
    said = [record.message for record in caplog.records if record.name == "api.sweeping"]
    assert said == ["sweep.waiting", "sweep.failed", "sweep.waiting"]
