"""The interviewer in a room: LiveKit's agent with our words and prepared first phrases."""

from collections.abc import AsyncGenerator, AsyncIterable

from livekit import rtc
from livekit.agents import Agent, ModelSettings

from agent.speech.prepared import PreparedPhrases, paced, split_lead

NO_INSTRUCTIONS = "The interviewer's words come from its graph."


class InterviewAgent(Agent):
    """Speaks what the graph words; a prepared first phrase is heard while the rest is rendered."""

    def __init__(self, prepared: PreparedPhrases) -> None:
        super().__init__(instructions=NO_INSTRUCTIONS)
        self._prepared = prepared

    async def tts_node(
        self, text: AsyncIterable[str], model_settings: ModelSettings
    ) -> AsyncGenerator[rtc.AudioFrame, None]:
        """Yield the audio of a text: its prepared first phrase at once, then the voice's."""
        lead, rest = await split_lead(text, self._prepared)
        if lead is not None:
            yield self._prepared.frame(lead)
        async for frame in paced(Agent.default.tts_node(self, rest, model_settings)):
            yield frame
