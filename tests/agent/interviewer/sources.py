"""Where preparing gets its material from, with fixed content: memory and web search."""

import asyncio
from collections.abc import Sequence

from agent.interviewer.prepare.memory import Weakness
from core.plan import Passage


class Remembers:
    """`Memory` with fixed content."""

    def __init__(self, weaknesses: Sequence[Weakness] = (), asked: Sequence[str] = ()) -> None:
        self._weaknesses = weaknesses
        self._asked = asked
        self.queries: list[str] = []

    async def passages(self, user_id: int, query: str) -> Sequence[Passage]:
        self.queries.append(query)
        return (Passage(text="I run a Kafka cluster.", source="profile"),)

    async def resume_questions(self, user_id: int) -> Sequence[str]:
        return self._asked

    async def weaknesses(self, user_id: int) -> Sequence[Weakness]:
        return self._weaknesses

    async def full_name(self, user_id: int) -> str | None:
        return "Jane Doe"


class Searches:
    """`WebSearch` with fixed content, a delay, or an error."""

    name = "fixed"

    def __init__(self, seconds: float = 0.0, error: Exception | None = None) -> None:
        self._seconds, self._error = seconds, error
        self.queries: list[str] = []

    async def search(self, query: str) -> Sequence[Passage]:
        self.queries.append(query)
        await asyncio.sleep(self._seconds)
        if self._error:
            raise self._error
        return (
            Passage(
                text="Acme makes anvils for the whole country.", source="https://acme.example/about"
            ),
        )
