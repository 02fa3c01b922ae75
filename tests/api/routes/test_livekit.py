"""Whether a spoken interview can be held, as far as this API can know."""

from dataclasses import replace

import pytest

from api.services import Probe, Services
from tests.api.application import on_sqlite, open_client

__all__ = ["on_sqlite"]


async def there() -> str | None:
    return None


async def missing() -> str | None:
    return "it does not answer"


@pytest.mark.parametrize(
    ("parts", "available", "server", "worker"),
    [
        ({"livekit": there, "worker": there}, True, True, True),
        ({"livekit": there, "worker": missing}, False, True, False),
        ({"livekit": missing, "worker": there}, False, False, True),
        ({"livekit": there}, True, True, None),
        ({"livekit": missing}, False, False, None),
    ],
)
async def test_rooms_are_to_be_had_unless_a_part_is_known_to_be_missing(
    services: Services,
    parts: dict[str, Probe],
    available: bool,
    server: bool,
    worker: bool | None,
) -> None:
    async with open_client(replace(services, readiness=parts)) as client:
        await client.sign_up()
        told = (await client.get("/ai-interview/livekit/status")).json()
    assert (told["available"], told["server"], told["worker"]) == (available, server, worker)
