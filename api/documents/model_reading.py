"""A resume's fields as a language model reads them; what does not stand in the text is left out.

The text is somebody else's: it is given as data, lines that speak to a model are taken out before,
and of the reply only what the remaining text holds comes through.
"""

import asyncio
import hashlib
import logging
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from api.documents.resume_fields import (
    MAX_BIO_CHARACTERS,
    MAX_ENTRIES,
    MAX_SKILLS,
    ResumeFields,
    WorkPeriod,
    work_periods,
    years_covered,
)
from api.documents.standing import StandingText
from api.documents.tuned import POSITIONS
from core.errors import ProviderUnavailableError
from language.en.requests.injection import flagged_sentences
from language.en.resumes.stated_years import MOST_YEARS, names_own_years
from llm.json_reply import UnreadableReplyError, read_object
from llm.port import JsonModel, ModelPrompt
from llm.strict_schema import strict_object
from prompts.loader import load_prompt
from scoring.judge.prepare import isolated

MOST_CHARACTERS: Final = 24_000
"""So much of a resume is given to a model: some eight pages."""
REPLY_TOKENS: Final = 3_000
SECONDS: Final = 25.0
LINE_CHARACTERS: Final = 200

_PROMPT = "documents/resume"
logger = logging.getLogger(__name__)


def _list(value: object) -> object:
    return value if isinstance(value, list) else []


class _Reply(BaseModel):
    model_config = ConfigDict(extra="ignore")


class ToldPosition(_Reply):
    """An employment, as the model says it is written."""

    role: str | None = None
    employer: str | None = None
    period: str | None = None
    present: bool = False


class ToldYears(_Reply):
    """Years of experience that the person states, and where."""

    years: float
    quote: str


class ToldFields(_Reply):
    """The structured output that is asked for, before anything of it has been checked."""

    positions: Annotated[list[ToldPosition], BeforeValidator(_list)] = []
    stated_years: ToldYears | None = None
    technical_skills: Annotated[list[str], BeforeValidator(_list)] = []
    soft_skills: Annotated[list[str], BeforeValidator(_list)] = []
    education: Annotated[list[str], BeforeValidator(_list)] = []
    certifications: Annotated[list[str], BeforeValidator(_list)] = []
    bio: str | None = None


@dataclass(slots=True)
class ModelReading:
    """Asks a model for a resume's fields; `seconds` bounds the whole of it."""

    model: JsonModel
    seconds: float = SECONDS
    nonce: Callable[[], str] = field(default=lambda: secrets.token_hex(12))

    async def read(self, text: str, today: date) -> ResumeFields | None:
        """Return the fields that stand in the text; null where the model is away or broken."""
        material = without_instructions(text)[:MOST_CHARACTERS]
        nonce = self.nonce()
        prompt = ModelPrompt(
            load_prompt(_PROMPT).fill(nonce=nonce), isolated(material, nonce), REPLY_TOKENS
        )
        seed = int(hashlib.sha256(material.encode()).hexdigest()[:8], 16)
        try:
            async with asyncio.timeout(self.seconds):
                reply = await self.model.json(prompt, SCHEMA, seed=seed)
            told = ToldFields.model_validate(read_object(reply.text))
        except (
            ProviderUnavailableError,
            TimeoutError,
            UnreadableReplyError,
            ValidationError,
        ) as error:
            logger.warning("resume.model_failed", extra={"error": type(error).__name__})
            return None
        return checked(told, StandingText(material), today)


def without_instructions(text: str) -> str:
    """Return a resume's text without the lines that speak to a model."""
    return "\n".join(line for line in text.split("\n") if not flagged_sentences(line))


def checked(told: ToldFields, text: StandingText, today: date) -> ResumeFields:
    """Return what of a reply stands in the text, each with the line it stands in."""
    written = _periods(told, text)
    now = next(
        (
            each
            for each, one in zip(told.positions, written, strict=True)
            if (one.period.end is None if one else each.present) and _is_there(each, text)
        ),
        None,
    )
    role, company = (now.role, now.employer) if now else (None, None)
    periods = tuple(one for one in written if one)
    years, years_from = _years(told, periods, text, today)
    lists = {
        name: text.standing(getattr(told, name), most, longest)
        for name, most, longest in (
            ("technical_skills", MAX_SKILLS, POSITIONS.skill_characters),
            ("soft_skills", MAX_SKILLS, POSITIONS.skill_characters),
            ("education", MAX_ENTRIES, LINE_CHARACTERS),
            ("certifications", MAX_ENTRIES, LINE_CHARACTERS),
        )
    }
    fields = ResumeFields(
        current_role=text.as_written(role, LINE_CHARACTERS),
        current_company=text.as_written(company, LINE_CHARACTERS),
        years_of_experience=years,
        bio=text.as_written(told.bio, MAX_BIO_CHARACTERS),
        periods=periods,
        technical_skills=lists["technical_skills"],
        soft_skills=lists["soft_skills"],
        education=lists["education"],
        certifications=lists["certifications"],
    )
    lines = {
        "current_role": text.line_of(role),
        "current_company": text.line_of(company),
        "years_of_experience": years_from,
        **{
            name: " / ".join(dict.fromkeys(map(text.line_of, each))) for name, each in lists.items()
        },
        "bio": fields.bio or "",
    }
    fields.read_from.update(
        {name: line[:1_000] for name, line in lines.items() if getattr(fields, name) and line}
    )
    return fields


def _is_there(position: ToldPosition, text: StandingText) -> bool:
    """Return whether the role stands in the text, and the period near it where one is told."""
    if not position.role or not text.holds(position.role):
        return False
    return not position.period or text.near(position.role, position.period)


def _periods(told: ToldFields, text: StandingText) -> tuple[WorkPeriod | None, ...]:
    """Return for each position its period, null where none stands in the text."""
    return tuple(
        next(iter(work_periods([" ".join(each.period.split())])), None)
        if each.period and text.holds(each.period)
        else None
        for each in told.positions
    )


def _years(
    told: ToldFields, periods: Sequence[WorkPeriod], text: StandingText, today: date
) -> tuple[float | None, str]:
    """Return the years that are stated, where the words hold the number, else those covered."""
    stated = told.stated_years
    if stated and text.holds(stated.quote) and names_own_years(stated.quote, stated.years):
        return min(stated.years, MOST_YEARS), " ".join(stated.quote.split())
    return years_covered(periods, today), " / ".join(each.line for each in periods)


_TEXT = {"type": ["string", "null"]}
_TEXTS = {"type": "array", "items": {"type": "string"}}
_STATED = strict_object({"years": {"type": "number"}, "quote": {"type": "string"}})
SCHEMA = strict_object(
    {
        "positions": {
            "type": "array",
            "items": strict_object(
                {
                    "role": _TEXT,
                    "employer": _TEXT,
                    "period": _TEXT,
                    "present": {"type": "boolean"},
                }
            ),
        },
        "stated_years": {"anyOf": [_STATED, {"type": "null"}]},
        "technical_skills": _TEXTS,
        "soft_skills": _TEXTS,
        "education": _TEXTS,
        "certifications": _TEXTS,
        "bio": _TEXT,
    }
)
