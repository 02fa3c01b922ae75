"""What the log tells, and what it keeps to itself."""

import json
import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from tests.services.ports import free_port
from wiring.logs import ForPeople, JsonLines

ROOT = Path(__file__).resolve().parents[2]


def record(**fields: object) -> logging.LogRecord:
    """Return a record of an event with fields, from within the handling of an error."""
    try:
        raise RuntimeError("Ada said something")
    except RuntimeError:
        error = sys.exc_info()
    logger = logging.getLogger("api.somewhere")
    return logger.makeRecord(
        logger.name, logging.WARNING, __file__, 1, "something.failed", (), error, extra=fields
    )


def test_a_line_is_one_object_with_the_events_fields() -> None:
    line = JsonLines().format(record(user_id=7, took_ms=1.5, what=object()))
    assert "\n" not in line
    told = json.loads(line)
    assert told["event"] == "something.failed"
    assert told["level"] == "WARNING"
    assert (told["user_id"], told["took_ms"], told["what"]) == (7, 1.5, "object")
    assert told["time"].endswith("+00:00")


@pytest.mark.parametrize("formatter", [JsonLines(), ForPeople()])
def test_an_error_is_named_but_not_quoted(formatter: logging.Formatter) -> None:
    line = formatter.format(record())
    assert "RuntimeError" in line
    assert "Ada" not in line


@pytest.fixture
def door(sqlite_url: str, tmp_path: Path) -> dict[str, str]:
    """The environment of a web process on a database of its own."""
    return os.environ | {
        "PYTHONPATH": str(ROOT),
        "ENVIRONMENT": "test",
        "DATABASE_URL": sqlite_url,
        "CHROMA_PERSIST_DIR": str(tmp_path / "chroma"),
        "LIVEKIT_URL": f"ws://127.0.0.1:{free_port()}",
        "PORT": str(free_port()),
    }


@pytest.mark.system
@pytest.mark.timeout(400)
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
        assert process.wait(timeout=60) == 0
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
    text = (tmp_path / "log").read_text()
    lines = [json.loads(line) for line in text.splitlines()]
    answered = [line for line in lines if line.get("request_id") == request_id]
    assert [line["event"] for line in answered] == ["request.answered"]
    assert answered[0]["route"] == "/auth/register"
    assert "ada" not in text
    assert not [line for line in lines if line["logger"].startswith("alembic")]
