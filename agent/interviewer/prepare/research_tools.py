"""What a model may look things up with, and what it may not ask the web."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any, Final

from agent.interviewer.prepare.memory import Memory
from agent.interviewer.prepare.own_words import OwnWords
from agent.interviewer.prepare.web_search import WebSearch
from core.plan import Passage

logger = logging.getLogger(__name__)

QUERY_CHARACTERS: Final = 200
REFUSED = "refused: the query holds words of the candidate; search for company and role alone"

_DESCRIBED: Final[Mapping[str, str]] = {
    "search_web": "Search the web.",
    "recall_history": "Search the candidate's own profile and history.",
}


class ResearchTools:
    """The tools of one preparation: those of the web and of memory that there are.

    What memory returns is the candidate's own from then on: it stays out of web searches.
    """

    def __init__(
        self,
        search: WebSearch | None,
        memory: Memory | None,
        user_id: int | None,
        own: OwnWords,
    ) -> None:
        self._search = search
        self._memory = memory
        self._user_id = user_id
        self._own = own

    def schemas(self) -> list[dict[str, Any]]:
        """Return the tools as a model is told of them."""
        there = {
            "search_web": self._search is not None,
            "recall_history": self._memory is not None and self._user_id is not None,
        }
        return [_schema(name, text) for name, text in _DESCRIBED.items() if there[name]]

    async def call(self, name: str, query: str) -> tuple[Sequence[Passage], str]:
        """Return what one call found, and what the model is told of it.

        Tools that do not exist find nothing; the candidate's words are not searched for.
        """
        found: Sequence[Passage] = ()
        query = query[:QUERY_CHARACTERS]
        if name == "search_web" and self._search is not None and query:
            if self._own.are_in(query):
                logger.info("research.query_refused")
                return (), REFUSED
            found = await self._search.search(query)
        elif name == "recall_history" and self._memory and self._user_id is not None and query:
            found = await self._memory.passages(self._user_id, query)
            self._own = self._own.with_texts(passage.text for passage in found)
        return found, "\n".join(f"{one.source}: {one.text}" for one in found) or "nothing"


def _schema(name: str, description: str) -> dict[str, Any]:
    return {
        "type": "function",
        "function": {
            "name": name,
            "description": description,
            "parameters": {
                "type": "object",
                "properties": {"query": {"type": "string"}},
                "required": ["query"],
            },
        },
    }
