"""Waiting for a web process to answer."""

import subprocess
import time

import httpx

_SECONDS = 240.0


def wait_until_it_answers(
    address: str, process: "subprocess.Popen[bytes]", path: str = "/healthz"
) -> None:
    """Return once the path answers; raises `RuntimeError` when the process ended or is late."""
    deadline = time.monotonic() + _SECONDS
    while True:
        try:
            httpx.get(f"{address}{path}", timeout=5).raise_for_status()
            return
        except httpx.HTTPError as error:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{address} does not answer") from error
            time.sleep(0.1)
