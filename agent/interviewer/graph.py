"""The live graph: observe, decide, recall, speak. It reads, decides and words; it never writes."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict, cast

from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime

from agent.interviewer.decide.decision_input import DecisionInput
from agent.interviewer.decide.interview_state import (
    InterviewState,
    after_candidate,
    known_stems,
    observe_at,
    rebuild,
)
from agent.interviewer.decide.moves import opening
from agent.interviewer.decide.pacing import Pace
from agent.interviewer.decide.policy import decide
from agent.interviewer.observe.observation import Observation
from agent.interviewer.observe.observer import Observer
from agent.interviewer.prepare.recall import recall
from agent.interviewer.speak.reply import ReplyWriter
from agent.interviewer.speak.second_opinion import SecondOpinion, may_be_asked
from agent.interviewer.speak.utterance import Utterance, values_for
from agent.interviewer.tracing import Tracing, run_config
from agent.interviewer.wordings.general_probes import GeneralProbes
from agent.interviewer.wordings.lead_in import LeadIns
from core.interview import InterviewSession
from core.move import Move, MoveKind, WordedBy
from core.plan import Passage
from core.ports import Decided, ReplyEvent, Token, Worded
from core.turn import Interaction
from language.doubted import without_doubted
from language.observed import Intent
from llm.breaker import steady_seconds

if TYPE_CHECKING:
    from langchain_core.callbacks import BaseCallbackHandler


class ReplyState(TypedDict, total=False):
    """What flows through one run: the turn as it came in, then what each node found."""

    session: InterviewSession
    history: Sequence[Interaction]
    utterance: str
    elapsed_seconds: float
    silent: bool
    doubted: frozenset[str]
    started: float
    position: InterviewState
    seen: Observation
    move: Move
    lead_in: str
    values: Mapping[str, str]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class ReplyContext:
    """What the nodes work with; the same for all runs of a process. `observers` are by language."""

    observers: Mapping[str, Observer]
    speaker: ReplyWriter
    lead_ins: LeadIns
    probes: GeneralProbes
    second_opinion: SecondOpinion | None = None


async def observe_node(state: ReplyState, runtime: Runtime[ReplyContext]) -> ReplyState:
    """Rebuild where the interview stands and look at what was said."""
    # in a thread: a long answer takes a while to look at, and meanwhile somebody may be speaking
    return await asyncio.to_thread(_observe, state, runtime.context)


def _observe(state: ReplyState, context: ReplyContext, settled: Intent | None = None) -> ReplyState:
    session = state["session"]
    observer = context.observers[session.request.language]
    known = known_stems(session, observer.language)
    position = rebuild(session, state["history"], observer, known)
    utterance, doubted = state["utterance"], state["doubted"]
    seen = observe_at(position, utterance, session, observer, known, settled, doubted)
    return {"position": after_candidate(position, seen), "seen": seen}


async def decide_node(state: ReplyState, runtime: Runtime[ReplyContext]) -> ReplyState:
    """Decide the move and say so at once, with its lead-in."""
    session, context = state["session"], runtime.context
    if not state["history"] and not state["utterance"].strip():
        move = opening(session.plan)
        runtime.stream_writer(Decided(move))
        return {"move": move, "lead_in": ""}
    if context.second_opinion is not None and (doubt := state["seen"].doubt):
        position = state["position"]
        if may_be_asked(position.heard, position.doubtful):
            return await _in_doubt(state, context, doubt, runtime.stream_writer)
    decided = await asyncio.to_thread(_decide, state, context)
    runtime.stream_writer(Decided(decided["move"], decided["lead_in"]))
    return decided


async def _in_doubt(
    state: ReplyState, context: ReplyContext, doubt: Intent, emit: Callable[[ReplyEvent], None]
) -> ReplyState:
    """Decide both ways, say a lead-in that goes before either, and ask which of them it is."""
    as_answer = await asyncio.to_thread(_taken_for, Intent.ANSWER, state, context)
    as_request = await asyncio.to_thread(_taken_for, doubt, state, context)
    lead_in = context.lead_ins.while_in_doubt(state["history"], state["session"].id)
    if as_answer["move"] == as_request["move"] or not all(
        context.speaker.room_for_lead_in(way["move"], way["values"])
        for way in (as_answer, as_request)
    ):
        emit(Decided(as_answer["move"], as_answer["lead_in"]))
        return as_answer
    emit(Decided(as_answer["move"], lead_in))
    assert context.second_opinion is not None
    asked = state["position"].last_said
    meant = await context.second_opinion.meant(state["utterance"], asked, doubt)
    return {**(as_request if meant is doubt else as_answer), "lead_in": lead_in}


def _taken_for(meant: Intent, state: ReplyState, context: ReplyContext) -> ReplyState:
    """Return what is noticed and decided where doubtful words are taken for this."""
    seen = _observe(state, context, meant)
    whole: ReplyState = {**state, **seen}
    return {**seen, **_decide(whole, context)}


def _decide(state: ReplyState, context: ReplyContext) -> ReplyState:
    session = state["session"]
    scene = DecisionInput(
        position=state["position"],
        seen=state["seen"],
        plan=session.plan,
        request=session.request,
        pace=Pace(state["elapsed_seconds"], 60.0 * session.request.duration_minutes),
        silent=state["silent"],
    )
    move = decide(scene)
    more = context.speaker.templates.speak("answer_more", session.id, scene.position.told, {})
    values = values_for(session, state["history"], scene, move, context.probes, more)
    lead_in = ""
    if room := context.speaker.room_for_lead_in(move, values):
        lead_in = context.lead_ins.choose(
            move, state["history"], session.id, scene.intent, alone=room == 1
        )
    return {"move": move, "lead_in": lead_in, "values": values}


async def recall_node(state: ReplyState, runtime: Runtime[ReplyContext]) -> ReplyState:
    """Look up what was gathered beforehand about the open question and the last words."""
    question = state["session"].plan.question(state["move"].question_id)
    passages = state["session"].plan.passages
    # of a long answer in writing it takes a while, and meanwhile somebody may be speaking
    return {"passages": await asyncio.to_thread(recall, passages, question, state["utterance"])}


async def speak_node(state: ReplyState, runtime: Runtime[ReplyContext]) -> ReplyState:
    """Find the words and pass them on as they are found."""
    session, context, move = state["session"], runtime.context, state["move"]
    emit = runtime.stream_writer
    if move.kind is MoveKind.GREET:
        emit(Token(session.opener))
        emit(Worded(session.opener, move, WordedBy.TEMPLATE))
        return {}
    decided = steady_seconds() - state["started"]
    utterance = Utterance(
        session=session,
        history=state["history"],
        said=without_doubted(state["utterance"], state["doubted"]),
        position=state["position"],
        seen=state["seen"],
        move=move,
        lead_in=state["lead_in"],
        passages=state["passages"],
        values=state["values"],
    )
    worded = await context.speaker.speak(utterance, emit)
    worded.latency["decided"] = decided
    emit(worded)
    return {}


def build_graph() -> Any:
    """Return the compiled graph. No checkpointer: a run's state comes from plan and turn log."""
    graph = StateGraph(ReplyState, context_schema=ReplyContext)
    graph.add_node("observe", observe_node)
    graph.add_node("decide", decide_node)
    graph.add_node("recall", recall_node)
    graph.add_node("speak", speak_node)
    graph.add_edge(START, "observe")
    graph.add_edge("observe", "decide")
    graph.add_edge("decide", "recall")
    graph.add_edge("recall", "speak")
    graph.add_edge("speak", END)
    return graph.compile(name="interview")


