"""The application under test: real services on a database of its own, and rooms that are a list."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest
from argon2 import PasswordHasher
from pydantic import SecretStr
from starlette.types import ASGIApp, Receive, Scope, Send

from agent.interviewer import GraphPlanner, build_interviewer
from api.app import create_app
from api.http.limiter import Limiter
from api.metrics import Metrics
from api.rooms.watch import RoomWatch
from api.security.passwords import Passwords
from api.security.tokens import Tokens
from api.services import Services
from core.clock import utc_now
from core.ports import Interviewer
from core.settings import Settings
from scoring.service import OfflineAssessor
from storage import Database
from tests.api.listed_rooms import ListedRooms
from tests.api.word_knowledge import WordKnowledge
from wiring.parts.completion import Completion

UNHURRIED: dict[str, Any] = {
    f"rate_limit_{name}": 1_000_000
    for name in ("default", "register", "login", "sessions", "message", "chat")
}
"""Tests ask faster than people; the limits have tests of their own."""


class Client(httpx.AsyncClient):
    """A client that can sign up, and then sends its token."""

    async def sign_up(self, email: str = "ada@example.com") -> int:
        """Register, keep the token, and return the user's id."""
        body = {"email": email, "password": "correct horse battery"}
        answer = await self.post("/auth/register", json=body)
        assert answer.status_code == 201, answer.text
        self.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        return int(answer.json()["id"])


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    return Settings(
        _env_file=None,
        environment="test",
        secret_key=SecretStr("a secret of the tests, and of nobody else"),
        database_url=database_url,
        chroma_persist_dir=tmp_path / "chroma",
        **UNHURRIED,
    )


@cache
def interviewing() -> tuple[GraphPlanner, Interviewer, OfflineAssessor]:
    """Return the real planner, interviewer and assessor, which read their files once."""
    interviewer = build_interviewer(None, 1.5, utc_now)
    return GraphPlanner(), interviewer, OfflineAssessor(utc_now)


@pytest.fixture(name="database_url")
def on_sqlite(sqlite_url: str) -> str:
    """Imported by tests that are not about what is stored: once on SQLite is enough."""
    return sqlite_url


@pytest.fixture
def services(settings: Settings, database: Database) -> Services:
    rooms = ListedRooms()
    planner, interviewer, assessor = interviewing()

    async def there() -> str | None:
        return None

    watch = RoomWatch(database, rooms, utc_now, settings.reconnect_seconds, settings.return_seconds)
    return Services(
        settings=settings,
        database=database,
        planner=planner,
        interviewer=interviewer,
        assessor=assessor,
        completer=Completion(database, assessor, utc_now),
        knowledge=WordKnowledge(),
        rooms=rooms,
        passwords=Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)),
        tokens=Tokens(settings.secret_key.get_secret_value(), settings.access_token_minutes),
        watch=watch,
        limiter=Limiter(),
        metrics=Metrics(watch.line),
        readiness={"database": there, "livekit": there, "worker": there},
    )


@asynccontextmanager
async def open_client(services: Services, page: Path | None = None) -> AsyncIterator[Client]:
    """Return a client of an application that runs on these services, with this folder's page."""
    app = create_app(services, page=page)
    async with app.router.lifespan_context(app) as state:
        transport = httpx.ASGITransport(_with_state(app, state or {}))
        async with Client(transport=transport, base_url="http://testserver") as client:
            yield client


def _with_state(app: ASGIApp, state: Mapping[str, Any]) -> ASGIApp:
    async def run(scope: Scope, receive: Receive, send: Send) -> None:
        await app({**scope, "state": dict(state)}, receive, send)

    return run


@pytest.fixture
async def client(services: Services) -> AsyncIterator[Client]:
    async with open_client(services) as opened:
        yield opened


@pytest.fixture
async def other(services: Services) -> AsyncIterator[Client]:
    """A second client, for another user."""
    async with open_client(services) as opened:
        yield opened
