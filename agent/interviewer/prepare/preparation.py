"""The prepare graph: gather, research, plan, open. Slow parts are bounded, and none is needed."""

import asyncio
import random
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, TypedDict
from uuid import uuid4

from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime

from agent.interviewer.observe.role_notes import role_notes
from agent.interviewer.prepare.memory import Memory, Weakness
from agent.interviewer.prepare.model_plan import Brief, plan_with_model
from agent.interviewer.prepare.opening import opened
from agent.interviewer.prepare.personal import resume_claim, resume_question, weakness_questions
from agent.interviewer.prepare.posting import (
    askable,
    posting_questions,
    posting_requirements,
    served_count,
)
from agent.interviewer.prepare.ranking import (
    Bank,
    in_speaking_order,
    pick,
    rank,
    reserves_for,
    subject,
    with_problem,
)
from agent.interviewer.prepare.research import Researcher
from agent.interviewer.prepare.similarity import BankSimilarity
from agent.interviewer.prepare.tuned import PLANS
from agent.interviewer.tracing import Tracing, run_config
from agent.interviewer.wordings.gate import SpeechGate, load_gate
from agent.interviewer.wordings.templates import Templates, load_templates
from core.interview import CandidateProfile, InterviewRequest, InterviewType
from core.plan import InterviewPlan, Passage, Question, Requirement
from core.ports import Prepared
from core.usage import CallPurpose, ModelCall
from language.en.requests.intents import Intents, load_intents
from language.en.requests.wishes import Alike, wished_for, wishes_in, without_unwanted
from language.en.stories.stated import stated_claims
from llm.langchain import LangChainModel
from llm.port import StreamingModel
from prompts.interview_types import interview_types
from prompts.loader import load_questions


class PlanState(TypedDict, total=False):
    """What flows through one preparation."""

    request: InterviewRequest
    profile: CandidateProfile | None
    seed: int
    own: Sequence[Passage]
    weaknesses: Sequence[Weakness]
    asked: Sequence[str]
    found: Sequence[Passage]
    plan: InterviewPlan
    prepared: Prepared


@dataclass(frozen=True, slots=True)
class PlanContext:
    """What the nodes work with; the optional parts are left out where nothing is configured."""

    bank: Bank
    templates: Templates
    intents: Intents
    gate: SpeechGate
    wording: StreamingModel | None
    memory: Memory | None
    researcher: Researcher | None
    similarity: BankSimilarity | None


async def gather_node(state: PlanState, runtime: Runtime[PlanContext]) -> PlanState:
    """Recall the candidate's own material and what earlier interviews left open."""
    memory, profile, request = runtime.context.memory, state["profile"], state["request"]
    if memory is None or profile is None:
        return {"own": (), "weaknesses": (), "asked": ()}
    topics = (request.role_context, request.custom_instructions, str(request.interview_type))
    query = " ".join(topic for topic in topics if topic)
    own, weaknesses, asked = await asyncio.gather(
        memory.passages(profile.user_id, query),
        memory.weaknesses(profile.user_id),
        memory.resume_questions(profile.user_id),
    )
    return {"own": own, "weaknesses": weaknesses, "asked": asked}


async def research_node(state: PlanState, runtime: Runtime[PlanContext]) -> PlanState:
    """Look up company and role, where there is something to look them up with."""
    researcher = runtime.context.researcher
    if researcher is None:
        return {"found": ()}
    return {"found": await researcher.find(state["request"], state["profile"])}


async def plan_node(state: PlanState, runtime: Runtime[PlanContext]) -> PlanState:
    """Put the questions together: personal ones first, the rest by a model or by rank."""
    context, request, profile = runtime.context, state["request"], state["profile"]
    chance = random.Random(state["seed"])
    bank = context.bank(request.interview_type)
    wishes = wishes_in(request.custom_instructions)
    requirements = posting_requirements(request.job_description, context.intents, context.gate)
    topics = (*wishes.wanted, *(one.text for one in _to_serve(request, requirements)))
    alike = await _alike(context.similarity, subject(request, profile), topics, bank)
    ranked = rank(bank, request, profile, chance, alike.get(""))
    personal = _personal(state, context, bank, chance)
    personal += _serving(request, requirements, personal, ranked, chance, alike)
    taken = {question.id for question in personal}
    free = [(fit, q) for fit, q in without_unwanted(wishes, ranked) if q.id not in taken]
    wished = wished_for(wishes, free, alike)
    wanted = request.planned_question_count - len(personal)
    material = (*state["own"], *state["found"])
    by_model: tuple[Question, ...] = ()
    if context.wording is not None and wanted:
        best = pick(free, PLANS.shortlist, wished)
        brief = Brief(request, profile, material, best, personal, min(wanted, len(best)))
        by_model = await plan_with_model(context.wording, brief, context.gate, context.intents)
    chosen = pick(free, wanted, (*by_model, *(q for q in wished if q not in by_model)))
    chosen = with_problem(chosen, request, chance)
    questions = in_speaking_order([*chosen, *personal])
    plan = InterviewPlan(
        questions=questions,
        reserves=reserves_for(free, questions, request.difficulty_level),
        claims=stated_claims(profile),
        requirements=requirements,
        passages=material,
        prepared_by=context.wording.name if by_model and context.wording else "bank",
        role_notes=role_notes(request, state["found"], context.gate, context.intents),
    )
    return {"plan": plan}


