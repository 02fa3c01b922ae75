"""The rewritten answer worded by a model, shown only if code finds nothing in it that was not said.

This needs no earned trust: every number, name and claim is checked against the answer, and what
fails is left as the rules told it.
"""

import asyncio
import hashlib
import json
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from core.assessment import Assessment, RewrittenAnswer
from core.errors import ProviderUnavailableError
from core.ports import JudgeMemory, JudgeReply
from language.en.requests.injection import flagged_sentences, without
from language.en.speech.restarts import cased, without_restarts
from language.en.text.tokens import words
from llm.json_reply import UnreadableReplyError, read_object
from llm.port import JsonModel, ModelPrompt
from llm.strict_schema import strict_object
from prompts.loader import load_prompt
from scoring.feedback.rewrite import brackets, unsaid_in
from scoring.judge.panel import count_reply
from scoring.judge.prepare import isolated, readable
from scoring.judge.tuned import JUDGING
from scoring.rubric.phrases import load_phrases

SPARE_WORDS: Final = 30
_THINKING_TOKENS: Final = 400
_WORD_TOKENS: Final = 2
_PROMPT = "rubrics/rewrite"
_SCHEMA = strict_object({"rewritten_answer": {"type": "string"}})
logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Rewording:
    """Asks a model for a better telling, once more where it said what the candidate did not.

    `timeout_seconds` is for each reply, the wait for the model's turn among others included.
    """

    model: JsonModel
    memory: JudgeMemory
    timeout_seconds: float = 60.0
    nonce: Callable[[], str] = field(default=lambda: secrets.token_hex(12))

    async def reword(self, assessment: Assessment) -> Assessment:
        """Return the assessment with its rewritten answer worded by the model where that holds.

        Calls and tokens are added to its usage. Never fails for want of the model.
        """
        told = assessment.feedback.rewritten_answer
        if told is None:
            return assessment
        usage = dict(assessment.usage)
        try:
            text = await self._worded(assessment.session_id, told, usage)
        except (ProviderUnavailableError, TimeoutError) as error:
            usage["failures"] = usage.get("failures", 0) + 1
            logger.warning("rewording.failed", extra={"error": type(error).__name__})
            text = None
        if text is None:
            return assessment.model_copy(update={"usage": usage})
        better = told.model_copy(
            update={
                "text": text,
                "placeholders": brackets(text),
                "changes": (load_phrases().rewrite["worded"],),
                "method": "model",
                "model": self.model.name,
            }
        )
        feedback = assessment.feedback.model_copy(update={"rewritten_answer": better})
        return assessment.model_copy(update={"feedback": feedback, "usage": usage})

    async def _worded(
        self, session_id: int, told: RewrittenAnswer, usage: dict[str, int]
    ) -> str | None:
        """Return the model's text, or null where it holds something that was not said."""
        said = without(told.original, flagged_sentences(told.original))
        answer = readable(cased(without_restarts(said)))
        most = len(words(answer)) + SPARE_WORDS
        nonce = self.nonce()
        system = load_prompt(_PROMPT).fill(
            nonce=nonce, gaps=JUDGING.most_gaps, words=most, question=told.question
        )
        user = isolated(answer, nonce)
        unsaid: tuple[str, ...] = ()
        for attempt in range(2):
            if attempt:
                listed = json.dumps(unsaid)
                user += f"\n\nThe last version held what the answer does not say: {listed}. "
                user += "Write it again without."
            # the mark differs each time and is no part of what was asked
            key = _key(self.model.name, system.replace(nonce, ""), user.replace(nonce, ""))
            prompt = ModelPrompt(system, user, _THINKING_TOKENS + _WORD_TOKENS * most)
            reply = await self._reply(session_id, key, prompt, usage)
            text = _text_of(reply)
            if text is None or not JUDGING.least_words <= len(words(text)) <= most + SPARE_WORDS:
                return None
            unsaid = unsaid_in(text, told.original)
            if (
                not unsaid
                and len(brackets(text)) <= JUDGING.most_gaps
                and not flagged_sentences(text)
            ):
                return text
        logger.info("rewording.refused", extra={"unsaid": len(unsaid)})
        return None

    async def _reply(
        self, session_id: int, key: str, prompt: ModelPrompt, usage: dict[str, int]
    ) -> JudgeReply:
        known = await self.memory.get(session_id, key)
        if known is not None:
            usage["remembered"] = usage.get("remembered", 0) + 1
            return known
        async with asyncio.timeout(self.timeout_seconds):
            reply = await self.model.json(prompt, _SCHEMA, seed=int(key[:8], 16))
        count_reply(usage, reply)
        await self.memory.put(session_id, key, reply)
        return reply


def _text_of(reply: JudgeReply) -> str | None:
    """Return the text of a reply, or null if it is not the JSON it was asked for."""
    try:
        text = read_object(reply.text).get("rewritten_answer")
    except UnreadableReplyError:
        return None
    return " ".join(text.split()) if isinstance(text, str) else None


def _key(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
