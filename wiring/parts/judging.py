"""Who assesses: the configured hosted model, and the rules for what it does not judge."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from agent.interviewer import TracedAssessor, TracedJudge, Tracing
from core.clock import Clock
from core.ports import Assessor, JudgeMemory
from core.settings import Settings
from llm.building import JUDGING, build_model
from llm.langchain import LangChainModel
from llm.request_queue import RequestQueue
from scoring.judge.assessor import JudgeAssessor
from scoring.judge.earned import EARNED_FILE, read_earned
from scoring.judge.prompt import judging_hash
from scoring.judge.requirements import Embed, RequirementReading
from scoring.judge.rewording import Rewording
from scoring.rules.rubrics import Rubrics, load_rubrics
from scoring.service import OfflineAssessor


@asynccontextmanager
async def open_assessor(
    settings: Settings,
    memory: JudgeMemory,
    clock: Clock,
    earned_file: Path = EARNED_FILE,
    tracing: Tracing | None = None,
    queue: RequestQueue | None = None,
) -> AsyncIterator[Assessor]:
    """Open the assessor of this installation, and close its connections afterwards.

    A hosted model judges every dimension that is not counted, unless `JUDGE=rules`; where
    `make validate` has measured it, with the prompts and rubrics there are now, only those in which
    it orders answers better than the rules. The small model of this machine judges only what it
    has earned there.
    Who asks the same model for something else may share the `queue` of its requests.
    With `tracing` every assessment is traced, and every call of a judging model in it.
    Raises `PromptError` for rubrics of the installation that cannot work.
    """
    rubrics = partial(load_rubrics, settings.rubrics_dir)
    if settings.rubrics_dir is not None:
        await asyncio.to_thread(rubrics)
    if settings.judge == "rules":
        yield _traced(OfflineAssessor(clock, rubrics=rubrics), tracing)
        return
    async with _open_model(settings, queue) as model:
        earned: frozenset[str] = frozenset()
        if model is not None:
            hosted = settings.has_hosted_model
            earned = await asyncio.to_thread(_judged, earned_file, model.name, rubrics, hosted)
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
    settings: Settings, memory: JudgeMemory, queue: RequestQueue | None = None
) -> AsyncIterator[Rewording | None]:
    """Open what words the rewritten answer by the configured model; null without one."""
    async with _open_model(settings, queue) as model:
        yield Rewording(model, memory) if model is not None else None


def requirement_reading(
    rewording: Rewording | None, memory: JudgeMemory, embed: Embed | None
) -> RequirementReading:
    """Return what looks for a posting's requirements: the model that rewords, and by meaning."""
    return RequirementReading(rewording.model if rewording else None, memory, embed)


@asynccontextmanager
async def _open_model(
    settings: Settings, queue: RequestQueue | None
) -> AsyncIterator[LangChainModel | None]:
    # in a thread: making the client takes a while
    model = await asyncio.to_thread(build_model, settings, JUDGING, queue)
    try:
        yield model
    finally:
        if model is not None:
            await model.aclose()


def _judged(path: Path, model: str, rubrics: Callable[[], Rubrics], hosted: bool) -> frozenset[str]:
    """Return what a model judges: what it has earned, or all there is where nobody has measured."""
    known = rubrics()
    earned = read_earned(path, model, judging_hash(known))
    if earned is not None:
        return earned
    every = frozenset(d.name for d in known.for_all.dimensions if not d.computed)
    return every if hosted else frozenset()