def _personal(
    state: PlanState, context: PlanContext, bank: Sequence[Question], chance: random.Random
) -> list[Question]:
    """Return the questions that only this candidate gets, at most their share of the interview."""
    profile = state["profile"]
    found = list(weakness_questions(state["weaknesses"], bank))
    resume = profile.resume_text if profile else None
    claim = resume_claim(resume, context.intents, context.gate, state["asked"])
    if claim:
        found.insert(0, resume_question(claim, chance))
    return found[: int(state["request"].planned_question_count * PLANS.personal_share)]


def _to_serve(
    request: InterviewRequest, requirements: Sequence[Requirement]
) -> Sequence[Requirement]:
    """Return those of a posting's requirements that questions will be about."""
    return askable(requirements)[: served_count(request.planned_question_count)]


def _serving(
    request: InterviewRequest,
    requirements: Sequence[Requirement],
    planned: Sequence[Question],
    ranked: Sequence[tuple[float, Question]],
    chance: random.Random,
    alike: Mapping[str, Alike],
) -> list[Question]:
    """Return the questions that serve the job posting; none where there is no posting."""
    taken = {question.id for question in planned}
    free = [(fit, question) for fit, question in ranked if question.id not in taken]
    count = served_count(request.planned_question_count)
    return posting_questions(requirements, count, free, chance, alike)


async def _alike(
    similarity: BankSimilarity | None,
    whole: str,
    topics: Sequence[str],
    bank: Sequence[Question],
) -> Mapping[str, Alike]:
    """Return how similar the questions are to each topic, and under "" to the whole."""
    if similarity is None:
        return {}
    found = await similarity.of([whole, *topics], bank)
    return dict(zip(("", *topics), found, strict=True)) if found else {}


async def open_node(state: PlanState, runtime: Runtime[PlanContext]) -> PlanState:
    """Find the first words: personal, short, with the first question."""
    return {"prepared": await _opened(state, runtime.context)}


async def _opened(state: PlanState, context: PlanContext) -> Prepared:
    memory, profile = context.memory, state["profile"]
    name = await memory.full_name(profile.user_id) if memory and profile else None
    return opened(context.templates, state["request"], profile, state["plan"], state["seed"], name)


def build_prepare_graph() -> Any:
    """Return the compiled graph."""
    graph = StateGraph(PlanState, context_schema=PlanContext)
    graph.add_node("gather", gather_node)
    graph.add_node("research", research_node)
    graph.add_node("plan", plan_node)
    graph.add_node("open", open_node)
    graph.add_edge(START, "gather")
    graph.add_edge("gather", "research")
    graph.add_edge("research", "plan")
    graph.add_edge("plan", "open")
    graph.add_edge("open", END)
    return graph.compile(name="prepare")


def fresh_seed() -> int:
    """Return a seed of its own for every interview."""
    return secrets.randbits(32)


class GraphPlanner:
    """`core.ports.Planner` by the prepare graph.

    Every part may be left out. Without a model the questions are ranked from the bank, and the
    same seed, request, profile and memory give the same interview.
    """

    def __init__(
        self,
        wording: StreamingModel | None = None,
        memory: Memory | None = None,
        researcher: Researcher | None = None,
        similarity: BankSimilarity | None = None,
        bank: Callable[[InterviewType], Sequence[Any]] = load_questions,
        seeds: Callable[[], int] = fresh_seed,
        tracing: Tracing | None = None,
    ) -> None:
        self._context = PlanContext(
            bank=lru_cache(maxsize=len(interview_types()))(bank),
            templates=load_templates(),
            intents=load_intents(),
            gate=load_gate(),
            wording=wording,
            memory=memory,
            researcher=researcher,
            similarity=similarity,
        )
        self._seeds = seeds
        self._tracing = tracing
        self._graph = build_prepare_graph()

    def read_banks(self) -> None:
        """Read and rank every bank once, so that no candidate waits for it; blocks for a second.

        Raises `PromptError` when a bank is not as it must be.
        """
        for interview_type in interview_types():
            request = InterviewRequest(title="", interview_type=interview_type)
            rank(self._context.bank(interview_type), request, None, random.Random(0))

    async def open(
        self, request: InterviewRequest, profile: CandidateProfile | None, plan: InterviewPlan
    ) -> Prepared:
        """Return a plan that stands already with an opener."""
        state: PlanState = {
            "request": request,
            "profile": profile,
            "plan": plan,
            "seed": self._seeds(),
        }
        return await _opened(state, self._context)

    async def prepare(
        self, request: InterviewRequest, profile: CandidateProfile | None
    ) -> Prepared:
        """Return a plan and an opener; a provider that is away costs quality, never the plan."""
        start: PlanState = {"request": request, "profile": profile, "seed": self._seeds()}
        run_id = uuid4()
        calls: list[ModelCall] = []
        model = self._context.wording
        meter = None
        if isinstance(model, LangChainModel):
            meter = model.meter(CallPurpose.PLAN, calls.append)
        config = run_config(self._tracing, "interview.prepare", None, meter, run_id)
        state = await self._graph.ainvoke(start, config=config, context=self._context)
        prepared: Prepared = replace(state["prepared"], model_calls=tuple(calls))
        if self._tracing is None:
            return prepared
        url = await self._tracing.trace_url(run_id)
        return replace(prepared, langsmith_run_id=str(run_id), langsmith_trace_url=url)
