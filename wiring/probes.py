"""What `/readyz` asks: each part an interview needs."""

import asyncio
import shutil
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

    async def database_answers() -> str | None:
        try:
            await database.write()
        except UnavailableError as error:
            return str(error)
        return None

    async def tables_are_current() -> str | None:
        try:
            current, head = await database.migration_state()
        except UnavailableError as error:
            return str(error)
        if current == head:
            return None
        return f"the tables are at revision {current or 'none'}, not {head}: run `make migrate`"

    async def livekit_answers() -> str | None:
        try:
            await rooms.open_rooms()
        except UnavailableError as error:
            return str(error)
        return None

    async def worker_is_registered() -> str | None:
        return await _answers(worker or "", "no worker is registered")

    async def speech_answers() -> str | None:
        url = f"{settings.speech_url.rstrip('/')}/healthz"
        return await _answers(url, "the speech server does not answer")

    async def knowledge_answers() -> str | None:
        try:
            await knowledge.ping()
        except UnavailableError as error:
            return str(error)
        return None

    folders = [settings.chroma_persist_dir] if settings.chroma_url is None else []
    if (file := sqlite_file(settings.database_url)) is not None:
        folders.append(file.parent)

    async def disk_has_room() -> str | None:
        free = [await asyncio.to_thread(_free_bytes, folder) for folder in folders]
        if all(each >= LEAST_FREE_BYTES for each in free):
            return None
        return f"the disk is full: {min(free) // 2**20} MB are left"

    found: dict[str, Probe] = {
        "database": database_answers,
        "migrations": tables_are_current,
        "vector_store": knowledge_answers,
        "livekit": livekit_answers,
    }
    if folders:
        found["disk"] = disk_has_room
    if worker is not None:
        found["worker"] = worker_is_registered
        if settings.uses_local_speech and _on_this_machine(worker):
            found["speech"] = speech_answers
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
