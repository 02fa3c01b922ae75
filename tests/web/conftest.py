"""The whole system, started once for all tests of the page, and rooms to walk into."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from harness.services.system import LocalSystem
from tests.web.accounts import an_email
from tests.web.browser import chromium, visit
from tests.web.microphone import record
from tests.web.rooms import RoomVisit, enter
from tests.web.site import Site, serve

LIMITS = ("DEFAULT", "REGISTER", "LOGIN", "SESSIONS", "MESSAGE", "PAGE")
UNHURRIED = {f"RATE_LIMIT_{name}": "100000" for name in LIMITS}
ROOMY = {"INTERVIEWS_PER_WORKER": "20"}
"""Whoever closes the browser is waited for, for a minute, while the next tests go on."""


@pytest.fixture(scope="session")
def other_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return the one other origin whose pages may use the API."""
    with serve(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory, other_site: Site) -> Iterator[LocalSystem]:
    """Return the running system: rooms, models, worker, API and page."""
    settings = {**UNHURRIED, **ROOMY, "CORS_ORIGINS": other_site.origin}
    running = LocalSystem(tmp_path_factory.mktemp("system"), settings)
    try:
        running.start_all()
        asyncio.run(running.wait_until_ready())
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="session")
def silence(system: LocalSystem, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what the microphone of somebody hears who says nothing."""
    file = tmp_path_factory.mktemp("microphone") / "silence.wav"
    asyncio.run(record("[pause 60]", system.speech_url, file))
    return file


@pytest.fixture
async def room(system: LocalSystem, silence: Path) -> AsyncIterator[RoomVisit]:
    """Return a browser in the room of a new interview that has asked its first question."""
    async with chromium(silence) as browser, visit(browser, system.address) as here:
        await here.sign_up(an_email())
        yield await enter(here)
