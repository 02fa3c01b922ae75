"""Who assesses: the rules, joined by the configured model where it has earned dimensions."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import httpx

from agent.interviewer import TracedAssessor, TracedJudge, Tracing
from core.clock import Clock
from core.ports import Assessor, JudgeMemory
from core.settings import Settings
from scoring.judge.assessor import JudgeAssessor
from scoring.judge.chat_completions import ChatCompletionsJudge
from scoring.judge.earned import EARNED_FILE, read_earned
from scoring.judge.prompt import judging_hash
from scoring.judge.rewording import Rewording
from scoring.rubric.loading import Rubrics, load_rubrics
from scoring.service import OfflineAssessor


def judge_model(
    settings: Settings, client: httpx.AsyncClient, timeout_seconds: float = 60.0
) -> ChatCompletionsJudge | None:
    """Return the configured model as a judge, or None where none is configured."""
    if settings.llm_base_url and settings.llm_model:
        url, model, secret = settings.llm_base_url, settings.llm_model, settings.llm_api_key
    elif settings.groq_api_key:
        url, model = f"{settings.groq_base_url}/openai/v1", settings.groq_model
        secret = settings.groq_api_key
    else:
        return None
    key = secret.get_secret_value() if secret else ""
    return ChatCompletionsJudge(client, url, model, key, timeout_seconds=timeout_seconds)


@asynccontextmanager
async def open_assessor(
    settings: Settings,
    memory: JudgeMemory,
    clock: Clock,
    earned_file: Path = EARNED_FILE,
    tracing: Tracing | None = None,
) -> AsyncIterator[Assessor]:
    """Open the assessor of this installation, and close its connections afterwards.

    A model judges only if `make validate` has found, with the prompts and rubrics there are now,
    dimensions in which it orders answers better than the rules; nothing is earned by default.
    With `tracing` every assessment is traced, and every call of a judging model in it.
    Raises `PromptError` for rubrics of the installation that cannot work.
    """
    rubrics = partial(load_rubrics, settings.rubrics_dir)
    if settings.rubrics_dir is not None:
        await asyncio.to_thread(rubrics)
    if not await asyncio.to_thread(earned_file.exists):
        yield _traced(OfflineAssessor(clock, rubrics=rubrics), tracing)
        return
    # in a thread: making the client reads certificates, which takes a while
    async with await asyncio.to_thread(httpx.AsyncClient) as client:
        model = judge_model(settings, client)
        earned: frozenset[str] = frozenset()
        if model is not None:
            earned = await asyncio.to_thread(_earned, earned_file, model.name, rubrics)
        if model is None or not earned:
            yield _traced(OfflineAssessor(clock, rubrics=rubrics), tracing)
            return
        judge = TracedJudge(model) if tracing else model
        judging = JudgeAssessor(
            judge,
            clock,
            earned=earned,
            memory=memory,
            rubrics=rubrics,
            samples=settings.judge_samples,
        )
        yield _traced(judging, tracing)


def _traced(assessor: Assessor, tracing: Tracing | None) -> Assessor:
    return TracedAssessor(assessor, tracing) if tracing else assessor


@asynccontextmanager
async def open_rewording(
    settings: Settings, memory: JudgeMemory
) -> AsyncIterator[Rewording | None]:
    """Open what words the rewritten answer by the configured model; null without one."""
    if not (settings.llm_base_url or settings.groq_api_key):
        yield None
        return
    async with await asyncio.to_thread(httpx.AsyncClient) as client:
        model = judge_model(settings, client)
        yield Rewording(model, memory) if model is not None else None


def _earned(path: Path, model: str, rubrics: Callable[[], Rubrics]) -> frozenset[str]:
    return read_earned(path, model, judging_hash(rubrics()))
