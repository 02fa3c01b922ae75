"""What was found in a candidate's own material."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from core.plan import Passage


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that fits a question; `similarity` is 1 for the same meaning, 0 for none."""

    text: str
    source: str
    similarity: float


class KnowledgeBase(Protocol):
    """Each user's own passages, found by meaning. Every method raises `UnavailableError`."""

    async def replace(self, user_id: int, passages: Sequence[Passage]) -> int:
        """Make these the user's passages, in place of all earlier ones; return how many."""
        ...

    async def search(self, user_id: int, query: str, limit: int = 5) -> list[Found]:
        """Return the user's passages nearest in meaning, best first."""
        ...

    async def forget(self, user_id: int) -> None:
        """Delete everything of a user."""
        ...
