"""What the demo needs to be running: what runs already, or what is started for it."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import httpx

from core.errors import UnavailableError
from wiring.run import ROOT

STARTING_SECONDS = 120.0
ENDING_SECONDS = 30.0
POLL_SECONDS = 0.3


async def is_ready(url: str) -> bool:
    """Return whether the URL answers well now."""
    async with httpx.AsyncClient(trust_env=False, timeout=5.0) as client:
        try:
            return (await client.get(url)).status_code == httpx.codes.OK
        except httpx.TransportError:
            return False


@asynccontextmanager
async def answering(url: str, *module: str) -> AsyncIterator[None]:
    """Use what answers at the URL, or start `python -m` this module for it and end it afterwards.

    It ends also when this process is killed.

    Raises `UnavailableError` when it ends by itself or does not become ready.
    """
    if await is_ready(url):
        yield
        return
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "wiring.demo.lifeline"),
        *module,
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        # Ctrl-C is for the demo, which ends this in its own time.
        start_new_session=True,
    )
    said: list[str] = []
    reader = asyncio.create_task(_keep(process, said))
    try:
        await _wait_until_ready(url, module[0], process, said)
        yield
    finally:
        await _end(process)
        reader.cancel()


async def _wait_until_ready(
    url: str, name: str, process: asyncio.subprocess.Process, said: list[str]
) -> None:
    try:
        async with asyncio.timeout(STARTING_SECONDS):
            while not await is_ready(url):
                if process.returncode is not None:
                    raise UnavailableError(f"{name} ended:\n" + "".join(said[-20:]))
                await asyncio.sleep(POLL_SECONDS)
    except TimeoutError as error:
        raise UnavailableError(f"{url} does not answer:\n" + "".join(said[-20:])) from error


async def _end(process: asyncio.subprocess.Process) -> None:
    # Who is asked a second time drops everything at once.
    for _ in range(2):
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
            with suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), ENDING_SECONDS)


async def _keep(process: asyncio.subprocess.Process, said: list[str]) -> None:
    assert process.stdout is not None
    async for line in process.stdout:
        said.append(line.decode(errors="replace"))
