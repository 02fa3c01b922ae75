"""The two pipelines as processes, and a room with one of them in it."""

import asyncio
import secrets
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Protocol

import httpx
from livekit import api
from livekit.protocol.agent_dispatch import RoomAgentDispatch
from livekit.protocol.room import DeleteRoomRequest, RoomConfiguration

from agent.interviewer import GraphPlanner
from bench.voice import stock_worker
from core.interview import (
    AGENT_NAME,
    ROOM_PREFIX,
    InterviewRequest,
    InterviewType,
    Mode,
    candidate_identity,
)
from core.turn import Interaction, Role
from harness.services.system import LocalSystem
from storage import Database
from wiring.candidate import SyntheticCandidate

STARTING_SECONDS = 120.0
QUESTIONS = 30
MINUTES = 240
"""An interview so long that it does not close before the benchmark has ended."""


class Processes(LocalSystem):
    """Room server and workers, without the parts that a benchmark does not need."""

    def start_stock(self) -> None:
        """Start the stock pipeline's worker."""
        self._start_ours("stock", "livekit.agents", "start", str(Path(stock_worker.__file__)))

    async def wait_for_rooms(self) -> None:
        """Return once the room server answers. Raises `RuntimeError`."""
        await self._wait("livekit", self.livekit_url.replace("ws", "http", 1))

    async def wait_for_speech(self) -> None:
        """Return once the local models answer. Raises `RuntimeError`."""
        await self._wait("speech", f"{self.speech_url}/openai/v1/models")

    async def wait_for_worker(self, name: str) -> None:
        """Return once a worker is registered. Raises `RuntimeError`."""
        deadline = time.monotonic() + STARTING_SECONDS
        while "registered worker" not in self.log(name):
            self._check(name, deadline)
            await asyncio.sleep(0.1)

    async def _wait(self, name: str, address: str) -> None:
        deadline = time.monotonic() + STARTING_SECONDS
        async with httpx.AsyncClient(trust_env=False, timeout=5.0) as client:
            while True:
                self._check(name, deadline)
                try:
                    if (await client.get(address)).is_success:
                        return
                except httpx.TransportError:
                    pass
                await asyncio.sleep(0.1)

    def _check(self, name: str, deadline: float) -> None:
        if self.processes[name].poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"{name} did not start\n{self.log_ends()}")


class Pipeline(Protocol):
    """One of the two: it lets candidates in and counts what it took for turns."""

    name: str

    @property
    def takes_requests(self) -> bool:
        """Whether its rooms answer the page's requests."""
        ...

    async def let_in(self, candidate: SyntheticCandidate) -> str:
        """Have a candidate join a new room with an interviewer; returns the room's name."""
        ...

    async def user_turns(self, room: str, candidate: SyntheticCandidate) -> int:
        """Return how many turns of the candidate there have been in this room."""
        ...

    async def taken_in(self, room: str, candidate: SyntheticCandidate) -> int:
        """Return a number that changes when anything said becomes a turn or part of one."""
        ...


@dataclass
class Stock:
    """LiveKit's defaults."""

    processes: Processes
    name: str = "stock"
    takes_requests: bool = False

    async def let_in(self, candidate: SyntheticCandidate) -> str:
        """Have a candidate join a new room with the stock agent."""
        room = f"stock-{secrets.token_hex(4)}"
        token = _token(self.processes, room, "candidate-1", stock_worker.AGENT_NAME, "")
        await candidate.join(self.processes.livekit_url, token)
        return room

    async def user_turns(self, room: str, candidate: SyntheticCandidate) -> int:
        """Return what the worker has told the room."""
        return int(candidate.agent_attributes.get(stock_worker.USER_TURNS, "0"))

    async def taken_in(self, room: str, candidate: SyntheticCandidate) -> int:
        """Return the number of turns."""
        return await self.user_turns(room, candidate)


@dataclass
class Ours:
    """Greenroom's worker; sessions are written straight into its database."""

    processes: Processes
    database: Database
    name: str = "ours"

    @property
    def takes_requests(self) -> bool:
        """Whether its rooms answer the page's requests; the build before knows no "I'm done"."""
        return self.name == "ours"

    async def let_in(self, candidate: SyntheticCandidate) -> str:
        """Have a candidate join the room of a new session."""
        request = InterviewRequest(
            title="Benchmark",
            interview_type=InterviewType("behavioral"),
            mode=Mode.VOICE,
            role_context="Software Engineer",
            planned_question_count=QUESTIONS,
            duration_minutes=MINUTES,
        )
        prepared = await GraphPlanner(seeds=lambda: 1).prepare(request, None)
        async with self.database.unit_of_work() as uow:
            user = await uow.users.add(f"bench-{secrets.token_hex(6)}@example.com", "!")
            session = await uow.sessions.add(user.id, request, prepared.plan, prepared.opener)
            await uow.commit()
        metadata = f'{{"session_id": {session.id}}}'
        identity = candidate_identity(user.id)
        token = _token(self.processes, session.room_name, identity, AGENT_NAME, metadata)
        await candidate.join(self.processes.livekit_url, token)
        return session.room_name

    async def user_turns(self, room: str, candidate: SyntheticCandidate) -> int:
        """Return what stands in the turn log."""
        return len(await self._turns(room))

    async def taken_in(self, room: str, candidate: SyntheticCandidate) -> int:
        """Return the number of words in the turn log."""
        return sum(len(turn.content.split()) for turn in await self._turns(room))

    async def _turns(self, room: str) -> list[Interaction]:
        async with self.database.unit_of_work() as uow:
            turns = await uow.interactions.list(session_id(room))
        return [turn for turn in turns if turn.role is Role.USER]


def session_id(room: str) -> int:
    """Return the session that one of our rooms belongs to."""
    return int(room.removeprefix(ROOM_PREFIX))


async def close_room(processes: Processes, room: str) -> None:
    """Delete a room, which ends the job in it."""
    async with api.LiveKitAPI(processes.livekit_url, processes.key, processes.secret) as livekit:
        try:
            await livekit.room.delete_room(DeleteRoomRequest(room=room))
        except api.TwirpError as error:
            if error.code != api.TwirpErrorCode.NOT_FOUND:
                raise


def _token(processes: Processes, room: str, identity: str, agent: str, metadata: str) -> str:
    dispatch = RoomAgentDispatch(agent_name=agent, metadata=metadata)
    return (
        api.AccessToken(processes.key, processes.secret)
        .with_identity(identity)
        .with_name("Candidate")
        .with_ttl(timedelta(hours=2))
        .with_grants(api.VideoGrants(room_join=True, room=room))
        .with_room_config(RoomConfiguration(name=room, agents=[dispatch]))
        .to_jwt()
    )
