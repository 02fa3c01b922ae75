"""A real Redis for tests: its own port, nothing kept, gone afterwards."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator

import pytest

from harness.services.ports import free_port

_START_SECONDS = 60.0
_STOP_SECONDS = 60.0


class RedisServer:
    """A Redis server that can be stopped and started again on the same port."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.url = f"redis://127.0.0.1:{port}/0"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start serving and return when it listens."""
        program = shutil.which("redis-server")
        if program is None:
            raise RuntimeError("redis-server is missing: these tests need it (apt: redis-server)")
        options = ("--port", str(self.port), "--bind", "127.0.0.1", "--save", "")
        self._process = subprocess.Popen(
            [program, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + _START_SECONDS
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                if self._process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError("Redis did not start") from None
                time.sleep(0.05)

    def stop(self) -> None:
        """Stop serving at once."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(timeout=_STOP_SECONDS)
            self._process = None


@pytest.fixture
def redis_server() -> Iterator[RedisServer]:
    """A running Redis."""
    server = RedisServer(free_port())
    server.start()
    yield server
    server.stop()
