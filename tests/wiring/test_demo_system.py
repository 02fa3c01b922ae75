"""What the demo talks to: used where it runs, else started for it, and ended with it."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from core.errors import UnavailableError
from harness.providers.serving import serving
from harness.services.ports import free_port
from wiring.demo import __main__ as demo
from wiring.demo.system import answering, is_ready
from wiring.run import ROOT

pytestmark = pytest.mark.timeout(300)


def listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=60).close()
    except ConnectionRefusedError:
        return False
    return True


async def test_what_answers_already_is_used() -> None:
    app = Starlette(routes=[Route("/readyz", lambda _: PlainTextResponse("ok"))])
    with serving(app) as address:
        async with answering(f"{address}/readyz", "no.such.module"):
            pass


async def test_what_does_not_answer_is_started_and_ended_afterwards() -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    async with answering(url, "http.server", str(port), "--bind", "127.0.0.1"):
        assert await is_ready(url)
    assert not listens(port)


KILLED = """
import asyncio, sys
from wiring.demo.system import answering

async def main():
    async with answering(sys.argv[1], "http.server", sys.argv[2], "--bind", "127.0.0.1"):
        print("started", flush=True)
        await asyncio.Event().wait()

asyncio.run(main())
"""


def test_what_was_started_ends_with_a_demo_that_is_killed() -> None:
    port = free_port()
    command = [sys.executable, "-c", KILLED, f"http://127.0.0.1:{port}/", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as killed:
        assert killed.stdout is not None
        assert killed.stdout.readline() == b"started\n"
        killed.kill()
    while listens(port):  # ending takes a moment
        time.sleep(0.02)


async def test_what_ends_by_itself_is_named_with_its_last_words() -> None:
    url = f"http://127.0.0.1:{free_port()}/"
    with pytest.raises(UnavailableError, match=r"(?s)no.such.module ended:.*No module named"):
        async with answering(url, "no.such.module"):
            pass


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_demo_and_what_was_started_for_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], number: signal.Signals
) -> None:
    started: list[str] = []
    ended: list[str] = []

    @asynccontextmanager
    async def noted(url: str, *module: str) -> AsyncIterator[None]:
        started.append(module[0])
        try:
            yield
        finally:
            ended.append(module[0])

    async def signalled(*_: object) -> int:
        os.kill(os.getpid(), number)
        return await asyncio.Event().wait()

    monkeypatch.setattr(demo, "answering", noted)
    monkeypatch.setattr(demo, "_sign_up", signalled)
    monkeypatch.setattr("sys.argv", ["demo"])
    assert demo.main() == 130
    assert capsys.readouterr().err == "Stopped.\n"
    assert started == ["wiring.run", "local.speech"]
    assert ended == ["local.speech", "wiring.run"]
