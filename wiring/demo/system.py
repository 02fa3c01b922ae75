"""What the demo talks to and speaks with: what runs already, or what is started for it."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from core.errors import UnavailableError
from wiring.ports import free_port
from wiring.run import ROOT

STARTING_SECONDS = 120.0
ENDING_SECONDS = 20.0


async def answers(url: str) -> bool:
    """Return whether this address answers with 200 now."""
    async with httpx.AsyncClient(trust_env=False, timeout=5.0) as client:
        try:
            return (await client.get(url)).status_code == httpx.codes.OK
        except httpx.TransportError:
            return False


@asynccontextmanager
async def running_system(address: str) -> AsyncIterator[None]:
    """Use the system at the address, or start one there and end it afterwards.

    Raises `UnavailableError` when it does not become ready.
    """
    ready = f"{address}/readyz"
    if await answers(ready):
        yield
        return
    async with _process(ready, "wiring.run"):
        yield


@asynccontextmanager
async def candidate_voice(speech_url: str) -> AsyncIterator[str]:
    """Yield the address of a speech server: the one there is, or one started for the candidate
    alone, since a system with hosted voices runs none.

    Raises `UnavailableError` when it does not become ready.
    """
    if await answers(f"{speech_url}/healthz"):
        yield speech_url
        return
    port = free_port()
    own = f"http://127.0.0.1:{port}"
    async with _process(f"{own}/healthz", "local.speech", "--port", str(port)):
        yield own


@asynccontextmanager
async def _process(ready: str, module: str, *arguments: str) -> AsyncIterator[None]:
    """Run a module of ours as a process that answers at `ready`, and end it afterwards."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        *arguments,
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said: list[str] = []
    reader = asyncio.create_task(_keep(process, said))
    try:
        try:
            async with asyncio.timeout(STARTING_SECONDS):
                while not await answers(ready):
                    if process.returncode is not None:
                        raise UnavailableError(f"{module} ended:\n" + "".join(said[-20:]))
                    await asyncio.sleep(0.3)
        except TimeoutError as error:
            raise UnavailableError(f"{module} is not ready:\n" + "".join(said[-20:])) from error
        yield
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
            await asyncio.wait_for(process.wait(), ENDING_SECONDS)
        reader.cancel()


async def _keep(process: asyncio.subprocess.Process, said: list[str]) -> None:
    assert process.stdout is not None
    async for line in process.stdout:
        said.append(line.decode(errors="replace"))
