"""LiveKit's stock pipeline over the same providers: what one gets without Greenroom.

Everything is the library's default; only the end-of-turn model is pinned to the one that runs on
this machine, since the default may be the cloud's. With `STOCK_TUNED` it has what the library's
documentation advises beside: delays that follow the talk, and voices prepared early. Told apart by
the agent name `stock`.
"""

import asyncio
import math
import os
from typing import Any

from livekit.agents import (
    Agent,
    AgentServer,
    AgentSession,
    ConversationItemAddedEvent,
    JobContext,
    TurnHandlingOptions,
    llm,
)
from livekit.agents.inference import TurnDetector
from livekit.plugins import cartesia, groq

from core.settings import Settings, load_settings

AGENT_NAME = "stock"
TUNED = "STOCK_TUNED"
"""The environment variable that asks for the advised tuning."""
USER_TURNS = "bench.user_turns"
"""The participant attribute that tells how many turns of the candidate there have been."""

INSTRUCTIONS = (
    "You are a job interviewer. Ask one question at a time and follow up on what was said. "
    "Answer in one or two short spoken sentences."
)
OPENER = "Hello, and welcome. To begin with, what have you been working on in the last year?"


def stock_session(settings: Settings) -> AgentSession[Any]:
    """Return the stock pipeline over the providers of the settings, which must hold their keys."""
    assert settings.groq_api_key is not None
    assert settings.cartesia_api_key is not None
    turn_handling: TurnHandlingOptions = {"turn_detection": TurnDetector(version="v1-mini")}
    if os.environ.get(TUNED):
        turn_handling["endpointing"] = {"mode": "dynamic"}
        turn_handling["preemptive_generation"] = {"preemptive_tts": True}
    groq_url = f"{settings.groq_base_url}/openai/v1"
    groq_key = settings.groq_api_key.get_secret_value()
    return AgentSession(
        stt=groq.STT(model=settings.groq_stt_model, api_key=groq_key, base_url=groq_url),
        llm=groq.LLM(model=settings.groq_model, api_key=groq_key, base_url=groq_url),
        tts=cartesia.TTS(
            api_key=settings.cartesia_api_key.get_secret_value(),
            base_url=settings.cartesia_base_url,
        ),
        turn_handling=turn_handling,
    )


async def interview(job: JobContext) -> None:
    """Talk with whoever is in the room."""
    session = stock_session(load_settings())
    turns = 0

    async def on_item(event: ConversationItemAddedEvent) -> None:
        nonlocal turns
        if isinstance(event.item, llm.ChatMessage) and event.item.role == "user":
            turns += 1
            await job.room.local_participant.set_attributes({USER_TURNS: str(turns)})

    tasks: set[asyncio.Task[None]] = set()

    def count(event: ConversationItemAddedEvent) -> None:
        task = asyncio.create_task(on_item(event))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    session.on("conversation_item_added", count)
    await session.start(Agent(instructions=INSTRUCTIONS), room=job.room)
    session.say(OPENER)


def build_server(settings: Settings) -> AgentServer:
    """Return the worker; like ours it never calls itself full on a busy machine."""
    server = AgentServer(
        ws_url=settings.livekit_url,
        api_key=settings.livekit_api_key,
        api_secret=settings.livekit_api_secret.get_secret_value(),
        host=settings.host,
        port=0,
        num_idle_processes=1,
        load_fnc=lambda: 0.0,
        load_threshold=math.inf,
        log_level=settings.log_level,
        initialize_process_timeout=60.0,
    )
    server.rtc_session(interview, agent_name=AGENT_NAME)
    return server


server = build_server(load_settings())
