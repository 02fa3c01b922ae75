"""What was said of a posting's requirements in other words, by a model and by meaning.

A model's claim is a quote; it counts where the quote stands in an answer and asserts something.
Without a model, sentences of the answer to a requirement's own question are compared by meaning.
"""

import asyncio
import hashlib
import json
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from core.assessment import Assessment, Evidence, RequirementResult
from core.errors import GreenroomError, ProviderUnavailableError
from core.interview import InterviewSession
from core.ports import JudgeMemory, JudgeReply
from core.turn import Interaction
from language.en.requests.injection import flagged_sentences
from language.en.stories.affirmed import affirmed
from language.en.text.sentences import split_sentences
from llm.json_reply import UnreadableReplyError, read_object
from llm.port import JsonModel, ModelPrompt
from llm.strict_schema import strict_object
from prompts.loader import load_prompt
from scoring.answers import Answer, collect_answers
from scoring.judge.panel import count_reply
from scoring.judge.prepare import isolated, readable
from scoring.judge.tuned import JUDGING
from scoring.requirements import asked_by_requirement

SENTENCES: Final = 120
"""So many sentences of an interview are compared."""
MODEL_SECONDS: Final = 20.0
MEANING_SECONDS: Final = 10.0

Embed = Callable[[Sequence[str]], Awaitable[list[list[float]]]]
"""Returns a vector of unit length for each text."""

_PROMPT = "rubrics/requirements"
_CLAIM = strict_object({"requirement": {"type": "integer"}, "quote": {"type": "string"}})
_SCHEMA = strict_object({"said": {"type": "array", "items": _CLAIM}})
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence of an answer, and what shows it."""

    answer: Answer
    evidence: Evidence


@dataclass(slots=True)
class RequirementReading:
    """Looks for what the rules have not found; either part may be missing."""

    model: JsonModel | None = None
    memory: JudgeMemory | None = None
    embed: Embed | None = None
    nonce: Callable[[], str] = field(default=lambda: secrets.token_hex(12))

    async def read(
        self, assessment: Assessment, session: InterviewSession, history: Sequence[Interaction]
    ) -> Assessment:
        """Return the assessment with fewer gaps in its requirements, whatever is away.

        Calls and tokens are added to its usage.
        """
        answers = collect_answers(history, session.plan)
        said = list(_sentences(answers.answers))
        results = list(assessment.requirements)
        if not said or all(one.gap is None for one in results):
            return assessment
        usage = dict(assessment.usage)
        told = await self._told(session.id, results, said, usage)
        by_requirement = asked_by_requirement(answers)
        for number, one in enumerate(results):
            if one.gap is not None and number in told:
                results[number] = _without_gap(one, told[number])
        alike = await self._alike(results, by_requirement, said)
        for number, found in alike.items():
            results[number] = _without_gap(results[number], found)
        return assessment.model_copy(update={"requirements": tuple(results), "usage": usage})

    async def _told(
        self,
        session_id: int,
        results: Sequence[RequirementResult],
        said: Sequence[_Said],
        usage: dict[str, int],
    ) -> dict[int, Evidence]:
        """Return by the number of a requirement what a model has found, where it was said."""
        if self.model is None:
            return {}
        open_ones = {n: one.text for n, one in enumerate(results) if one.gap is not None}
        nonce = self.nonce()
        spoken = readable(" ".join(one.evidence.quote for one in said))
        system = load_prompt(_PROMPT).fill(
            nonce=nonce, requirements=json.dumps(open_ones, ensure_ascii=False)
        )
        try:
            reply = await self._reply(session_id, system, isolated(spoken, nonce), nonce, usage)
            claims = read_object(reply.text).get("said")
        except (ProviderUnavailableError, TimeoutError, UnreadableReplyError) as error:
            usage["failures"] = usage.get("failures", 0) + 1
            logger.warning("requirements.model_failed", extra={"error": type(error).__name__})
            return {}
        found: dict[int, Evidence] = {}
        for claim in claims if isinstance(claims, list) else []:
            told = claim if isinstance(claim, dict) else {}
            number, quote = told.get("requirement"), told.get("quote")
            if isinstance(number, int) and number in open_ones and isinstance(quote, str):
                place = _place(quote, said)
                if place is not None:
                    found.setdefault(number, place)
        return found

    async def _reply(
        self, session_id: int, system: str, user: str, nonce: str, usage: dict[str, int]
    ) -> JudgeReply:
        assert self.model is not None
        asked = json.dumps([self.model.name, system.replace(nonce, ""), user.replace(nonce, "")])
        key = hashlib.sha256(asked.encode()).hexdigest()
        known = await self.memory.get(session_id, key) if self.memory else None
        if known is not None:
            usage["remembered"] = usage.get("remembered", 0) + 1
            return known
        async with asyncio.timeout(MODEL_SECONDS):
            reply = await self.model.json(ModelPrompt(system, user), _SCHEMA, seed=int(key[:8], 16))
        count_reply(usage, reply)
        if self.memory:
            await self.memory.put(session_id, key, reply)
        return reply

    async def _alike(
        self,
        results: Sequence[RequirementResult],
        asked: dict[str | None, Answer],
        said: Sequence[_Said],
    ) -> dict[int, Evidence]:
        """Return by the number of a requirement the sentence of its own answer nearest to it."""
        own = {
            n: [one for one in said if one.answer is asked[result.text]]
            for n, result in enumerate(results)
            if result.gap is not None and result.text in asked
        }
        own = {n: sentences for n, sentences in own.items() if sentences}
        if self.embed is None or not own:
            return {}
        texts = [results[n].text for n in own]
        told = [one.evidence.quote for sentences in own.values() for one in sentences]
        try:
            async with asyncio.timeout(MEANING_SECONDS):
                vectors = await self.embed([*texts, *told])
        except (GreenroomError, TimeoutError) as error:
            logger.warning("requirements.meaning_away", extra={"error": type(error).__name__})
            return {}
        found, rest = {}, iter(vectors[len(texts) :])
        for vector, (n, sentences) in zip(vectors, own.items(), strict=False):
            near = [(_cosine(vector, next(rest)), one.evidence) for one in sentences]
            best = max(near, key=lambda pair: pair[0])
            if best[0] >= JUDGING.alike:
                found[n] = best[1]
        return found


def _sentences(answers: Sequence[Answer]) -> list[_Said]:
    """Return what was asserted, sentence by sentence; words to a grader or a model are none."""
    return [
        _Said(
            answer,
            Evidence(
                quote=sentence,
                interaction_id=part.id,
                question_number=answer.question_number,
                offset_seconds=part.offset_seconds,
            ),
        )
        for answer in answers
        if answer.answered
        for part in answer.parts
        for sentence in split_sentences(part.content)
        if affirmed(sentence) and not flagged_sentences(sentence)
    ][:SENTENCES]


def _place(quote: str, said: Sequence[_Said]) -> Evidence | None:
    """Return the sentence that holds a quote of three words or more, null where none does."""
    words = " ".join(quote.split()).strip(" .").lower()
    if len(words.split()) < 3:
        return None
    return next((one.evidence for one in said if words in one.evidence.quote.lower()), None)


def _without_gap(result: RequirementResult, evidence: Evidence) -> RequirementResult:
    return result.model_copy(update={"evidence": (evidence,), "gap": None})


def _cosine(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))
