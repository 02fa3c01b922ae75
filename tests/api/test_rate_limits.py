"""Who asks too often is told to wait, and only they."""

from dataclasses import replace

import pytest

from api.limiter import Limiter
from api.services import Services
from core.settings import Settings
from tests.api.application import Client, on_sqlite, open_client

__all__ = ["on_sqlite"]


def limited(services: Services, **limits: object) -> Services:
    """Return the services with the contract's limits, or others."""
    contract = Settings(_env_file=None, environment="test").model_dump(
        include={name for name in Settings.model_fields if name.startswith("rate_limit")}
    )
    return replace(
        services,
        settings=services.settings.model_copy(update=contract | limits),
        limiter=Limiter(),
    )


@pytest.mark.parametrize(
    ("method", "path", "per_minute"),
    [
        ("POST", "/ai-interview/sessions", 10),
        ("GET", "/ai-interview/sessions", 10),
        ("POST", "/ai-interview/sessions/1/message", 30),
        ("POST", "/auth/login", 5),
        ("POST", "/auth/register", 3),
        ("POST", "/ai/chat", 20),
        ("GET", "/ai-interview/profile", 60),
        ("POST", "/ai-interview/sessions/1/complete", 60),
    ],
)
async def test_the_contracts_limits_hold(
    services: Services, method: str, path: str, per_minute: int
) -> None:
    async with open_client(limited(services)) as client:
        for asked in range(per_minute):
            answer = await client.request(method, path)
            assert answer.status_code != 429
            assert answer.headers["X-RateLimit-Limit"] == str(per_minute)
            assert answer.headers["X-RateLimit-Window"] == "60"
            assert answer.headers["X-RateLimit-Remaining"] == str(per_minute - asked - 1)
        refused = await client.request(method, path)
    assert refused.status_code == 429
    assert refused.json()["error_code"] == "RATE_LIMITED"
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert refused.headers["X-RateLimit-Remaining"] == "0"


async def test_one_session_does_not_use_up_anothers_messages(services: Services) -> None:
    async with open_client(limited(services, rate_limit_message=1)) as client:
        await client.post("/ai-interview/sessions/1/message")
        answer = await client.post("/ai-interview/sessions/2/message")
    assert answer.status_code == 429, "the limit is the path's, not one session's"


async def test_users_are_counted_by_themselves_and_not_by_their_address(
    services: Services,
) -> None:
    hurried = limited(services, rate_limit_default=1)
    async with open_client(hurried) as ada, open_client(hurried) as grace:
        await ada.sign_up("ada@example.com")
        await grace.sign_up("grace@example.com")
        assert (await ada.get("/auth/me")).status_code == 200
        assert (await ada.get("/auth/me")).status_code == 429
        assert (await grace.get("/auth/me")).status_code == 200


async def test_a_forged_token_does_not_buy_a_count_of_its_own(services: Services) -> None:
    async with open_client(limited(services, rate_limit_default=1)) as client:
        for token, expected in (("a.b.c", 401), ("d.e.f", 429)):
            headers = {"Authorization": f"Bearer {token}"}
            assert (await client.get("/auth/me", headers=headers)).status_code == expected


@pytest.mark.parametrize(
    ("trusted", "expected"), [((), 429), (("127.0.0.1",), 401), (("127.0.0.0/8",), 401)]
)
async def test_forwarded_addresses_count_only_from_trusted_proxies(
    services: Services, trusted: tuple[str, ...], expected: int
) -> None:
    one = limited(services, rate_limit_default=1, trusted_proxies=trusted)
    async with open_client(one) as client:
        await client.get("/auth/me", headers={"X-Forwarded-For": "10.0.0.1"})
        answer = await client.get("/auth/me", headers={"X-Forwarded-For": "10.0.0.2"})
    assert answer.status_code == expected


async def test_a_client_cannot_make_up_an_address_before_the_proxys(services: Services) -> None:
    one = limited(services, rate_limit_default=1, trusted_proxies=("127.0.0.1",))
    async with open_client(one) as client:
        await client.get("/auth/me", headers={"X-Forwarded-For": "1.1.1.1, 10.0.0.1"})
        answer = await client.get("/auth/me", headers={"X-Forwarded-For": "2.2.2.2, 10.0.0.1"})
    assert answer.status_code == 429


async def test_every_response_tells_the_standing(client: Client) -> None:
    for path in ("/healthz", "/readyz", "/nowhere"):
        answer = await client.get(path)
        assert int(answer.headers["X-RateLimit-Limit"]) > 0
        assert "X-RateLimit-Window" in answer.headers
        assert "X-RateLimit-Remaining" in answer.headers
