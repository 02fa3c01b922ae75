"""The system the demo talks to: the one that runs, or one started for it."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from core.errors import UnavailableError
from wiring.run import ROOT

STARTING_SECONDS = 120.0
ENDING_SECONDS = 20.0


async def is_ready(address: str) -> bool:
    """Return whether an interview can be held at this address now."""
    async with httpx.AsyncClient(trust_env=False, timeout=5.0) as client:
        try:
            return (await client.get(f"{address}/readyz")).status_code == httpx.codes.OK
        except httpx.TransportError:
            return False


@asynccontextmanager
async def running_system(address: str) -> AsyncIterator[None]:
    """Use the system at the address, or start one there and end it afterwards.

    Raises `UnavailableError` when it does not become ready.
    """
    if await is_ready(address):
        yield
        return
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "wiring.run",
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said: list[str] = []
    reader = asyncio.create_task(_keep(process, said))
    try:
        async with asyncio.timeout(STARTING_SECONDS):
            while not await is_ready(address):
                if process.returncode is not None:
                    raise UnavailableError("the system ended:\n" + "".join(said[-20:]))
                await asyncio.sleep(0.3)
        yield
    except TimeoutError as error:
        raise UnavailableError("the system is not ready:\n" + "".join(said[-20:])) from error
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
            await asyncio.wait_for(process.wait(), ENDING_SECONDS)
        reader.cancel()


async def _keep(process: asyncio.subprocess.Process, said: list[str]) -> None:
    assert process.stdout is not None
    async for line in process.stdout:
        said.append(line.decode(errors="replace"))
