"""The agent worker: LiveKit finds `server` here, in the worker and in each of its job processes."""

import asyncio
import logging
import math
from collections.abc import Awaitable, Callable
from typing import Any

from livekit.agents import AgentServer, JobContext, JobProcess
from livekit.agents.inference import VAD

from agent.interviewer import Tracing, build_interviewer, build_tracing
from agent.job_metadata import session_of
from agent.session import Resources, run_interview
from agent.speech.providers import build_recogniser, build_voice
from core.clock import utc_now
from core.errors import GreenroomError, RoomMetadataError, UnavailableError
from core.interview import AGENT_NAME
from core.logs import Discretion
from core.ports import Assessor
from core.settings import Settings, load_settings
from core.usage import Meter
from llm.building import build_model
from llm.request_queue import RequestQueue
from prompts.loader import load_prompt, load_yaml
from scoring.judge.rewording import Rewording
from storage import Database
from storage.embedding_model import DEFAULT_MODEL
from storage.embeddings import SentenceEmbedder
from storage.judge_memory import StoredJudgeMemory
from storage.usage_log import UsageLog
from wiring.capacity.places import Places
from wiring.capacity.pressure import Pressure
from wiring.dead_jobs import this_process, watch_jobs
from wiring.logs import set_up_logging
from wiring.parts.completion import Completion
from wiring.parts.judging import open_assessor, open_rewording, requirement_reading
from wiring.worker_health import figures, serve_health

logger = logging.getLogger(__name__)

PRELOADED: tuple[str, ...] = (
    "wiring.parts.shared",
    "agent.session",
    "agent.interviewer",
    "agent.speech.providers",
    "scoring.service",
    "openai.resources.audio",
    "openai.pagination",
    "langchain_core.messages.block_translators.langchain_v0",
    "aiosqlite",
)
"""Imported once and shared by all jobs; what is imported during an interview holds up its talk."""


def build_parts(
    settings: Settings,
    database: Database,
    assessor: Assessor,
    tracing: Tracing | None = None,
    rewording: Rewording | None = None,
    meter: Meter | None = None,
) -> Resources:
    """Return what an interview needs, made from the settings."""
    from wiring.parts.shared import AUTHORED

    memory = StoredJudgeMemory(database)
    # another model brings libraries that take a job too long to load
    small = settings.embedding_model == DEFAULT_MODEL
    embed = SentenceEmbedder(DEFAULT_MODEL).embed if small else None
    return Resources(
        settings=settings,
        database=database,
        interviewer=build_interviewer(
            build_model(settings),
            settings.wording_deadline_seconds,
            utc_now,
            tracing,
            meter,
            AUTHORED,
        ),
        completer=Completion(
            database, assessor, utc_now, rewording, requirement_reading(rewording, memory, embed)
        ),
        recogniser=build_recogniser(settings, load_prompt("listening/verbatim").fill()),
        voice=build_voice(settings),
        vad=VAD(model="silero", min_silence_duration=0.25),
        lead_ins=AUTHORED.lead_ins.all(),
        nods=load_yaml("listening/nods.yaml"),
        clock=utc_now,
        worker=this_process(),
    )


async def interview(job: JobContext) -> None:
    """Hold the interview that the dispatch names; refuse what names none.

    The room of an interview that cannot be held is deleted, unless it may be held a little later.
    """
    settings = load_settings()
    try:
        session_id = session_of(job.job.metadata, job.room.name or job.job.room.name)
    except RoomMetadataError as error:
        logger.error("job.refused", extra={"reason": str(error), "room": job.job.room.name})
        job.shutdown(reason="refused")
        return
    database = Database(settings.database_url)
    tracing = build_tracing(settings)
    usage = UsageLog(database)
    try:
        await job.connect()
        memory = StoredJudgeMemory(database)
        queue = RequestQueue()
        async with (
            open_assessor(settings, memory, utc_now, tracing=tracing, queue=queue) as assessor,
            open_rewording(settings, memory, queue) as rewording,
        ):
            parts = await asyncio.to_thread(
                build_parts, settings, database, assessor, tracing, rewording, usage.record
            )
            await run_interview(parts, job.room, session_id)
    except UnavailableError as error:
        # The room stays: who waits in it is sent the next job, and the database may be back then.
        logger.warning("job.postponed", extra={"reason": str(error), "room": job.job.room.name})
    except GreenroomError as error:
        logger.error("job.refused", extra={"reason": str(error), "room": job.job.room.name})
        await job.delete_room()
    finally:
        if tracing is not None:
            await asyncio.to_thread(tracing.close)
        await usage.aclose()
        await database.close()
        job.shutdown(reason="the interview has ended")


def _model_modules(settings: Settings) -> tuple[str, ...]:
    if settings.llm_base_url:
        return ("langchain_openai",)
    if settings.groq_api_key:
        return ("langchain_groq", "groq.types", "groq.resources.chat.completions")
    return ()


def _tracing_modules(settings: Settings) -> tuple[str, ...]:
    return ("langchain_core.tracers.langchain",) if settings.langchain_tracing_v2 else ()


def set_up_job(_: JobProcess) -> None:
    """Make a job's process discreet: LiveKit hands its log records to the worker's process."""
    for handler in logging.getLogger().handlers:
        handler.addFilter(Discretion())


class Worker(AgentServer):
    """LiveKit's server; it logs as our other processes do, once LiveKit has set up its own way.

    `failed` is whether it ended by a fault: LiveKit's command line does not tell.
    """

    failed = False

    def __init__(self, pressure: Pressure, **options: Any) -> None:
        """`pressure` is measured while the worker runs; the options are LiveKit's."""
        super().__init__(**options)
        self._pressure = pressure

    async def run(self, *, devmode: bool = False, unregistered: bool = False) -> None:
        """Serve until told to stop."""
        set_up_logging(load_settings())
        measuring = asyncio.create_task(self._pressure.keep_measuring())
        try:
            await super().run(devmode=devmode, unregistered=unregistered)
        except Exception:
            self.failed = True
            raise
        finally:
            measuring.cancel()


def build_server(
    settings: Settings, entrypoint: Callable[[JobContext], Awaitable[None]] = interview
) -> Worker:
    """Return the agent server; it takes interviews until it holds as many as it may."""
    pressure = Pressure()
    places = Places(
        settings.interviews_per_worker,
        held=lambda: len(server.active_jobs),
        suffering=lambda: pressure.slowdown > settings.worker_slowdown_limit,
    )
    server = Worker(
        pressure,
        setup_fnc=set_up_job,
        ws_url=settings.livekit_url,
        api_key=settings.livekit_api_key,
        api_secret=settings.livekit_api_secret.get_secret_value(),
        host=settings.host,
        port=0,
        num_idle_processes=1,
        preload_modules=[*PRELOADED, *_model_modules(settings), *_tracing_modules(settings)],
        # Interviews held, not the processor's load: recognising speech fills a small machine for
        # a moment, and a worker that calls itself full then would never be sent a candidate.
        load_fnc=places.load,
        # whether there is a place is for `places` alone to say
        load_threshold=math.inf,
        initialize_process_timeout=60.0,
    )
    server.rtc_session(entrypoint, agent_name=AGENT_NAME, on_request=places.answer)
    serve_health(server, figures(places, pressure), settings.host, settings.agent_port)
    watch_jobs(server, settings)
    return server


server = build_server(load_settings())
