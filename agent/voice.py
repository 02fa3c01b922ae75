"""The interviewer in a room: LiveKit's agent with our words and prepared first phrases."""

from collections.abc import AsyncGenerator, AsyncIterable

from livekit import rtc
from livekit.agents import Agent, ModelSettings, llm

from agent.speech.prepared import PreparedPhrases, paced, split_lead
from agent.speech.turn_state import TurnState

NO_INSTRUCTIONS = "The interviewer's words come from its graph."


class InterviewAgent(Agent):
    """Speaks what the graph words; a prepared first phrase is heard while the rest is rendered."""

    def __init__(self, prepared: PreparedPhrases, floor: TurnState) -> None:
        super().__init__(instructions=NO_INSTRUCTIONS)
        self._prepared = prepared
        self._floor = floor

    async def on_user_turn_completed(
        self, turn_ctx: llm.ChatContext, new_message: llm.ChatMessage
    ) -> None:
        """What was heard becomes a message: it is the turn heard last, and those before it that
        became none were not answered."""
        if self._floor.heard:
            self._floor.spoken.append(self._floor.heard.pop())
            self._floor.heard.clear()

    async def tts_node(
        self, text: AsyncIterable[str], model_settings: ModelSettings
    ) -> AsyncGenerator[rtc.AudioFrame, None]:
        """Yield the audio of a text: its prepared first phrase at once, then the voice's.

        The turn being answered may be over as soon as there is something to be heard.
        """
        reply = self._floor.reply
        number = reply.is_voiced()
        try:
            lead, rest = await split_lead(text, self._prepared)
            if lead is not None:
                reply.sounds(number)
                yield self._prepared.frame(lead)
            async for frame in paced(Agent.default.tts_node(self, rest, model_settings)):
                reply.sounds(number)
                yield frame
        finally:
            reply.sounds(number)
