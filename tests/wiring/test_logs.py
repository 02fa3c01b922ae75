"""What the processes log, and what they keep to themselves."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from harness.services.ports import free_port

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def door(sqlite_url: str, tmp_path: Path) -> dict[str, str]:
    """The environment of a web process on a database of its own."""
    return os.environ | {
        "PYTHONPATH": str(ROOT),
        "ENVIRONMENT": "test",
        "SECRET_KEY": "s" * 40,
        "DATABASE_URL": sqlite_url,
        "CHROMA_PERSIST_DIR": str(tmp_path / "chroma"),
        "LIVEKIT_URL": f"ws://127.0.0.1:{free_port()}",
        "PORT": str(free_port()),
    }


def whole_lines(path: Path) -> str:
    """Return what is written, up to the last end of a line."""
    return path.read_text().rpartition("\n")[0]


@pytest.mark.system
@pytest.mark.timeout(600)
def test_the_web_process_logs_objects_without_people_and_ends_well_when_told_to(
    door: dict[str, str], tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "wiring.web"]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(command, env=door, cwd=tmp_path, stderr=log)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{door['PORT']}", timeout=30) as client:
            deadline = time.monotonic() + 240
            while True:
                try:
                    client.get("/healthz")
                    break
                except httpx.TransportError:
                    assert process.poll() is None
                    assert time.monotonic() < deadline
                    time.sleep(0.1)
            client.get("/readyz")
            credentials = {"email": "ada@example.com", "password": "correct horse battery"}
            answer = client.post("/auth/register", json=credentials)
            assert answer.status_code == 201
            request_id = answer.headers["X-Request-ID"]
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=240) == 0
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
    text = (tmp_path / "log").read_text()
    lines = [json.loads(line) for line in text.splitlines()]
    answered = [line for line in lines if line.get("request_id") == request_id]
    assert [line["event"] for line in answered] == ["request.answered"]
    assert answered[0]["route"] == "/auth/register"
    assert credentials["email"] not in text
    assert credentials["password"] not in text
    assert not [line for line in lines if line["logger"].startswith("alembic")]


@pytest.mark.system
@pytest.mark.timeout(600)
def test_the_worker_logs_in_the_same_form_at_the_level_that_is_set(
    door: dict[str, str], tmp_path: Path
) -> None:
    given = door | {"LOG_LEVEL": "WARNING", "AGENT_PORT": str(free_port())}
    command = [sys.executable, "-m", "agent", "start"]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(command, env=given, cwd=tmp_path, stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + 240
        # what ending is like on a full machine is not looked at, nor a line that is half written
        while "failed to connect" not in (text := whole_lines(tmp_path / "log")):
            assert process.poll() is None, text
            assert time.monotonic() < deadline
            time.sleep(0.1)
    finally:
        process.terminate()
        process.wait(240)
    lines = [json.loads(line) for line in text.splitlines()]
    assert {line["level"] for line in lines} == {"WARNING"}
    assert {"time", "logger", "event"} <= lines[0].keys()
    assert not [line for line in lines if "error" in line], "what went wrong is in LiveKit's words"
