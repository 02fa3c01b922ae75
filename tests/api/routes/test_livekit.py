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
    ("parts", "available", "server", "worker", "speech"),
    [
        ({"livekit": there, "worker": there}, True, True, True, None),
        ({"livekit": there, "worker": there, "speech": there}, True, True, True, True),
        ({"livekit": there, "worker": there, "speech": missing}, False, True, True, False),
        ({"livekit": there, "worker": missing}, False, True, False, None),
        ({"livekit": missing, "worker": there}, False, False, True, None),
        ({"livekit": there, "hearing": there, "voice": there}, True, True, None, True),
        ({"livekit": there, "hearing": missing, "voice": there}, False, True, None, False),
        ({"livekit": there, "hearing": there, "voice": missing}, False, True, None, False),
        ({"livekit": there}, True, True, None, None),
        ({"livekit": missing}, False, False, None, None),
    ],
)
async def test_rooms_are_to_be_had_unless_a_part_is_known_to_be_missing(
    services: Services,
    parts: dict[str, Probe],
    available: bool,
    server: bool,
    worker: bool | None,
    speech: bool | None,
) -> None:
    hosted: dict[str, Probe] = {name: parts[name] for name in ("hearing", "voice") if name in parts}
    readiness = {name: probe for name, probe in parts.items() if name not in hosted}
    async with open_client(replace(services, readiness=readiness, hosted=hosted)) as client:
        await client.sign_up()
        told = (await client.get("/ai-interview/livekit/status")).json()
    assert told["available"] is available
    assert (told["server"], told["worker"], told["speech"]) == (server, worker, speech)
