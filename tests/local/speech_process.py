"""The real `speech` process, for tests that need real ears and a real voice."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]
LOADING_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class SpeechProcess:
    """A running speech server."""

    url: str
    process: subprocess.Popen[bytes]


@contextmanager
def speech_process() -> Iterator[SpeechProcess]:
    """Run `python -m local.speech` on a free port until the context ends."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "local.speech", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "WHISPER_MODEL_PATH": "", "PIPER_VOICE_PATH": ""},
    )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_until_ready(url, process)
        yield SpeechProcess(url, process)
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + LOADING_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the speech process ended with {process.returncode}")
        try:
            httpx.get(f"{url}/healthz").raise_for_status()
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the speech process did not become ready")
