"""Looks up company and role before the talk: bounded, cached, and never in the way."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from agent.interviewer.langchain_wording import provider_errors
from agent.interviewer.memory import Memory
from agent.interviewer.utterance import spoken_name
from agent.interviewer.web_search import WebSearch
from core.errors import ProviderUnavailableError
from core.interview import InterviewRequest
from core.plan import Passage
from prompts.loader import load_prompt

if TYPE_CHECKING:
    from langchain_core.language_models.chat_models import BaseChatModel

logger = logging.getLogger(__name__)

ROUNDS = 3
SECONDS = 8.0
CALLS_PER_ROUND = 2
COMPANIES_REMEMBERED = 100


class Researcher:
    """Finds passages about a company and a role; with a chat model, by calls of its choosing."""

    def __init__(
        self,
        search: WebSearch | None,
        memory: Memory | None = None,
        model: "BaseChatModel | None" = None,
        seconds: float = SECONDS,
    ) -> None:
        self._search = search
        self._memory = memory
        self._model = model
        self._seconds = seconds
        self._remembered: OrderedDict[tuple[str, str], Sequence[Passage]] = OrderedDict()

    async def find(self, request: InterviewRequest, user_id: int | None) -> Sequence[Passage]:
        """Return what was found within the time, with its sources; nothing when it is not.

        Only a company and role that are plain short names are looked up. What the web says about
        them is remembered for all candidates; what a candidate's own history says is not.
        """
        company = spoken_name(request.company_context) or ""
        role = spoken_name(request.role_context) or ""
        if not company and not role:
            return ()
        key = (company.lower(), role.lower())
        if key in self._remembered:
            return self._remembered[key]
        found: list[Passage] = []
        try:
            async with asyncio.timeout(self._seconds):
                if self._model is not None:
                    await self._by_model(self._model, company, role, user_id, found)
                elif self._search is not None and company:
                    found += await self._search.search(f"{company} {role} company team".strip())
        except Exception as error:
            logger.warning("research.cut_short", extra={"error": type(error).__name__})
        public = [passage for passage in found if passage.source.startswith("http")]
        if public:
            self._remembered[key] = tuple(public)
            if len(self._remembered) > COMPANIES_REMEMBERED:
                self._remembered.popitem(last=False)
        return tuple(found)

    async def _by_model(
        self,
        model: "BaseChatModel",
        company: str,
        role: str,
        user_id: int | None,
        found: list[Passage],
    ) -> None:
        """Let the model call tools for at most three rounds; keep everything they returned.

        Calls beyond those of a round find nothing, but are answered: providers insist on it.
        """
        from langchain_core.messages import BaseMessage, HumanMessage, ToolMessage

        tools = self._tools(user_id)
        if not tools:
            return
        bound = model.bind_tools([schema for schema, _ in tools.values()])
        asked = load_prompt("interviewer/research").fill(rounds=ROUNDS, role=role, company=company)
        messages: list[BaseMessage] = [HumanMessage(asked)]
        for _ in range(ROUNDS):
            try:
                reply = await bound.ainvoke(messages)
            except provider_errors() as error:
                raise ProviderUnavailableError("The language model did not answer.") from error
            calls = getattr(reply, "tool_calls", [])
            if not calls:
                return
            messages.append(reply)
            for place, call in enumerate(calls):
                known = tools if place < CALLS_PER_ROUND else {}
                _, run = known.get(call["name"], (None, None))
                query = str(call["args"].get("query", ""))[:200]
                passages = await run(query) if run and query else ()
                found += [one for one in passages if one not in found]
                text = "\n".join(f"{one.source}: {one.text}" for one in passages) or "nothing"
                messages.append(ToolMessage(text, tool_call_id=str(call["id"])))

    def _tools(self, user_id: int | None) -> dict[str, tuple[dict[str, Any], Any]]:
        """Return the tools there are, by name: the schema a model sees, and what runs."""
        tools: dict[str, tuple[dict[str, Any], Any]] = {}
        if self._search is not None:
            tools["search_web"] = (_schema("search_web", "Search the web."), self._search.search)
        if self._memory is not None and user_id is not None:
            memory, user = self._memory, user_id

            async def recall_history(query: str) -> Sequence[Passage]:
                return await memory.passages(user, query)

            described = _schema("recall_history", "Search the candidate's own profile and history.")
            tools["recall_history"] = (described, recall_history)
        return tools


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