class GraphInterviewer:
    """`core.ports.Interviewer` by the live graph."""

    def __init__(
        self,
        context: ReplyContext,
        tracing: Tracing | None = None,
        meters: "Callable[[int], BaseCallbackHandler] | None" = None,
    ) -> None:
        self._context = context
        self._tracing = tracing
        self._meters = meters
        self._graph = build_graph()

    async def reply(
        self,
        session: InterviewSession,
        history: Sequence[Interaction],
        utterance: str,
        elapsed_seconds: float,
        *,
        silent: bool = False,
        doubted: frozenset[str] = frozenset(),
    ) -> AsyncIterator[ReplyEvent]:
        """Yield `Decided`, then `Token`s, then `Worded`.

        `Worded.text` is the lead-in, a space, and all tokens joined; without a lead-in the tokens
        alone.
        """
        state: ReplyState = {
            "session": session,
            "history": history,
            "utterance": utterance,
            "elapsed_seconds": elapsed_seconds,
            "silent": silent,
            "doubted": doubted,
            "started": steady_seconds(),
        }
        meter = self._meters(session.id) if self._meters else None
        config = run_config(self._tracing, "interview.turn", session.id, meter)
        events = self._graph.astream(
            state, config=config, context=self._context, stream_mode="custom"
        )
        async with aclosing(events):
            async for event in events:
                yield cast(ReplyEvent, event)
