"""Who asks too often is told to wait, and only they."""

from dataclasses import replace

import pytest

from api.http.client_address import ClientAddresses
from api.http.limiter import Limiter
from api.services import Services
from core.settings import Settings
from tests.api.application import Client, on_sqlite, open_client

__all__ = ["on_sqlite"]


def limited(services: Services, **limits: object) -> Services:
    """Return the services with the contract's limits, or others."""
    contract = Settings(_env_file=None).model_dump(
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


async def test_what_a_proxy_adds_as_a_header_of_its_own_counts_and_not_the_clients(
    services: Services,
) -> None:
    one = limited(services, rate_limit_default=1, trusted_proxies=("127.0.0.1",))
    async with open_client(one) as client:
        for made_up, expected in (("1.1.1.1", 401), ("2.2.2.2", 429)):
            lines = [("X-Forwarded-For", made_up), ("X-Forwarded-For", "10.0.0.1")]
            assert (await client.get("/auth/me", headers=lines)).status_code == expected


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/auth/login"), ("POST", "/auth/register"), ("GET", "/docs")]
)
async def test_where_no_sign_in_is_needed_an_account_buys_no_count_of_its_own(
    services: Services, method: str, path: str
) -> None:
    limits = {"rate_limit_login": 1, "rate_limit_register": 3, "rate_limit_operations": 1}
    async with open_client(limited(services, **limits)) as ada:
        tokens = []
        for email in ("ada@example.com", "grace@example.com"):
            await ada.sign_up(email)
            tokens.append(ada.headers.pop("Authorization"))
        answers = [
            await ada.request(method, path, headers={"Authorization": token}) for token in tokens
        ]
    assert answers[-1].status_code == 429


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("192.0.2.1", "", "192.0.2.1"),
        ("::ffff:192.0.2.1", "", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "192.0.2.1", "192.0.2.1"),
        ("::ffff:10.0.0.1", "192.0.2.1, 10.9.9.9", "192.0.2.1"),
        ("10.0.0.1", "2001:db8::1", "2001:db8::/64"),
        ("10.0.0.1", "nonsense", "10.0.0.1"),
        ("192.0.2.1", "192.0.2.9", "192.0.2.1"),
    ],
)
def test_a_client_is_named_by_the_last_address_that_no_trusted_proxy_has(
    peer: str, forwarded: str, expected: str
) -> None:
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
    scope = {"type": "http", "client": (peer, 1), "headers": headers}
    assert ClientAddresses(["10.0.0.0/8"]).name(scope) == expected


async def test_every_response_tells_the_standing(client: Client) -> None:
    for path in ("/healthz", "/readyz", "/nowhere"):
        answer = await client.get(path)
        assert int(answer.headers["X-RateLimit-Limit"]) > 0
        assert "X-RateLimit-Window" in answer.headers
        assert "X-RateLimit-Remaining" in answer.headers
