"""What prepares interviews: with a model, the candidate's memory and the web, where there are."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from agent.interviewer import (
    BankSimilarity,
    GraphPlanner,
    Memory,
    Researcher,
    Tracing,
    build_web_search,
)
from core.settings import Settings
from llm.langchain import LangChainModel


@asynccontextmanager
async def open_planner(
    settings: Settings,
    wording: LangChainModel | None,
    memory: Memory,
    tracing: Tracing | None,
    similarity: BankSimilarity | None = None,
) -> AsyncIterator[GraphPlanner]:
    """Open the planner; companies are looked up only where a search key is set."""
    async with httpx.AsyncClient() as client:
        search = build_web_search(settings, client)
        model = wording.chat_model if wording else None
        researcher = Researcher(search, memory, model) if search else None
        planner = GraphPlanner(wording, memory, researcher, similarity, tracing=tracing)
        reading = asyncio.create_task(asyncio.to_thread(planner.read_banks))
        try:
            yield planner
        finally:
            await reading
