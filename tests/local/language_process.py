"""The real `language` process, for tests that need a real model."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

from tests.local.speech_process import ROOT

LOADING_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class LanguageProcess:
    """A running language model; `url` ends before `/v1`."""

    url: str
    process: subprocess.Popen[bytes]


@contextmanager
def language_process(*arguments: str) -> Iterator[LanguageProcess]:
    """Run `python -m local.language` on a free port until the context ends.

    Raises `RuntimeError` when it ends by itself or is not ready in time.
    """
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "local.language", "--port", str(port), *arguments]
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_until_ready(url, process)
        yield LanguageProcess(url, process)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_ready(url: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + LOADING_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the language process ended with {process.returncode}")
        try:
            if httpx.get(f"{url}/health").is_success:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    raise RuntimeError("the language process did not become ready")
