"""Lets a model choose from the best questions of the bank; what it returns is checked."""

import asyncio
import json
import logging
import re
from collections.abc import Sequence
from contextlib import aclosing

from pydantic import BaseModel, ConfigDict, ValidationError

from agent.interviewer.utterance import as_data
from agent.interviewer.wording import ModelPrompt, Wording
from core.errors import GreenroomError
from core.interview import CandidateProfile, InterviewRequest
from core.plan import Passage, Question
from prompts.loader import load_prompt

logger = logging.getLogger(__name__)

CHOICE_SECONDS = 20.0
SHORTLIST = 16
REPLY_CHARACTERS = 20_000
TEXT_CHARACTERS = 1500

_OBJECT = re.compile(r"\{.*\}", re.DOTALL)


class Choice(BaseModel):
    """The structured output that is asked for."""

    model_config = ConfigDict(extra="forbid")

    chosen: list[str]


async def choose_with_model(
    wording: Wording,
    shortlist: Sequence[Question],
    count: int,
    request: InterviewRequest,
    profile: CandidateProfile | None,
    passages: Sequence[Passage],
    seconds: float = CHOICE_SECONDS,
) -> tuple[Question, ...] | None:
    """Return `count` questions in the order a model put them, or null.

    A reply that does not hold is sent back once with what was wrong with it. Null when that fails
    too, the model is away, or all of it takes longer than `seconds`.
    """
    known = {question.id: question for question in shortlist}
    prompt = ModelPrompt(
        system="You answer with one JSON object.",
        user=load_prompt("interviewer/plan").fill(
            count=count, data=as_data(_data(shortlist, request, profile, passages))
        ),
    )
    try:
        async with asyncio.timeout(seconds):
            ids, problem = _checked(await _whole(wording, prompt), known, count)
            if ids is None:
                repair = load_prompt("interviewer/repair").fill(
                    problem=problem, count=count, ids=" ".join(known)
                )
                again = ModelPrompt(prompt.system, f"{prompt.user}\n\n{repair}")
                ids, problem = _checked(await _whole(wording, again), known, count)
    except (TimeoutError, GreenroomError) as error:
        logger.warning("plan.model_away", extra={"error": type(error).__name__})
        return None
    if ids is None:
        logger.warning("plan.model_unusable")
        return None
    return tuple(known[question_id] for question_id in ids)


async def _whole(wording: Wording, prompt: ModelPrompt) -> str:
    text = ""
    async with aclosing(wording.words(prompt)) as pieces:
        async for piece in pieces:
            text += piece
            if len(text) > REPLY_CHARACTERS:
                break
    return text


def _checked(text: str, known: dict[str, Question], count: int) -> tuple[Sequence[str] | None, str]:
    """Return the chosen ids, or null and what is wrong."""
    found = _OBJECT.search(text)
    if not found:
        return None, "there was no JSON object in it"
    try:
        chosen = Choice.model_validate_json(found.group()).chosen
    except (ValidationError, json.JSONDecodeError):
        return None, "it was not a JSON object of the form asked for"
    if unknown := [one for one in chosen if one not in known]:
        return None, f"{len(unknown)} of its ids are not in the bank"
    if len(set(chosen)) != len(chosen) or len(chosen) != count:
        return None, f"it did not hold exactly {count} different ids"
    return chosen, ""


def _data(
    shortlist: Sequence[Question],
    request: InterviewRequest,
    profile: CandidateProfile | None,
    passages: Sequence[Passage],
) -> dict[str, object]:
    return {
        "role": request.role_context,
        "company": request.company_context,
        "level": str(request.difficulty_level),
        "wishes": (request.custom_instructions or "")[:TEXT_CHARACTERS],
        "skills": list(profile.technical_skills[:20]) if profile else [],
        "material": [
            {"source": one.source, "text": one.text[:TEXT_CHARACTERS]} for one in passages
        ],
        "bank": [
            {"id": q.id, "level": q.level, "competency": q.competency, "question": q.text}
            for q in shortlist
        ],
    }
