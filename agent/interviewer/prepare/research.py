"""Looks up company and role before the talk: bounded, cached, and never in the way."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from agent.interviewer.prepare.memory import Memory
from agent.interviewer.prepare.own_words import own_words
from agent.interviewer.prepare.research_tools import ResearchTools
from agent.interviewer.prepare.web_search import WebSearch
from core.errors import ProviderUnavailableError
from core.interview import CandidateProfile, InterviewRequest
from core.plan import Passage
from language.en.speech.spoken_names import spoken_name
from llm.langchain import provider_errors
from prompts.loader import load_prompt

if TYPE_CHECKING:
    from langchain_core.language_models.chat_models import BaseChatModel

logger = logging.getLogger(__name__)

ROUNDS: Final = 3
SECONDS: Final = 8.0
CALLS_PER_ROUND: Final = 2
COMPANIES_REMEMBERED: Final = 100


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

    async def find(
        self, request: InterviewRequest, profile: CandidateProfile | None
    ) -> Sequence[Passage]:
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
                    tools = await self._tools(request, profile)
                    await _by_model(self._model, tools, company, role, found)
                elif self._search is not None:
                    found += await self._search.search(_plain_query(company, role))
        except Exception as error:
            logger.warning("research.cut_short", extra={"error": type(error).__name__})
        public = [passage for passage in found if passage.source.startswith("http")]
        if public:
            self._remembered[key] = tuple(public)
            if len(self._remembered) > COMPANIES_REMEMBERED:
                self._remembered.popitem(last=False)
        return tuple(found)

    async def _tools(
        self, request: InterviewRequest, profile: CandidateProfile | None
    ) -> ResearchTools:
        user_id = profile.user_id if profile else None
        name = None
        if self._memory is not None and user_id is not None:
            name = await self._memory.full_name(user_id)
        return ResearchTools(self._search, self._memory, user_id, own_words(request, profile, name))


async def _by_model(
    model: "BaseChatModel", tools: ResearchTools, company: str, role: str, found: list[Passage]
) -> None:
    """Let the model call tools for at most three rounds; keep everything they returned.

    Calls beyond those of a round find nothing, but are answered: providers insist on it.
    """
    from langchain_core.messages import BaseMessage, HumanMessage, ToolMessage

    schemas = tools.schemas()
    if not schemas:
        return
    bound = model.bind_tools(schemas)
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
            within = place < CALLS_PER_ROUND
            query = str(call["args"].get("query", "")) if within else ""
            passages, told = await tools.call(call["name"], query)
            found += [one for one in passages if one not in found]
            messages.append(ToolMessage(told, tool_call_id=str(call["id"])))


def _plain_query(company: str, role: str) -> str:
    return f"{company} {role} company team" if company else f"{role} role tasks"
