"""Which parts `/readyz` asks for: here, and where parts are on other machines."""

import resource
import shutil
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from api.services import Probe
from core.settings import Settings
from harness.providers.serving import serving
from harness.services.ports import free_port
from storage import Database
from storage.embeddings import SentenceEmbedder
from storage.knowledge import Knowledge
from tests.api.listed_rooms import ListedRooms
from wiring.probes import probes, worker_address

SHARED = ["database", "migrations", "vector_store", "livekit", "disk"]
HOSTED: dict[str, Any] = {"groq_api_key": "key", "cartesia_api_key": "key"}
ELSEWHERE: dict[str, Any] = {"livekit_url": "wss://livekit.example.com"}


def probes_with(folder: Path, known: Database | None = None, **given: Any) -> dict[str, Probe]:
    """Return the probes for these settings; nothing is opened before one is asked."""
    settings = Settings(_env_file=None, **given)
    database = known or Database(f"sqlite+aiosqlite:///{folder}/greenroom.db")
    knowledge = Knowledge(SentenceEmbedder("none"), folder / "chroma")
    return probes(settings, database, ListedRooms(), knowledge)


@pytest.mark.parametrize(
    ("given", "beside"),
    [
        ({}, ["worker", "speech"]),
        ({"livekit_url": "ws://localhost:7880"}, ["worker", "speech"]),
        ({"livekit_url": "ws://[::1]:7880"}, ["worker", "speech"]),
        (HOSTED, ["worker"]),
        (ELSEWHERE, []),
        (ELSEWHERE | HOSTED, []),
        (ELSEWHERE | {"agent_url": "http://workers.internal:8081"}, ["worker"]),
        (ELSEWHERE | {"agent_url": "http://127.0.0.1:8081/"}, ["worker", "speech"]),
        ({"agent_port": 0}, []),
    ],
)
def test_parts_are_asked_for_where_they_can_be_found(
    tmp_path: Path, given: dict[str, Any], beside: list[str]
) -> None:
    assert list(probes_with(tmp_path, **given)) == SHARED + beside


def test_a_worker_of_this_machine_is_asked_at_its_own_port() -> None:
    settings = Settings(_env_file=None, agent_port=8200)
    assert worker_address(settings) == "http://127.0.0.1:8200/"


@pytest.mark.parametrize(
    ("status", "fault"), [(200, None), (503, "no worker is registered (HTTP 503)")]
)
async def test_a_worker_elsewhere_counts_when_it_says_that_it_is_registered(
    tmp_path: Path, status: int, fault: str | None
) -> None:
    async def health(request: Request) -> Response:
        return PlainTextResponse("", status_code=status)

    with serving(Starlette(routes=[Route("/", health)])) as url:
        assert await probes_with(tmp_path, **ELSEWHERE, agent_url=f"{url}/")["worker"]() == fault


async def test_a_worker_that_nobody_finds_is_named(tmp_path: Path) -> None:
    given = ELSEWHERE | {"agent_url": f"http://127.0.0.1:{free_port()}/"}
    assert await probes_with(tmp_path, **given)["worker"]() == "no worker is registered"


async def test_a_database_that_takes_no_write_is_not_there(tmp_path: Path, sqlite_url: str) -> None:
    database = Database(sqlite_url)
    probe = probes_with(tmp_path, database)["database"]
    assert await probe() is None
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    # what SQLite meets on a full disk: no file grows
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        fault = await probe()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert fault == "The database is not available."
    assert await probe() is None
    await database.close()


async def test_a_full_disk_is_named_and_so_is_what_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    probe = probes_with(tmp_path, chroma_persist_dir=tmp_path / "not" / "there")["disk"]
    assert await probe() is None
    left = shutil.disk_usage(tmp_path)._replace(free=3 * 2**20)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: left)
    assert await probe() == "the disk is full: 3 MB are left"


def test_a_disk_is_looked_at_only_where_something_is_kept_on_it(tmp_path: Path) -> None:
    remote: dict[str, Any] = {
        "database_url": "postgresql+asyncpg://db.internal/greenroom",
        "chroma_url": "http://chroma.internal:8000",
    }
    assert "disk" not in probes_with(tmp_path, **remote)
