"""As many candidates as promised get an interviewer: by the count, and by a real room server."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from livekit import rtc

from api.rooms.access import grant_access
from api.rooms.gateway import LiveKitGateway, RoomServerUnavailableError
from core.clock import utc_now
from core.interview import room_name
from core.settings import load_settings
from harness.services.ports import free_port
from harness.services.system import LocalSystem
from tests.agent.interviews import a_session
from wiring.capacity.places import Places


class Request:
    """A dispatch as LiveKit hands it over; an accepted one waits until it is `assigned`."""

    id = "AJ_1"

    def __init__(self) -> None:
        self.answer = ""
        self.assigned = asyncio.Event()

    async def accept(self, **_: str) -> None:
        self.answer = "accepted"
        await self.assigned.wait()

    async def reject(self, *, terminate: bool) -> None:
        self.answer = "left to nobody" if terminate else "left to another"


@pytest.mark.parametrize("count", [1, 2, 3, 4, 7, 50])
async def test_candidates_of_the_same_moment_take_as_many_places_as_there_are(count: int) -> None:
    held: list[str] = []
    places = Places(count, lambda: len(held))
    requests = [Request() for _ in range(count + 2)]
    answering = [asyncio.create_task(places.answer(cast(Any, request))) for request in requests]
    await asyncio.sleep(0)
    answers = [request.answer for request in requests]
    assert answers == ["accepted"] * count + ["left to another"] * 2
    for request in requests:
        held += ["interview"] * (request.answer == "accepted")
        request.assigned.set()
    await asyncio.gather(*answering)
    late = Request()
    await places.answer(cast(Any, late))
    assert late.answer == "left to another"


async def test_a_place_promised_in_vain_is_free_again() -> None:
    class Withdrawn(Request):
        async def accept(self, **_: str) -> None:
            raise TimeoutError

    places = Places(1, lambda: 0)
    with pytest.raises(TimeoutError):
        await places.answer(cast(Any, Withdrawn()))
    assert places.taken == 0


@pytest.mark.parametrize("count", range(1, 101))
def test_a_worker_reports_what_the_room_server_refuses_only_once_it_is_full(count: int) -> None:
    loads = [Places(count, partial(int, held)).load() for held in range(count + 1)]
    assert loads == sorted(loads)
    assert loads[-2] < 0.7 <= loads[-1] <= 1


async def until(holds: Callable[[], Awaitable[bool]], log: Callable[[], str]) -> None:
    """Return once it holds; what the processes said is the message of a test that times out."""
    try:
        async with asyncio.timeout(180):
            # whoever is asked tells nobody when it begins to hold
            while not await holds():  # noqa: ASYNC110
                await asyncio.sleep(0.1)
    except TimeoutError:
        pytest.fail(log())


class Rooms:
    """A real room server whose workers hold so many interviews each, and its candidates."""

    def __init__(self, folder: Path, counts: Sequence[int]) -> None:
        self.counts = counts
        self.system = LocalSystem(folder)
        self.gateway = LiveKitGateway(self.url, self.system.key, self.system.secret)
        self.ports = [free_port() for _ in counts]

    @property
    def url(self) -> str:
        return self.system.livekit_url

    def of_workers(self) -> list[dict[str, Any]]:
        """Return the settings of each worker."""
        return [
            {
                "livekit_url": self.url,
                "livekit_api_key": self.system.key,
                "livekit_api_secret": self.system.secret,
                "interviews_per_worker": count,
                "agent_port": port,
            }
            for count, port in zip(self.counts, self.ports, strict=True)
        ]

    async def are_open(self) -> bool:
        with suppress(RoomServerUnavailableError):
            await self.gateway.open_rooms()
            return True
        return False

    async def have_their_workers(self) -> bool:
        with suppress(httpx.TransportError):
            async with httpx.AsyncClient(trust_env=False) as client:
                for port in self.ports:
                    await client.get(f"http://127.0.0.1:{port}/")
            return True
        return False

    @asynccontextmanager
    async def candidates(self, numbers: Sequence[int]) -> AsyncIterator[None]:
        """Candidates who come into their rooms in the same moment."""
        settings = load_settings(_env_file=None, **self.of_workers()[0])
        clients = [rtc.Room() for _ in numbers]
        sessions = [replace(a_session(), id=number, user_id=number) for number in numbers]
        tokens = [grant_access(one, "Ada", settings, utc_now()).token for one in sessions]
        try:
            pairs = zip(clients, tokens, strict=True)
            await asyncio.gather(*(client.connect(self.url, token) for client, token in pairs))
            yield
        finally:
            await asyncio.gather(*(client.disconnect() for client in clients))

    async def attended(self, numbers: Sequence[int]) -> list[int]:
        """Return whose rooms an interviewer is in; never is one there twice."""
        agents = {n: (await self.gateway.occupants(room_name(n))).agents for n in numbers}
        assert max(agents.values()) <= 1, agents
        return [number for number, count in agents.items() if count]

    async def attend(self, numbers: Sequence[int], count: int) -> bool:
        return len(await self.attended(numbers)) >= count


@pytest.fixture
async def all_rooms(tmp_path: Path) -> AsyncIterator[list[Rooms]]:
    every = [Rooms(tmp_path / str(n), counts) for n, counts in enumerate(COUNTS)]
    workers = LocalSystem(tmp_path / "workers")
    try:
        for rooms in every:
            rooms.system.start_livekit()
        for rooms in every:
            await until(rooms.are_open, rooms.system.log_ends)
        settings = [json.dumps(one) for rooms in every for one in rooms.of_workers()]
        workers.start_another("workers", "tests.wiring.stub_worker", *settings)
        for rooms in every:
            await until(rooms.have_their_workers, workers.log_ends)
        yield every
    finally:
        workers.stop()
        for rooms in every:
            await rooms.gateway.aclose()
            rooms.system.stop()


COUNTS = ((1,), (2,), (4,), (7,), (2, 1))
"""What the workers of each room server may hold."""


@pytest.mark.timeout(400)
async def test_every_promised_candidate_gets_an_interviewer_and_the_next_one_when_one_leaves(
    all_rooms: list[Rooms],
) -> None:
    for rooms in all_rooms:
        promised = sum(rooms.counts)
        coming = range(1, promised + 2)
        log = rooms.system.log_ends
        async with rooms.candidates(coming):
            await until(partial(rooms.attend, coming, promised), log)
            held = await rooms.attended(coming)
            assert len(held) == promised
            (waiting,) = set(coming) - set(held)
            await rooms.gateway.delete_room(room_name(held[0]))

            async def has_one(rooms: Rooms = rooms, waiting: int = waiting) -> bool:
                await rooms.gateway.dispatch(room_name(waiting), waiting)
                return await rooms.attend([waiting], 1)

            await until(has_one, log)
