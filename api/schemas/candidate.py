"""The candidate's profile over the wire."""

from enum import StrEnum
from typing import Any

from pydantic import Field

from api.documents.resume_fields import WorkPeriod
from api.documents.suggestions import ReadBy, Suggested
from api.http.wire import Line, Moment, Text, Wire, example
from api.schemas.interview_type import KnownType
from core.interview import CandidateProfile, Difficulty

MAX_ITEMS = 100


class ProfileBody(Wire):
    """Everything a candidate can say about themselves; every field may be left out."""

    model_config = example(
        current_role="Software Engineer",
        current_company="Tech Corp",
        years_of_experience=5,
        target_role="Senior Software Engineer",
        target_companies=["Google", "Meta"],
        technical_skills=["Python", "React", "AWS"],
        soft_skills=["Leadership", "Communication"],
        difficulty_preference="medium",
        bio="Experienced software engineer specializing in full-stack development",
    )

    current_role: Line | None = None
    current_company: Line | None = None
    years_of_experience: float | None = Field(default=None, ge=0, le=80)
    target_role: Line | None = None
    target_companies: tuple[Line, ...] = Field(default=(), max_length=MAX_ITEMS)
    technical_skills: tuple[Line, ...] = Field(default=(), max_length=MAX_ITEMS)
    soft_skills: tuple[Line, ...] = Field(default=(), max_length=MAX_ITEMS)
    education: tuple[Line, ...] = Field(default=(), max_length=MAX_ITEMS)
    certifications: tuple[Line, ...] = Field(default=(), max_length=MAX_ITEMS)
    difficulty_preference: Difficulty | None = None
    preferred_interview_types: tuple[KnownType, ...] = Field(default=(), max_length=5)
    resume_text: Text | None = Field(default=None, max_length=100_000)
    job_description: Text | None = Field(
        default=None,
        max_length=20_000,
        description="the job posting that interviews serve which name no other: its text, or with "
        "a search key the address of its page",
    )
    bio: Text | None = Field(default=None, max_length=5_000)


class IndexState(StrEnum):
    """Whether all that is stored of a candidate can be found by meaning."""

    CURRENT = "current"
    PENDING = "pending"


class ProfileAnswer(ProfileBody):
    """The stored profile."""

    id: int
    user_id: int
    created_at: Moment
    updated_at: Moment

    @classmethod
    def of(cls, profile: CandidateProfile) -> "ProfileAnswer":
        """Return the wire form of a stored profile."""
        return cls.model_validate({name: getattr(profile, name) for name in cls.model_fields})


class ResumeSuggestion(Wire):
    """What the resume's text states of the profile's fields; nothing of it is stored."""

    current_role: Line | None
    current_company: Line | None
    years_of_experience: float | None
    technical_skills: tuple[Line, ...]
    soft_skills: tuple[Line, ...]
    education: tuple[Line, ...]
    certifications: tuple[Line, ...]
    bio: Text | None


class WorkPeriodAnswer(Wire):
    """A stretch of work as the resume names it; first and last month as `2019-04`."""

    line: str
    start: str
    end: str | None = Field(description="null while it goes on")

    @classmethod
    def of(cls, told: WorkPeriod) -> "WorkPeriodAnswer":
        """Return the wire form of a period."""
        last = None if told.period.end is None else max(told.period.start, told.period.end - 1)
        return cls(
            line=told.line,
            start=_month(told.period.start),
            end=None if last is None else _month(last),
        )


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"


class SuggestionAnswer(Wire):
    """What the candidate may take over from the resume; nothing of it is stored."""

    suggested: ResumeSuggestion
    suggested_from: dict[str, str] = Field(
        default_factory=dict, description="for each suggested field the line it was read from"
    )
    suggested_by: ReadBy = ReadBy.RULES
    reading: bool = Field(
        default=False,
        description="whether a model still reads: ask `GET …/resume/suggestion` for what it finds",
    )
    work_periods: tuple[WorkPeriodAnswer, ...] = Field(
        default=(), description="the periods that years of experience are counted from"
    )

    @classmethod
    def showing(cls, suggested: Suggested) -> "SuggestionAnswer":
        """Return the wire form of what is proposed."""
        return cls(**_suggestion(suggested))


class ResumeAnswer(ProfileAnswer, SuggestionAnswer):
    """The stored profile with the resume's text, and what the candidate may take over from it."""

    notes: tuple[str, ...] = Field(
        default=(), description="pages that could not be read, each with what to do about it"
    )

    @classmethod
    def with_suggestion(
        cls, profile: CandidateProfile, suggested: Suggested, notes: tuple[str, ...]
    ) -> "ResumeAnswer":
        """Return the stored profile beside what its resume states."""
        return cls(**dict(ProfileAnswer.of(profile)), **_suggestion(suggested), notes=notes)


def _suggestion(suggested: Suggested) -> dict[str, Any]:
    told = suggested.fields
    values = {name: getattr(told, name) for name in ResumeSuggestion.model_fields}
    return {
        "suggested": ResumeSuggestion.model_validate(values),
        "suggested_from": told.read_from,
        "suggested_by": suggested.read_by,
        "reading": suggested.reading,
        "work_periods": tuple(map(WorkPeriodAnswer.of, told.periods)),
    }


class IndexStateAnswer(Wire):
    """Whether the coach finds everything that is stored: `pending` while it may not yet."""

    state: IndexState


class IndexAnswer(Wire):
    """What an indexing run did."""

    indexed_chunks: int
    collection: str
    took_ms: int
