"""Silence without keys: one nudge, a second one, then the interview pauses itself and says so."""

import asyncio
import math

from livekit.agents import AgentStateChangedEvent, UserStateChangedEvent
from livekit.agents.voice import SpeechHandle

from agent.behaviors.pausing import pause, resume
from agent.live import LiveInterview
from agent.speaking import speak_next

SILENCES_UNTIL_PAUSE = 3


def attach(live: LiveInterview) -> None:
    """Answer silence; speech makes the interview active again.

    Who types in the pane is not silent: the silence is timed from the last key, and counted anew.
    """
    nudges = 0
    nudged_at = -math.inf
    spoken: SpeechHandle | None = None
    timer: asyncio.TimerHandle | None = None

    async def on_silence() -> None:
        nonlocal nudges, nudged_at, spoken
        floor = live.conversation.floor
        answering = floor.turn_started_seconds_ago() is not None
        if (
            live.paused
            or live.absent
            or answering
            or live.ending.is_under_way
            or live.session.current_speech is not None
        ):
            return
        if floor.seconds_since_key() < live.settings.away_seconds:
            look_again_in(live.settings.away_seconds - floor.seconds_since_key())
            return
        nudges = 1 if floor.typed_at > nudged_at else nudges + 1
        nudged_at = floor.clock()
        spoken = await speak_next(live.session, live.conversation, live.interviewer, silent=True)
        if nudges == SILENCES_UNTIL_PAUSE:
            pause(live)

    async def on_longer_silence() -> None:
        if live.session.user_state == "away":
            await on_silence()

    def look_again_in(seconds: float) -> None:
        nonlocal timer
        forget_timer()
        loop = asyncio.get_running_loop()
        timer = loop.call_later(seconds, lambda: live.run(on_longer_silence()))

    def forget_timer() -> None:
        nonlocal timer
        if timer is not None:
            timer.cancel()
            timer = None

    def on_agent_state(event: AgentStateChangedEvent) -> None:
        # LiveKit tells once that somebody is away; after a nudge the silence is timed here
        forget_timer()
        if event.new_state == "listening" and live.session.user_state == "away":
            look_again_in(live.settings.away_seconds)

    def on_state(event: UserStateChangedEvent) -> None:
        nonlocal nudges, spoken
        if event.new_state == "away":
            live.run(on_silence())
        elif event.new_state == "speaking":
            nudges = 0
            if spoken is not None and live.session.agent_state != "speaking":
                # The nudge is still being rendered, and there is nothing to nudge about any more.
                spoken.interrupt()
            spoken = None
            if not live.paused_by_hand:
                resume(live)

    live.session.on("user_state_changed", on_state)
    live.session.on("agent_state_changed", on_agent_state)
