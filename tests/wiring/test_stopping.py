"""The web process ends when it is told to, and in the middle of nothing."""

import json
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.services.answering import wait_until_it_answers
from harness.services.system import LocalSystem

BODY = json.dumps({"email": "ada@example.com", "password": "correct horse battery"}).encode()
HEAD = (
    "POST /auth/register HTTP/1.1\r\n"
    "Host: 127.0.0.1\r\n"
    "Content-Type: application/json\r\n"
    "Expect: 100-continue\r\n"
    f"Content-Length: {len(BODY)}\r\n\r\n"
).encode()


@pytest.fixture
def system(tmp_path: Path) -> Iterator[LocalSystem]:
    """A running web process, and nothing beside it."""
    system = LocalSystem(tmp_path)
    system.start_web()
    try:
        wait_until_it_answers(system.address, system.processes["web"])
        yield system
    finally:
        system.stop()


def wait_until_nobody_listens(port: int) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except ConnectionRefusedError:
            return
        time.sleep(0.02)
    raise AssertionError("the process still takes new connections")


@pytest.mark.system
@pytest.mark.timeout(600)
def test_a_request_that_is_open_when_the_process_is_told_to_stop_is_finished(
    system: LocalSystem,
) -> None:
    process = system.processes["web"]
    address = ("127.0.0.1", system.web_port)
    with (
        socket.create_connection(address, timeout=60) as idle,
        socket.create_connection(address, timeout=60) as asking,
    ):
        asking.sendall(HEAD)
        # sent when the body is asked for: from here on the request is being answered
        assert asking.recv(1024).startswith(b"HTTP/1.1 100 Continue")
        process.send_signal(signal.SIGTERM)
        wait_until_nobody_listens(system.web_port)
        assert process.poll() is None
        asking.sendall(BODY)
        answer = b"".join(iter(lambda: asking.recv(65_536), b""))
        assert answer.startswith(b"HTTP/1.1 201 Created")
        assert b'"access_token"' in answer
        assert idle.recv(1) == b"", "a connection without a request keeps nobody waiting"
    assert process.wait(timeout=240) == 0
