"""A real model server as a process of its own, for as long as a test needs it."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from harness.services.ports import free_port

ROOT = Path(__file__).resolve().parents[1]
STOP_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class ServerProcess:
    """A running server; `url` has no path."""

    url: str
    process: subprocess.Popen[bytes]


@contextmanager
def server_process(
    module: str,
    health: str,
    loading_seconds: float,
    arguments: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
) -> Iterator[ServerProcess]:
    """Run `python -m module` on a free port until the context ends.

    Raises `RuntimeError` when it ends by itself or `health` does not answer well in time.
    """
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", module, "--port", str(port), *arguments],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
    )
    running = ServerProcess(f"http://127.0.0.1:{port}", process)
    try:
        _wait_until_ready(running, module, health, loading_seconds)
        yield running
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_ready(running: ServerProcess, module: str, health: str, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if running.process.poll() is not None:
            raise RuntimeError(f"{module} ended with {running.process.returncode}")
        try:
            if httpx.get(f"{running.url}{health}").is_success:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise RuntimeError(f"{module} did not become ready")
