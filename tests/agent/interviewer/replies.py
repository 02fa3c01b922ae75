"""A wording by script, and a reply collected."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field

from core.interview import InterviewSession
from core.ports import Decided, Interviewer, Token, Worded
from core.turn import Interaction
from llm.port import ModelPrompt

DEADLINE_SECONDS = 0.05


@dataclass
class Scripted:
    """`StreamingModel` that plays steps: text, seconds to wait, an error to raise."""

    steps: Sequence[str | float | Exception]
    prompts: list[ModelPrompt] = field(default_factory=list)
    closed: int = 0
    name: str = "scripted"

    async def stream(self, prompt: ModelPrompt) -> AsyncGenerator[str, None]:
        """Yield the steps' texts; remember the prompt, and that the stream was closed."""
        self.prompts.append(prompt)
        try:
            for step in self.steps:
                if isinstance(step, Exception):
                    raise step
                if isinstance(step, float):
                    await asyncio.sleep(step)
                else:
                    yield step
        finally:
            self.closed += 1


@dataclass(frozen=True)
class Reply:
    """All events of one reply."""

    decided: Decided
    tokens: tuple[str, ...]
    worded: Worded


async def reply(
    interviewer: Interviewer,
    held: InterviewSession,
    history: Sequence[Interaction],
    utterance: str,
    elapsed: float = 60.0,
    *,
    silent: bool = False,
) -> Reply:
    """Return the collected reply; its events must come as decided, tokens, worded."""
    events = [
        event async for event in interviewer.reply(held, history, utterance, elapsed, silent=silent)
    ]
    decided, *tokens, worded = events
    assert isinstance(decided, Decided)
    assert isinstance(worded, Worded)
    texts = tuple(event.text for event in tokens if isinstance(event, Token))
    assert len(texts) == len(tokens)
    spoken = "".join(texts)
    assert worded.text == (f"{decided.lead_in} {spoken}" if decided.lead_in else spoken)
    return Reply(decided, texts, worded)
