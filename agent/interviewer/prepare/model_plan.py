"""Lets a model plan: it takes questions from the bank or writes its own; all of it is checked."""

import asyncio
import json
import logging
import re
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from agent.interviewer.prepare.tuned import PLANS
from agent.interviewer.prepare.written_question import WrittenQuestion, as_question
from agent.interviewer.speak.utterance import as_data
from agent.interviewer.wordings.gate import Material, SpeechGate
from core.interview import CandidateProfile, InterviewRequest
from core.plan import Passage, Question
from language.en.requests.intents import Intents
from language.en.text.vocabulary import COMMON_STEMS, content_stems
from llm.port import ModelPrompt, StreamingModel
from prompts.loader import load_prompt

logger = logging.getLogger(__name__)

PLAN_SECONDS: Final = 20.0
PLAN_TOKENS: Final = 4096
REPLY_CHARACTERS: Final = 20_000
TEXT_CHARACTERS: Final = 1500
PROBLEM_LIMIT: Final = 6

_OBJECT = re.compile(r"\{.*\}", re.DOTALL)


class FromTheBank(BaseModel):
    """A question that is taken from the bank."""

    model_config = ConfigDict(extra="forbid")

    id: str


class PlanReply(BaseModel):
    """The structured output that is asked for."""

    model_config = ConfigDict(extra="ignore")

    questions: list[FromTheBank | WrittenQuestion]


@dataclass(frozen=True, slots=True)
class Brief:
    """What a plan is made for, and from what."""

    request: InterviewRequest
    profile: CandidateProfile | None
    passages: Sequence[Passage]
    shortlist: Sequence[Question]
    planned: Sequence[Question]
    count: int

    def data(self) -> dict[str, object]:
        """Return it as data for a prompt."""
        request, profile = self.request, self.profile
        return {
            "type": str(request.interview_type),
            "role": request.role_context,
            "company": request.company_context,
            "level": str(request.difficulty_level),
            "wishes": (request.custom_instructions or "")[:TEXT_CHARACTERS],
            "skills": list(profile.technical_skills[:20]) if profile else [],
            "material": [
                {"source": one.source, "text": one.text[:TEXT_CHARACTERS]} for one in self.passages
            ],
            "planned already": [question.text for question in self.planned],
            "bank": [
                {"id": q.id, "level": q.level, "competency": q.competency, "question": q.text}
                for q in self.shortlist
            ],
        }


async def plan_with_model(
    wording: StreamingModel,
    brief: Brief,
    gate: SpeechGate,
    intents: Intents,
    seconds: float = PLAN_SECONDS,
) -> tuple[Question, ...]:
    """Return up to `brief.count` questions in the order a model put them.

    A reply that does not hold is sent back once with what was wrong with it; of the better reply
    the questions that hold are taken. None at all when the model is away or broken, writes nothing
    that can be used, or all of it takes longer than `seconds`.
    """
    prompt = ModelPrompt(
        system="You answer with one JSON object.",
        user=load_prompt("interviewer/plan").fill(
            count=brief.count, own=PLANS.written_limit, data=as_data(brief.data())
        ),
        reply_tokens=PLAN_TOKENS,
    )
    found: tuple[Question, ...] = ()
    try:
        async with asyncio.timeout(seconds):
            reply = await _whole(wording, prompt)
            found, problems = checked(reply, brief, gate, intents)
            if problems:
                repair = load_prompt("interviewer/repair").fill(
                    reply=as_data(reply), problems="; ".join(problems[:PROBLEM_LIMIT]),
                    count=brief.count,
                )  # fmt: skip
                again = ModelPrompt(prompt.system, f"{prompt.user}\n\n{repair}", PLAN_TOKENS)
                second, _ = checked(await _whole(wording, again), brief, gate, intents)
                found = max(found, second, key=len)
    except Exception as error:
        logger.warning("plan.model_away", extra={"error": type(error).__name__})
    if len(found) < brief.count:
        logger.warning("plan.model_incomplete", extra={"held": len(found), "asked": brief.count})
    return found


def checked(
    text: str, brief: Brief, gate: SpeechGate, intents: Intents
) -> tuple[tuple[Question, ...], list[str]]:
    """Return the questions of a reply that hold, and what is wrong with the rest of it."""
    found = _OBJECT.search(text)
    if not found:
        return (), ["there was no JSON object in it"]
    try:
        items = PlanReply.model_validate_json(found.group()).questions
    except (ValidationError, json.JSONDecodeError):
        return (), ["it was not a JSON object of the form asked for"]
    known = {question.id: question for question in brief.shortlist}
    told = Material(json.dumps(brief.data(), ensure_ascii=False))
    kept: list[Question] = []
    problems: list[str] = []
    for number, item in enumerate(items, start=1):
        question: Question | str
        if isinstance(item, FromTheBank):
            question = known.get(item.id, "its id is not in the bank")
        elif sum(one.source == "written" for one in kept) == PLANS.written_limit:
            question = f"it would be more than {PLANS.written_limit} of your own"
        else:
            question = as_question(item, brief.request.interview_type, told, gate, intents)
        if isinstance(question, Question) and any(
            same(question, other) for other in (*brief.planned, *kept)
        ):
            question = "it asks the same as another"
        if isinstance(question, str):
            problems.append(f"question {number}: {question}")
        else:
            kept.append(question)
    if len(items) != brief.count:
        problems.append(f"it held {len(items)} questions and not {brief.count}")
    return tuple(kept[: brief.count]), problems


def same(one: Question, other: Question) -> bool:
    """Return whether two questions ask the same, by the words they share."""
    first, second = (content_stems(each.text) - COMMON_STEMS for each in (one, other))
    shared = len(first & second) / max(1, len(first | second))
    return one.id == other.id or shared >= PLANS.same_share


async def _whole(wording: StreamingModel, prompt: ModelPrompt) -> str:
    text = ""
    async with aclosing(wording.stream(prompt)) as pieces:
        async for piece in pieces:
            text += piece
            if len(text) > REPLY_CHARACTERS:
                break
    return text
