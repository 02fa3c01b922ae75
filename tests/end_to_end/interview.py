"""One candidate in one room: signs up over HTTP, joins, speaks, and looks at what was stored."""

import asyncio
import random
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from harness.services.system import LocalSystem
from local.natural_pauses import NaturalPauses
from tests.end_to_end.oracle import Oracle
from wiring.candidate import SyntheticCandidate

PAUSES_SEED = 4
"""The same answer has the same pauses always."""


@dataclass
class Interview:
    """A session that is being held."""

    system: LocalSystem
    client: httpx.AsyncClient
    session_id: int
    oracle: Oracle
    candidate: SyntheticCandidate

    async def join(self) -> None:
        """Join the room with a fresh token, as a page that was opened."""
        answer = await self.client.post(
            "/ai-interview/livekit/token",
            params={"room_name": f"interview-room-{self.session_id}", "participant_name": "Jo"},
        )
        answer.raise_for_status()
        access = answer.json()
        self.candidate = SyntheticCandidate()
        await self.candidate.join(access["url"], access["token"])

    async def answer(self, script: str, *, pausing: bool = True) -> float:
        """Wait to be asked, then speak, pausing as people do; return when the last sample went out
        (monotonic seconds)."""
        if pausing:
            script = NaturalPauses(random.Random(PAUSES_SEED)).script(script)
        assert await self.candidate.wait_until_asked()
        return await self.candidate.speak(await self.oracle.speak(script))

    async def turns(self, role: str | None = None) -> list[dict[str, Any]]:
        """Return the stored turns as the API shows them."""
        answer = await self.client.get(f"/ai-interview/sessions/{self.session_id}")
        answer.raise_for_status()
        stored = answer.json()["interactions"]
        return [turn for turn in stored if role in (None, turn["role"])]

    async def status(self) -> str:
        """Return the session's status."""
        answer = await self.client.get(f"/ai-interview/sessions/{self.session_id}")
        return str(answer.json()["status"])

    async def wait_for_turns(self, role: str, count: int, seconds: float = 60.0) -> list[Any]:
        """Return the turns of one side once there are `count`."""
        async with asyncio.timeout(seconds):
            while len(found := await self.turns(role)) < count:
                await asyncio.sleep(0.3)
        return found

    async def wait_for_status(self, status: str, seconds: float = 60.0) -> None:
        """Return once the session has a status."""
        async with asyncio.timeout(seconds):
            while await self.status() != status:
                await asyncio.sleep(0.3)


@asynccontextmanager
async def an_interview(
    system: LocalSystem, oracle: Oracle, **session: object
) -> AsyncIterator[Interview]:
    """Sign up somebody new, start a spoken session, and join its room."""
    oracle.parts.clear()
    async with httpx.AsyncClient(base_url=system.address, trust_env=False, timeout=60.0) as client:
        account = {"email": f"{secrets.token_hex(8)}@example.com", "password": "correct horse 1"}
        registered = await client.post("/auth/register", json=account)
        registered.raise_for_status()
        client.headers["Authorization"] = f"Bearer {registered.json()['access_token']}"
        body = {
            "title": "Spoken",
            "interview_type": "behavioral",
            "mode": "voice",
            "question_count": 3,
            "duration_minutes": 15,
            **session,
        }
        started = await client.post("/ai-interview/sessions", json=body)
        started.raise_for_status()
        held = Interview(system, client, started.json()["session_id"], oracle, SyntheticCandidate())
        await held.join()
        try:
            yield held
        finally:
            await held.candidate.leave()
