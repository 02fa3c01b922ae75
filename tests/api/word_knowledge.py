"""A knowledge base that finds passages by shared words, for tests of what uses one."""

from collections.abc import Sequence

from core.errors import UnavailableError
from core.knowledge import Found
from core.plan import Passage


class WordKnowledge:
    """Keeps passages in a dict; what `away` names is raised by every method."""

    def __init__(self) -> None:
        self.passages: dict[int, tuple[Passage, ...]] = {}
        self.away: type[UnavailableError] | None = None

    def _check(self) -> None:
        if self.away is not None:
            raise self.away("It does not answer.")

    async def replace(self, user_id: int, passages: Sequence[Passage]) -> int:
        self._check()
        self.passages[user_id] = tuple(passages)
        return len(passages)

    async def search(self, user_id: int, query: str, limit: int = 5) -> list[Found]:
        self._check()
        asked = set(query.lower().split())
        found = [
            Found(passage.text, passage.source, len(asked & set(passage.text.lower().split())) / 10)
            for passage in self.passages.get(user_id, ())
        ]
        return sorted(found, key=lambda each: -each.similarity)[:limit]

    async def forget(self, user_id: int) -> None:
        self._check()
        self.passages.pop(user_id, None)
