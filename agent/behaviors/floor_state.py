"""Tells listening whether the interviewer is speaking, and yields to a real interruption."""

from livekit.agents import AgentStateChangedEvent
from livekit.agents.voice import SpeechHandle

from agent.live import LiveInterview
from agent.speech.listening import ListeningSTT


def attach(live: LiveInterview, listening: ListeningSTT) -> None:
    """Follow the agent's state; stop speaking when the candidate really takes the floor."""
    floor = live.conversation.floor
    heard: SpeechHandle | None = None

    def on_state(event: AgentStateChangedEvent) -> None:
        nonlocal heard
        floor.agent_speaking = event.new_state == "speaking"
        speech = live.session.current_speech
        # an utterance that was only paused goes on, and began when it began
        if floor.agent_speaking and (speech is None or speech is not heard):
            heard = speech
            floor.spoke_at = floor.clock()
            floor.yielded = False

    def on_barge_in() -> None:
        speech = live.session.current_speech
        if speech is not None and speech.allow_interruptions and not speech.interrupted:
            live.session.interrupt()
        else:
            floor.yielded = False

    live.session.on("agent_state_changed", on_state)
    listening.on_barge_in(on_barge_in)
