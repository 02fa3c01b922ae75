"""The whole system, started once for all tests of the page."""

import asyncio
from collections.abc import Iterator

import pytest

from tests.services.system import LocalSystem
from tests.web.site import Site, serve

LIMITS = ("DEFAULT", "REGISTER", "LOGIN", "SESSIONS", "MESSAGE")
UNHURRIED = {f"RATE_LIMIT_{name}": "100000" for name in LIMITS}


@pytest.fixture(scope="session")
def other_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return the one other origin whose pages may use the API."""
    with serve(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory, other_site: Site) -> Iterator[LocalSystem]:
    """Return the running system: rooms, models, worker, API and page."""
    settings = {**UNHURRIED, "CORS_ORIGINS": other_site.origin}
    running = LocalSystem(tmp_path_factory.mktemp("system"), settings)
    try:
        running.start_all()
        asyncio.run(running.wait_until_ready())
        yield running
    finally:
        running.stop()
