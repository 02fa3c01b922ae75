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
    silences = _Silences(live)
    live.session.on("user_state_changed", silences.on_candidate)
    live.session.on("agent_state_changed", silences.on_interviewer)


class _Silences:
    """The candidate's silences in a row, and when to look at the present one again."""

    def __init__(self, live: LiveInterview) -> None:
        self._live = live
        self._nudges = 0
        self._nudged_at = -math.inf
        self._spoken: SpeechHandle | None = None
        self._timer: asyncio.TimerHandle | None = None

    def on_candidate(self, event: UserStateChangedEvent) -> None:
        """Nudge who is away; who speaks again begins anew."""
        live = self._live
        if event.new_state == "away":
            live.run(self._nudge())
        elif event.new_state == "speaking":
            self._nudges = 0
            if self._spoken is not None and live.session.agent_state != "speaking":
                # The nudge is still being rendered, and there is nothing to nudge about any more.
                self._spoken.interrupt()
            self._spoken = None
            if not live.paused_by_hand:
                resume(live)

    def on_interviewer(self, event: AgentStateChangedEvent) -> None:
        """Time a silence that goes on after a nudge: LiveKit tells once that somebody is away."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if event.new_state == "listening" and self._live.session.user_state == "away":
            self._look_again_in(self._live.settings.away_seconds)

    async def _nudge(self) -> None:
        live, floor = self._live, self._live.conversation.floor
        if (
            live.paused
            or live.absent
            or floor.turn_started_seconds_ago() is not None
            or live.ending.is_under_way
            or live.session.current_speech is not None
        ):
            return
        keys_rest = floor.seconds_since_key()
        if keys_rest < live.settings.away_seconds:
            self._look_again_in(live.settings.away_seconds - keys_rest)
            return
        self._nudges = 1 if floor.typed_at > self._nudged_at else self._nudges + 1
        self._nudged_at = floor.clock()
        self._spoken = await speak_next(
            live.session, live.conversation, live.interviewer, silent=True
        )
        if self._nudges == SILENCES_UNTIL_PAUSE:
            pause(live)

    def _look_again_in(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(seconds, lambda: self._live.run(self._look_again()))

    async def _look_again(self) -> None:
        if self._live.session.user_state == "away":
            await self._nudge()
