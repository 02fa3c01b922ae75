"""Tells listening whether the interviewer is speaking, and yields to a real interruption."""

from livekit.agents import AgentStateChangedEvent

from agent.live import Live
from agent.speech.listening import ListeningSTT


def attach(live: Live, listening: ListeningSTT) -> None:
    """Follow the agent's state; stop speaking when the candidate really takes the floor."""

    def on_state(event: AgentStateChangedEvent) -> None:
        live.conversation.floor.agent_speaking = event.new_state == "speaking"

    def on_barge_in() -> None:
        speech = live.session.current_speech
        if speech is not None and speech.allow_interruptions and not speech.interrupted:
            live.session.interrupt()

    live.session.on("agent_state_changed", on_state)
    listening.on_barge_in(on_barge_in)
