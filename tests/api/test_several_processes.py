"""Limits shared over Redis, and two API processes on one PostgreSQL and one Redis."""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.http import limiter as limits
from api.http.limiter import TRY_AGAIN_SECONDS, Limiter
from harness.services.answering import wait_until_it_answers
from harness.services.ports import free_port
from harness.services.redis import RedisServer, redis_server
from tests.api.application import UNHURRIED
from tests.test_ai_interview import MESSAGE, SESSION

__all__ = ["redis_server"]

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def unhurried_redis(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that is busy for half a second has not lost its Redis."""
    monkeypatch.setattr(limits, "REDIS_TIMEOUT_SECONDS", 30.0)


@pytest.mark.usefixtures("unhurried_redis")
async def test_limiters_count_together_in_redis(redis_server: RedisServer) -> None:
    one, two = Limiter(redis_server.url), Limiter(redis_server.url)
    standings = [await limiter.hit("route", "user:1", 3) for limiter in (one, two, one, two)]
    assert [standing.remaining for standing in standings] == [2, 1, 0, 0]
    assert [standing.exceeded for standing in standings] == [False, False, False, True]
    assert 1 <= (standings[-1].retry_after_seconds or 0) <= 60
    for limiter in (one, two):
        await limiter.aclose()


@pytest.mark.usefixtures("unhurried_redis")
async def test_redis_away_means_one_warning_and_counting_in_memory(
    redis_server: RedisServer, caplog: pytest.LogCaptureFixture
) -> None:
    now = 0.0
    limiter = Limiter(redis_server.url, monotonic=lambda: now)
    await limiter.hit("route", "user:1", 3)
    redis_server.stop()
    with caplog.at_level(logging.INFO, "api.http.limiter"):
        for _ in range(2):
            for expected in (False, False):
                assert (await limiter.hit("route", "user:1", 9)).exceeded is expected
            now += TRY_AGAIN_SECONDS + 1
        redis_server.start()
        await limiter.hit("route", "user:1", 9)
    said = [record.message for record in caplog.records]
    assert said == ["limits.redis_away", "limits.redis_back"]
    await limiter.aclose()


@pytest.fixture
def two_processes(
    postgres_url: str, redis_server: RedisServer, tmp_path: Path
) -> Iterator[tuple[str, str]]:
    """Two API processes on the same database and the same Redis."""
    ports = (free_port(), free_port())
    shared = {name.upper(): str(value) for name, value in UNHURRIED.items()}
    environment = (
        os.environ
        | shared
        | {
            "PYTHONPATH": str(ROOT),
            "ENVIRONMENT": "test",
            "SECRET_KEY": "s" * 40,
            "DATABASE_URL": postgres_url,
            "REDIS_URL": redis_server.url,
            "RATE_LIMIT_LOGIN": "3",
            "LIVEKIT_URL": f"ws://127.0.0.1:{free_port()}",
        }
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "wiring.web"],
            cwd=tmp_path,
            env=environment | {"PORT": str(port), "CHROMA_PERSIST_DIR": str(tmp_path / f"{port}")},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for port in ports
    ]
    try:
        addresses = tuple(f"http://127.0.0.1:{port}" for port in ports)
        for address, process in zip(addresses, running, strict=True):
            wait_until_it_answers(address, process)
        yield addresses[0], addresses[1]
    finally:
        for process in running:
            process.terminate()
        assert {process.wait(timeout=240) for process in running} == {0}


@pytest.mark.system
@pytest.mark.timeout(600)
def test_two_processes_are_one_api(two_processes: tuple[str, str]) -> None:
    one, two = (httpx.Client(base_url=address, timeout=120) for address in two_processes)
    credentials = {"email": "ada@example.com", "password": "correct horse battery"}
    signed_in = one.post("/auth/register", json=credentials).json()
    for client in (one, two):
        client.headers["Authorization"] = f"Bearer {signed_in['access_token']}"
    session_id = one.post("/ai-interview/sessions", json=SESSION).json()["session_id"]
    path = f"/ai-interview/sessions/{session_id}"
    key = {"Idempotency-Key": "abc-1"}
    first = two.post(f"{path}/message", json=MESSAGE, headers=key)
    again = one.post(f"{path}/message", json=MESSAGE, headers=key)
    assert first.status_code == 200
    assert again.json() == first.json()
    done = one.post(f"{path}/complete").json()
    assert two.post(f"{path}/complete").json() == done
    wrong = credentials | {"password": "wrong"}
    # no proxy is trusted, not even on this machine: what it says of the client changes nothing
    anonymous = [
        httpx.post(
            f"{address}/auth/login",
            json=wrong,
            headers={"X-Forwarded-For": f"192.0.2.{number}"},
            timeout=60,
        ).status_code
        for number, address in enumerate((*two_processes, *two_processes))
    ]
    assert anonymous == [401, 401, 401, 429]
    assert two.post("/auth/logout").status_code == 204
    assert one.get("/auth/me").status_code == 401
    one.close()
    two.close()
