"""What `/readyz` asks: each part an interview needs."""

import asyncio
import shutil
from collections.abc import Awaitable, Sequence
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
from sqlalchemy import make_url

from api.rooms.gateway import RoomGateway
from api.services import Probe
from core.errors import UnavailableError
from core.settings import Settings
from storage import Database
from storage.knowledge import Knowledge

LEAST_FREE_BYTES = 64 * 2**20
"""With less, an interview or an index may not find the room it needs."""
TIMEOUT = aiohttp.ClientTimeout(total=2.0)


def probes(
    settings: Settings, database: Database, rooms: RoomGateway, knowledge: Knowledge
) -> dict[str, Probe]:
    """Return the probes by the names that `/readyz` reports, in the order of dependence.

    The worker is asked where it can be found, the local models where it is on this machine.
    """
    worker = worker_address(settings)
    folders = [settings.chroma_persist_dir] if settings.chroma_url is None else []
    if (file := sqlite_file(settings.database_url)) is not None:
        folders.append(file.parent)
    found: dict[str, Probe] = {
        "database": lambda: _fault(database.write()),
        "migrations": partial(_tables_are_current, database),
        "vector_store": lambda: _fault(knowledge.ping()),
        "livekit": lambda: _fault(rooms.open_rooms()),
    }
    if folders:
        found["disk"] = partial(_disk_has_room, folders)
    if worker is not None:
        found["worker"] = partial(_answers, worker, "no worker is registered")
        if settings.uses_local_speech and _on_this_machine(worker):
            url = f"{settings.speech_url.rstrip('/')}/healthz"
            found["speech"] = partial(_answers, url, "the speech server does not answer")
    return found


def worker_address(settings: Settings) -> str | None:
    """Return where a worker says whether it is registered, None where nobody here can know.

    That is `AGENT_URL`; without it, the health port on loopback if the room server is on loopback
    too, since only a worker of this machine can then be in its rooms.
    """
    if settings.agent_url is not None:
        return settings.agent_url
    if settings.agent_port and _on_this_machine(settings.livekit_url):
        return f"http://127.0.0.1:{settings.agent_port}/"
    return None


def sqlite_file(database_url: str) -> Path | None:
    """Return the file of a SQLite database, None for any other."""
    url = make_url(database_url)
    on_disk = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    return Path(str(url.database)) if on_disk else None


async def _fault(asked: Awaitable[object]) -> str | None:
    try:
        await asked
    except UnavailableError as error:
        return str(error)
    return None


async def _tables_are_current(database: Database) -> str | None:
    try:
        current, head = await database.migration_state()
    except UnavailableError as error:
        return str(error)
    if current == head:
        return None
    return f"the tables are at revision {current or 'none'}, not {head}: run `make migrate`"


async def _disk_has_room(folders: Sequence[Path]) -> str | None:
    free = [await asyncio.to_thread(_free_bytes, folder) for folder in folders]
    if all(each >= LEAST_FREE_BYTES for each in free):
        return None
    return f"the disk is full: {min(free) // 2**20} MB are left"


def _free_bytes(folder: Path) -> int:
    there = next(each for each in (folder.absolute(), *folder.absolute().parents) if each.exists())
    return shutil.disk_usage(there).free


def _on_this_machine(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


async def _answers(url: str, fault: str) -> str | None:
    try:
        async with aiohttp.ClientSession(timeout=TIMEOUT) as client, client.get(url) as response:
            return None if response.status == 200 else f"{fault} (HTTP {response.status})"
    except (aiohttp.ClientError, TimeoutError, OSError):
        return fault
