"""Puts the live interviewer together; every authored file is checked here."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from agent.interviewer.graph import GraphInterviewer, ReplyContext
from agent.interviewer.observe.observer import Observer
from agent.interviewer.observe.role_notes import load_role_topics
from agent.interviewer.speak.model_prompt import PromptWriter, load_prompt_writer
from agent.interviewer.speak.reply import ReplyWriter
from agent.interviewer.speak.second_opinion import load_second_opinion
from agent.interviewer.tracing import Tracing
from agent.interviewer.wordings.gate import SpeechGate, load_gate
from agent.interviewer.wordings.general_probes import GeneralProbes, load_general_probes
from agent.interviewer.wordings.lead_in import LeadIns, load_lead_ins
from agent.interviewer.wordings.templates import Templates, load_templates
from core.clock import Clock
from core.ports import Interviewer
from core.usage import CallPurpose, Meter
from language import ENGLISH, LANGUAGES, of
from llm.breaker import CircuitBreaker
from llm.langchain import LangChainModel
from llm.metering import CallMeter
from llm.port import StreamingModel
from prompts.interview_types import interview_types
from prompts.loader import load_questions


@dataclass(frozen=True, slots=True)
class Authored:
    """What is read from the authored files: the same for every interview, and never changed."""

    templates: Templates
    lead_ins: LeadIns
    gate: SpeechGate
    writer: PromptWriter
    observers: Mapping[str, Observer]
    probes: GeneralProbes


def read_authored() -> Authored:
    """Read every authored file of the live interviewer; takes a third of a second.

    Raises `PromptError` when one is incomplete.
    """
    gate = load_gate()
    bank = [question for kind in interview_types() for question in load_questions(kind)]
    observers = {
        code: Observer(of(code), load_role_topics(of(code)), gate, of(code).subjects_of(bank))
        for code in LANGUAGES
    }
    return Authored(
        templates=load_templates(),
        lead_ins=load_lead_ins(),
        gate=gate,
        writer=load_prompt_writer(),
        observers=observers,
        probes=load_general_probes(),
    )


def build_interviewer(
    wording: StreamingModel | None,
    deadline_seconds: float,
    clock: Clock,
    tracing: Tracing | None = None,
    meter: Meter | None = None,
    authored: Authored | None = None,
) -> Interviewer:
    """Return the interviewer that text and voice share.

    Without `wording` every reply comes from the templates. `deadline_seconds` is how long a model
    may take to its first token; `clock` tells the breaker when a failing model may be tried again;
    with `tracing` every run is traced under its session's id, and `meter` is told of every call.
    `authored` is what has been read already; without it the files are read now.
    Raises `PromptError` when an authored file is incomplete.
    """
    authored = authored or read_authored()
    breaker = CircuitBreaker(clock)
    speaker = ReplyWriter(
        templates=authored.templates,
        lead_ins=authored.lead_ins,
        gate=authored.gate,
        requests=of(ENGLISH).requests,
        writer=authored.writer,
        wording=wording,
        breaker=breaker,
        deadline_seconds=deadline_seconds,
    )
    meters = None
    if meter is not None and isinstance(wording, LangChainModel):
        note, model = meter, wording

        def meters(session_id: int) -> CallMeter:
            return model.meter(CallPurpose.WORDING, partial(note, session_id))

    opinion = load_second_opinion(wording, breaker, deadline_seconds) if wording else None
    context = ReplyContext(authored.observers, speaker, authored.lead_ins, authored.probes, opinion)
    return GraphInterviewer(context, tracing, meters)
