"""Puts the live interviewer together; every authored file is checked here."""

from functools import partial

from agent.interviewer.graph import GraphInterviewer, ReplyContext
from agent.interviewer.observe.observer import Observer
from agent.interviewer.observe.role_notes import load_role_topics
from agent.interviewer.speak.model_prompt import load_prompt_writer
from agent.interviewer.speak.reply import ReplyWriter
from agent.interviewer.speak.second_opinion import load_second_opinion
from agent.interviewer.tracing import Tracing
from agent.interviewer.wordings.gate import load_gate
from agent.interviewer.wordings.general_probes import load_general_probes
from agent.interviewer.wordings.lead_in import load_lead_ins
from agent.interviewer.wordings.templates import load_templates
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


def build_interviewer(
    wording: StreamingModel | None,
    deadline_seconds: float,
    clock: Clock,
    tracing: Tracing | None = None,
    meter: Meter | None = None,
) -> Interviewer:
    """Return the interviewer that text and voice share.

    Without `wording` every reply comes from the templates. `deadline_seconds` is how long a model
    may take to its first token; `clock` tells the breaker when a failing model may be tried again;
    with `tracing` every run is traced under its session's id, and `meter` is told of every call.
    Raises `PromptError` when an authored file is incomplete.
    """
    templates, leads = load_templates(), load_lead_ins()
    gate, breaker = load_gate(), CircuitBreaker(clock)
    speaker = ReplyWriter(
        templates=templates,
        lead_ins=leads,
        gate=gate,
        requests=of(ENGLISH).requests,
        writer=load_prompt_writer(),
        wording=wording,
        breaker=breaker,
        deadline_seconds=deadline_seconds,
    )
    bank = [question for kind in interview_types() for question in load_questions(kind)]
    observers = {
        code: Observer(of(code), load_role_topics(of(code)), gate, of(code).subjects_of(bank))
        for code in LANGUAGES
    }
    meters = None
    if meter is not None and isinstance(wording, LangChainModel):
        note, model = meter, wording

        def meters(session_id: int) -> CallMeter:
            return model.meter(CallPurpose.WORDING, partial(note, session_id))

    opinion = load_second_opinion(wording, breaker, deadline_seconds) if wording else None
    context = ReplyContext(observers, speaker, leads, load_general_probes(), opinion)
    return GraphInterviewer(context, tracing, meters)
