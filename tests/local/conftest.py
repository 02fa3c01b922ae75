"""One speech process for all tests of this folder: the models load once."""

from collections.abc import AsyncIterator, Iterator

import aiohttp
import httpx
import pytest

from harness.server_process import ServerProcess
from tests.local.speech_process import speech_process


@pytest.fixture(scope="session")
def running_speech() -> Iterator[ServerProcess]:
    """A running speech server."""
    with speech_process() as running:
        yield running


@pytest.fixture
def speech_url(running_speech: ServerProcess) -> str:
    """Its URL."""
    return running_speech.url


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    """An HTTP client that waits long enough for a busy machine."""
    async with httpx.AsyncClient(timeout=300.0) as http:
        yield http


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """The kind of HTTP client LiveKit's plugins use."""
    async with aiohttp.ClientSession() as http:
        yield http
