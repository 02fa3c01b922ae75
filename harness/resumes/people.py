"""Invented people with what their resumes should be read as, from `people/*.yaml`."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

TODAY = date(2026, 3, 15)
HALVES = ("open", "locked")

Month = tuple[int, int]
"""A year and a month, 1 to 12."""


@dataclass(frozen=True, slots=True)
class Job:
    """One position; `end` is null while it goes on."""

    role: str
    employer: str
    place: str
    start: Month
    end: Month | None
    deeds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody invented; `stated_years` is a sentence about all their years, and the number."""

    name: str
    contact: str
    summary: str
    stated_years: tuple[str, float] | None
    jobs: tuple[Job, ...]
    skills: dict[str, list[str]]
    soft: tuple[str, ...]
    education: tuple[tuple[str, int, int], ...]
    certifications: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Writing:
    """How one resume of a person is written down, and by which maker."""

    half: str
    person: Person
    maker: str
    position: str
    period: str
    headings: dict[str, str]

    @property
    def name(self) -> str:
        """What the resume is called in a table of results."""
        return f"{self.person.name.split()[0].lower()}-{self.maker}"


LINKEDIN = {
    "summary": "Summary", "experience": "Experience", "skills": "Top Skills", "soft": "Strengths",
    "education": "Education", "certifications": "Certifications",
}  # fmt: skip


@cache
def writings(half: str) -> tuple[Writing, ...]:
    """Return all resumes of a half."""
    told = yaml.safe_load((Path(__file__).parent / f"people/{half}.yaml").read_text("utf-8"))
    headings = told["headings"] | {"linkedin": LINKEDIN}
    return tuple(
        Writing(half, _person(each), maker, position, period, headings[names])
        for each in told["people"]
        for maker, position, period, names in each["files"]
    )


def _person(told: dict[str, Any]) -> Person:
    return Person(
        name=told["name"],
        contact=told["contact"],
        summary=told["summary"],
        stated_years=tuple(told["stated_years"]) if "stated_years" in told else None,
        jobs=tuple(
            Job(role, employer, place, _month(start), _month(end) if end else None, tuple(deeds))
            for role, employer, place, start, end, deeds in told["jobs"]
        ),
        skills=told["skills"],
        soft=tuple(told.get("soft", ())),
        education=tuple(tuple(each) for each in told["education"]),
        certifications=tuple(told.get("certifications", ())),
    )


def _month(written: str) -> Month:
    year, month = str(written).split("-")
    return int(year), int(month)
