"""One interview in one room, from the first word to the end of the job."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from livekit import rtc
from livekit.agents import AgentSession, get_job_context, tts, vad
from livekit.agents.voice import room_io
from livekit.agents.voice.agent_session import SessionConnectOptions

from agent.behaviors import (
    answer_limit,
    coach,
    floor_state,
    heartbeat,
    lost_voice,
    nodding,
    not_heard,
    page_requests,
    pane_stream,
    pausing,
    presence,
    room_state,
    turn_log,
    typed,
    user_away,
)
from agent.behaviors.ends import closing, overtime, told_to_end
from agent.conversation import Conversation
from agent.ending import Ending
from agent.live import LiveInterview
from agent.nods.echo import NodEcho
from agent.nods.sound import NodTrack, publishing
from agent.recording import Recorder
from agent.rehearsal import rehearse
from agent.reply_stream import InterviewerLLM
from agent.speaking import speak_after_a_break, speak_next
from agent.speech.first_words import FirstWords
from agent.speech.hearing.recogniser import Recogniser
from agent.speech.listening import ListeningSTT
from agent.speech.pace import CandidatePace
from agent.speech.prepared import PreparedPhrases
from agent.speech.turn_policy import TurnPolicy
from agent.speech.turn_state import TurnState
from agent.turn_writer import TurnWriter
from agent.voice import InterviewAgent
from core.clock import Clock
from core.errors import SessionNotActiveError
from core.interview import OPEN, InterviewSession, SessionStatus, candidate_identity
from core.ports import Completer, Interviewer
from core.settings import Settings
from core.turn import Interaction
from language import of
from prompts.loader import load_yaml
from storage import Database

logger = logging.getLogger(__name__)

FRAME_MILLISECONDS = 20
"""What WebRTC delivers at once; longer frames only keep back what was heard."""


@dataclass(frozen=True)
class Resources:
    """Everything an interview needs from outside. `new_*` make one for each interview."""

    settings: Settings
    database: Database
    interviewer: Interviewer
    completer: Completer
    recogniser: Recogniser
    voice: tts.TTS[Any]
    vad: vad.VAD
    lead_ins: Sequence[str]
    nods: Sequence[str]
    clock: Clock
    worker: str


async def load(
    database: Database, session_id: int
) -> tuple[InterviewSession, tuple[Interaction, ...], tuple[float, ...]]:
    """Return a session that takes turns, its turn log, and the candidate's latest pauses (seconds).

    The beginning of an answer that an interviewer before this one did not live to finish is a turn.
    Raises `NotFoundError` or `SessionNotActiveError`.
    """
    async with database.unit_of_work() as uow:
        session = await uow.sessions.get(session_id)
        await uow.interactions.settle_open(session_id)
        history = await uow.interactions.list(session_id)
        pauses = await uow.sessions.pauses_until(session_id)
        await uow.commit()
    if session.status not in OPEN:
        raise SessionNotActiveError("the interview session has ended")
    return session, history, pauses


@dataclass(frozen=True)
class Assembled:
    """An interview put together: what it is made of, and what only its beginning and end need."""

    live: LiveInterview
    prepared: PreparedPhrases
    nods: NodTrack | None
    echo: NodEcho
    floor: TurnState
    recorder: Recorder | None
    in_room: bool
    begun: bool
    """Whether somebody has spoken in it before."""


async def run_interview(
    parts: Resources, room: rtc.Room, session_id: int, *, in_room: bool = True
) -> None:
    """Hold the interview in a room until it has ended, one way or another.

    With `in_room` false the room is not a real one (LiveKit's console): nobody joins or leaves.

    Raises `NotFoundError` or `SessionNotActiveError` when there is none to hold.
    """
    assembled = await assemble(parts, room, session_id, in_room=in_room)
    try:
        await talk(assembled, parts)
    except asyncio.CancelledError:
        # the job is ended from outside, and the next one goes on in the same room
        assembled.live.ending.keeps_room = True
        raise
    finally:
        await take_down(assembled)


async def assemble(
    parts: Resources, room: rtc.Room, session_id: int, *, in_room: bool = True
) -> Assembled:
    """Put an interview together: what hears, decides, speaks and keeps, and its behaviours.

    Raises `NotFoundError` or `SessionNotActiveError` when there is none to hold.
    """
    interview, history, pauses = await load(parts.database, session_id)
    started_at = interview.started_at or parts.clock()
    writer = TurnWriter(parts.database, session_id)
    writer.start()
    if interview.started_at is None:
        writer.put(lambda uow: uow.sessions.mark_started(session_id, started_at))
    pace = CandidatePace(pauses)
    floor = TurnState()
    conversation = Conversation(
        interview, history, started_at=started_at, clock=parts.clock, floor=floor
    )
    listening = ListeningSTT(
        recogniser=parts.recogniser,
        vad=parts.vad,
        floor=floor,
        policy=TurnPolicy(
            pace, interview.request.patience, language=of(interview.request.language)
        ),
    )
    session = _agent_session(parts, listening, conversation)
    live = LiveInterview(
        settings=parts.settings,
        session=session,
        conversation=conversation,
        interviewer=parts.interviewer,
        ending=Ending(session, conversation, writer, parts.completer),
        writer=writer,
        database=parts.database,
        room=room,
        worker=parts.worker,
        asides=load_yaml("listening/asides.yaml"),
        paused=conversation.paused,
    )
    echo = NodEcho()
    audible = interview.request.audible_nods and parts.settings.nods == "sound"
    nods = NodTrack(publishing(room), echo) if audible and in_room else None
    nodding.attach(live, listening, nods)
    _attach_behaviors(live, listening, pace, in_room=in_room)
    recorder = None
    if in_room and interview.request.record_audio:
        recorder = Recorder(parts.database, session_id, started_at)
    prepared = PreparedPhrases()
    return Assembled(live, prepared, nods, echo, floor, recorder, in_room, begun=bool(history))


async def talk(assembled: Assembled, parts: Resources) -> None:
    """Join the room, say the first words, and return once the interview has ended."""
    live, floor = assembled.live, assembled.floor
    session, interview = live.session, live.conversation.session
    await session.start(
        InterviewAgent(assembled.prepared, floor),
        room=live.room,
        room_options=room_io.RoomOptions(
            participant_identity=candidate_identity(interview.user_id),
            text_input=typed.taking(live),
            audio_input=room_io.AudioInputOptions(
                frame_size_ms=FRAME_MILLISECONDS,
                pre_connect_audio=False,
                noise_cancellation=assembled.echo,
            ),
            close_on_disconnect=False,
        ),
        # LiveKit's own remote control would answer whoever is in the room
        session_host=False,
        # LiveKit keeps nothing by itself, wherever the room is: only who asks is recorded
        record=False,
    )
    if assembled.recorder is not None:
        assembled.recorder.start(session)
    if assembled.in_room:
        page_requests.attach(live)
    captions = session.output.transcription
    if captions is not None and captions.next_in_chain is not None:
        live.run(FirstWords(captions.next_in_chain, floor).run())
    if not assembled.in_room or await live.before_the_end(session.room_io.wait_for_ready()):
        pausing.resume(live)
        if assembled.begun and interview.status is SessionStatus.ACTIVE:
            # nobody has left and nothing was paused: the interviewer before this one is gone
            told = speak_after_a_break(session, live.conversation, live.interviewer, live.asides)
            await live.before_the_end(told)
        else:
            await speak_next(session, live.conversation, live.interviewer)
        live.run(_prepare(assembled, parts))
        live.run(asyncio.to_thread(rehearse, live.conversation))
    await live.ended.wait()


async def _prepare(assembled: Assembled, parts: Resources) -> None:
    """Synthesise what is said at once: nods, which are short and come first, and lead-ins."""
    if assembled.nods is not None:
        await assembled.nods.prepare(parts.voice, parts.nods)
    await assembled.prepared.prepare(parts.voice, parts.lead_ins)


async def take_down(assembled: Assembled) -> None:
    """End what runs beside the talk, keep what is not kept yet, close the room if it is ours."""
    live = assembled.live
    for task in live.tasks:
        task.cancel()
    await asyncio.gather(*live.tasks, return_exceptions=True)
    await live.session.aclose()
    await live.writer.close()
    if assembled.in_room and not live.ending.keeps_room:
        await get_job_context().delete_room()
    if assembled.recorder is not None:
        await assembled.recorder.close()


def _agent_session(
    parts: Resources, listening: ListeningSTT, conversation: Conversation
) -> AgentSession[Any]:
    session: AgentSession[Any] = AgentSession(
        stt=listening,
        vad=parts.vad,
        llm=InterviewerLLM(parts.interviewer, conversation),
        tts=parts.voice,
        turn_handling={
            # The recogniser's stream decides when a turn is over; LiveKit adds no wait of its own.
            "turn_detection": "stt",
            "endpointing": {"mode": "fixed", "min_delay": 0.0, "max_delay": 0.0},
            "interruption": {
                "mode": "vad",
                # not less: our stream must know of the voice before the pause, or a backchannel
                # would count as said in silence (docs/adr/0003)
                "min_duration": 0.1,
                "discard_audio_if_uninterruptible": False,
                "resume_false_interruption": True,
                "false_interruption_timeout": 0.4,
            },
            # A reply is prepared, voice included, while the silence is still being judged.
            "preemptive_generation": {
                "enabled": True,
                "preemptive_tts": True,
                "max_speech_duration": 3600.0,
                "max_retries": 1000,
            },
        },
        userdata=conversation,
        user_away_timeout=parts.settings.away_seconds,
        use_tts_aligned_transcript=True,
        tts_text_transforms=None,
        # Providers that fail are retried and replaced; only the interview itself ends it.
        conn_options=SessionConnectOptions(max_unrecoverable_errors=1_000_000),
    )
    return session


def _attach_behaviors(
    live: LiveInterview, listening: ListeningSTT, pace: CandidatePace, *, in_room: bool
) -> None:
    turn_log.attach(live.session, live.conversation, live.writer, pace)
    lost_voice.attach(live)
    floor_state.attach(live, listening)
    closing.attach(live)
    user_away.attach(live)
    pausing.attach(live)
    answer_limit.attach(live)
    not_heard.attach(live)
    overtime.attach(live)
    heartbeat.attach(live)
    if in_room:
        presence.attach(live)
        room_state.attach(live)
        pane_stream.attach(live)
        told_to_end.attach(live)
        coach.attach(live)
