"""A model's opinion on whether doubtful words ask for something. Whatever goes wrong: they answer.

It is asked while the lead-in is spoken, in one short call, and only where code is in doubt.
"""

import logging
from contextlib import aclosing
from dataclasses import dataclass
from typing import Final

from agent.interviewer.speak.utterance import as_data
from language.observed import Intent
from llm.breaker import CircuitBreaker
from llm.in_time import in_time
from llm.port import ModelPrompt, StreamingModel
from prompts.loader import Prompt, load_prompt

logger = logging.getLogger(__name__)

LEAD_IN_SECONDS: Final = 1.0
"""About as long as a lead-in and the breath after it are heard."""
REPLY_TOKENS: Final = 256
"""One word; a model that reasons first needs room for that."""
ONE_IN: Final = 10
"""Of this many turns of an interview at most one more than the first is asked about."""
_REQUEST = "request"


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """Asks `model`, for at most `deadline_seconds`; one that `breaker` lets rest is not asked."""

    model: StreamingModel
    breaker: CircuitBreaker
    deadline_seconds: float
    system: Prompt
    turn: Prompt

    async def meant(self, said: str, asked: str, doubt: Intent) -> Intent:
        """Return `doubt` if the model takes the words for that request, else an answer.

        `asked` is what the interviewer said last. A model that is late, fails, or replies with
        anything but the one word has not said that they ask.
        """
        if not self.breaker.allows():
            return Intent.ANSWER
        data = as_data({"interviewer": asked, "candidate": said})
        prompt = ModelPrompt(
            system=self.system.fill(),
            user=self.turn.fill(data=data, request=str(doubt).replace("_", " ")),
            reply_tokens=REPLY_TOKENS,
        )
        try:
            async with aclosing(self.model.stream(prompt)) as pieces:
                reply = "".join([piece async for piece in in_time(pieces, self.deadline_seconds)])
        except Exception as error:
            logger.warning("second_opinion.failed", extra={"error": type(error).__name__})
            self.breaker.failed()
            return Intent.ANSWER
        self.breaker.succeeded()
        return doubt if reply.strip().strip(".\"'*").lower() == _REQUEST else Intent.ANSWER


def may_be_asked(turns: int, doubtful: int) -> bool:
    """Return whether a model may be asked about the latest of `turns`, `doubtful` of them so."""
    return doubtful <= 1 + turns // ONE_IN


def load_second_opinion(
    model: StreamingModel, breaker: CircuitBreaker, deadline_seconds: float
) -> SecondOpinion:
    """Return the second opinion of a model; raises `PromptError` when a prompt is missing."""
    system, turn = load_prompt("interviewer/meant_system"), load_prompt("interviewer/meant")
    return SecondOpinion(model, breaker, min(deadline_seconds, LEAD_IN_SECONDS), system, turn)
