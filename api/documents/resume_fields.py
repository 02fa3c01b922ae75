"""What a resume says in so many words, for the candidate to confirm: nothing is guessed.

A field is found by the resume's own headings and dates, and comes with the line it was read from.
Where those are missing or unclear it stays empty, since a wrong field costs the candidate more
than an empty one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from api.documents.resume_positions import Position, current_position
from api.documents.resume_sections import ORNAMENT, plain_line, sections
from api.documents.tuned import POSITIONS
from language.en.resumes.periods import Period, months_covered, periods_in, without_periods
from language.en.resumes.stated_years import MOST_YEARS, stated_years

MAX_SKILLS: Final = 40
MAX_ENTRIES: Final = 6
MAX_BIO_CHARACTERS: Final = 800
MAX_PERIODS: Final = 40
MAX_LINE: Final = 200

_BETWEEN_SKILLS = re.compile(r"\s*[,;|•·▪\t](?![^()]*\))\s*|\s+/\s+(?![^()]*\))")
_KIND = re.compile(r"^[^,;|•·▪()]{2,40}?(?::\s*\t?|\t)")
_NO_SKILL = re.compile(r"@|https?://|www\.|^\W*$|^\d+$")
_SCHOOLING = re.compile(
    r"\b(?:universit\w*|université|universidad|college|institut\w*|school|academy|école|b\.?\s?sc|m\.?\s?sc|"
    r"b\.?a|m\.?a|b\.?s|m\.?s|b\.?eng|m\.?eng|b\.?e|b\.?tech|bachelor\w*|master\w*|ph\.?\s?d|doctor\w*|"
    r"diploma|degree|mba|bootcamp|apprenticeship|licence|certificate|a-levels?)\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"[\w.+-]+@[\w.-]+|\+?\d[\d ()/-]{6,}|https?://\S+|\bwww\.\S+|\S+\.(?:com|io|dev|in)/\S+"
)


@dataclass(frozen=True, slots=True)
class WorkPeriod:
    """A stretch of work that the years are counted from, and the line that names it."""

    line: str
    period: Period


@dataclass(frozen=True, slots=True)
class ResumeFields:
    """Fields of a profile as a resume states them; empty where it does not.

    `periods` are those of the work, whether or not the years are counted from them. `read_from`
    holds for each field that was found the lines it was read from.
    """

    current_role: str | None = None
    current_company: str | None = None
    years_of_experience: float | None = None
    technical_skills: tuple[str, ...] = ()
    soft_skills: tuple[str, ...] = ()
    education: tuple[str, ...] = ()
    certifications: tuple[str, ...] = ()
    bio: str | None = None
    periods: tuple[WorkPeriod, ...] = field(default=(), compare=False)
    read_from: dict[str, str] = field(default_factory=dict, compare=False)


def resume_fields(text: str, today: date) -> ResumeFields:
    """Return what a resume's text states; `today` is where an open period ends."""
    found = sections(text)
    experience = found.get("experience", [])
    position = current_position(experience, _own_places(found.get("", [])))
    skills = _skills(found.get("technical_skills", []))
    periods = work_periods(experience)
    years, said = _years(found, periods, skills, today)
    bio = " ".join(plain_line(line) for line in found.get("bio", []))[:MAX_BIO_CHARACTERS]
    fields = ResumeFields(
        current_role=position.role,
        current_company=position.company,
        years_of_experience=years,
        technical_skills=skills,
        soft_skills=_skills(found.get("soft_skills", [])),
        education=_entries(found.get("education", []), _SCHOOLING),
        certifications=_entries(found.get("certifications", []), None),
        bio=bio or None,
        periods=periods,
    )
    fields.read_from.update(_read_from(fields, found, position, said))
    return fields


def _read_from(
    fields: ResumeFields, found: dict[str, list[str]], position: Position, said: str
) -> dict[str, str]:
    lines = {
        "current_role": position.line,
        "current_company": position.line,
        "years_of_experience": said,
        **{
            name: " / ".join(plain_line(line) for line in found.get(name, []))
            for name in ("technical_skills", "soft_skills", "education", "certifications", "bio")
        },
    }
    return {name: line[:1_000] for name, line in lines.items() if getattr(fields, name) and line}


def _skills(lines: list[str]) -> tuple[str, ...]:
    """Return the skills in order, once each; `Databases: SQL, Redis` names a kind, not a skill."""
    found: dict[str, str] = {}
    for line in lines:
        text = plain_line(line)
        if len(text.split()) > 12 and text.endswith(".") and "," not in text:
            continue
        for part in _BETWEEN_SKILLS.split(_KIND.sub("", text)):
            skill = part.strip(" \t:").removesuffix(".").strip()
            if skill.startswith("(") and skill.endswith(")"):
                skill = skill[1:-1]
            short = (
                1 <= len(skill) <= POSITIONS.skill_characters
                and len(skill.split()) <= POSITIONS.skill_words
            )
            if short and not _NO_SKILL.search(skill):
                found.setdefault(skill.lower(), skill)
    return tuple(found.values())[:MAX_SKILLS]


def _entries(lines: list[str], telling: re.Pattern[str] | None) -> tuple[str, ...]:
    """Return the lines that tell something, all of them where none has a word of `telling`."""
    plain = [entry for line in lines if without_periods(entry := plain_line(line)).strip(ORNAMENT)]
    chosen = [entry for entry in plain if telling and telling.search(entry)] or plain
    return tuple(entry.replace("\t", " ")[:200] for entry in chosen)[:MAX_ENTRIES]


def work_periods(lines: Iterable[str]) -> tuple[WorkPeriod, ...]:
    """Return the periods that lines about work name, each with its line."""
    return tuple(
        WorkPeriod(plain_line(line)[:MAX_LINE], period)
        for line in lines
        for period in periods_in(line)
    )[:MAX_PERIODS]


def years_covered(periods: Sequence[WorkPeriod], today: date) -> float | None:
    """Return the years that lie in any of the periods, by half years; what overlaps counts once."""
    months = months_covered([each.period for each in periods], today)
    return round(months / 6) / 2 if months else None


def _years(
    found: dict[str, list[str]],
    periods: Sequence[WorkPeriod],
    skills: tuple[str, ...],
    today: date,
) -> tuple[float | None, str]:
    """Return the years somebody states of themselves, else those the periods cover.

    Beside them the line or lines that say so.
    """
    about = [line for name in ("", "bio") for line in found.get(name, [])]
    if stated := stated_years("\n".join(map(plain_line, about)), skills):
        return min(stated[0], MOST_YEARS), stated[1]
    return years_covered(periods, today), " / ".join(dict.fromkeys(each.line for each in periods))


def _own_places(head: list[str]) -> frozenset[str]:
    """Return where somebody says to live, above all headings, in lower case."""
    found = set()
    for line in head[1:8]:
        if _CONTACT.search(line):
            rest = _CONTACT.sub("|", line)
            found |= {part.strip(ORNAMENT).lower() for part in re.split(r"[|•·,;\t]", rest)}
    return frozenset(place for place in found if 2 < len(place) < 30)
