"""The whole system, started once for all tests of the page."""

import asyncio
from collections.abc import Iterator

import pytest

from tests.services.system import LocalSystem

LIMITS = ("DEFAULT", "REGISTER", "LOGIN", "SESSIONS", "MESSAGE")
UNHURRIED = {f"RATE_LIMIT_{name}": "100000" for name in LIMITS}


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalSystem]:
    """Return the running system: rooms, models, worker, API and page."""
    running = LocalSystem(tmp_path_factory.mktemp("system"), UNHURRIED)
    try:
        running.start_all()
        asyncio.run(running.wait_until_ready())
        yield running
    finally:
        running.stop()
