"""Nods at what the candidate says: on the page, and audibly where the candidate wants that."""

from livekit.agents import AgentStateChangedEvent

from agent.live import LiveInterview
from agent.nods.sound import NodTrack
from agent.speech.listening import ListeningSTT


def attach(live: LiveInterview, listening: ListeningSTT, track: NodTrack | None) -> None:
    """Count the nods for the page, and hum them on `track`; null leaves it at the picture.

    A nod is never heard over the interviewer's own words, nor while the interview stands still or
    is about to end.
    """

    def on_nod() -> None:
        live.nods += 1
        still = live.paused or live.voiceless or live.ending.is_under_way
        if track is not None and not still and not live.conversation.floor.agent_speaking:
            track.nod()

    def take_back() -> None:
        if track is not None:
            track.take_back()

    def on_state(event: AgentStateChangedEvent) -> None:
        if event.new_state == "speaking":
            take_back()

    listening.on_nod(on_nod, take_back)
    live.session.on("agent_state_changed", on_state)
