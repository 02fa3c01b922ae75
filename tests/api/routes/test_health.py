"""Whether an interview can be held now, told in time."""

import asyncio
from dataclasses import replace

import pytest

from api.routes import health
from api.services import Services
from tests.api.application import on_sqlite, open_client

__all__ = ["on_sqlite"]


async def there() -> str | None:
    return None


async def missing() -> str | None:
    return "no worker is registered"


async def silent() -> str | None:
    await asyncio.sleep(60)
    return None


async def test_a_process_runs_whatever_is_missing(services: Services) -> None:
    async with open_client(replace(services, readiness={"worker": missing})) as client:
        answer = await client.get("/healthz")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


async def test_it_is_ready_when_every_part_is_there(services: Services) -> None:
    async with open_client(replace(services, readiness={"database": there})) as client:
        answer = await client.get("/readyz")
    assert (answer.status_code, answer.json()["parts"]) == (200, {"database": "ok"})


async def test_what_is_missing_is_named_and_a_part_that_is_silent_is_not_waited_for(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "PROBE_SECONDS", 0.05)
    parts = {"database": silent, "livekit": there, "worker": missing}
    async with asyncio.timeout(10):
        async with open_client(replace(services, readiness=parts)) as client:
            answer = await client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["error_code"] == "NOT_READY"
    assert answer.json()["detail"] == "Not ready: database, worker."
    assert answer.json()["parts"] == {
        "database": "it does not answer within 0.05 seconds",
        "livekit": "ok",
        "worker": "no worker is registered",
    }
    assert int(answer.headers["Retry-After"]) > 0
