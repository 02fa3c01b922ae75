"""What a resume says in so many words, for the candidate to confirm: nothing is guessed.

A field is found by the resume's own headings and dates. Where those are missing or unclear it
stays empty, since a wrong field costs the candidate more than an empty one.
"""

import re
from dataclasses import dataclass
from datetime import date

from api.documents.resume_dates import PERIOD, months_covered, periods_in

MAX_LINES = 2_000
MAX_LINE_CHARACTERS = 400
MAX_SKILLS = 40
MAX_ENTRIES = 6
MAX_BIO_CHARACTERS = 800
SHORT_LINE_CHARACTERS = 90
MOST_YEARS = 80.0

_HEADINGS = {
    "experience": (
        "experience|work experience|professional experience|employment|employment history|"
        "work history|career|career history|positions|relevant experience"
    ),
    "technical_skills": (
        "skills|technical skills|core skills|key skills|technologies|tech stack|tools|"
        "skills and tools|skills & tools|technical expertise|programming languages"
    ),
    "soft_skills": "soft skills|personal skills|strengths|interpersonal skills",
    "education": "education|academic background|studies|education and training",
    "certifications": "certifications|certificates|licenses and certifications|"
    "licenses & certifications|professional certifications",
    "bio": "summary|profile|about|about me|professional summary|professional profile",
    "other": "projects|publications|languages|interests|hobbies|references|awards|volunteering|"
    "personal details|contact|objective",
}
_SECTION_OF = {alias: name for name, all_of in _HEADINGS.items() for alias in all_of.split("|")}
_ORNAMENT = " \t#*_=-–—:•·▪◦‣>|"
_BULLET = re.compile(r"^\s*(?:[•·▪◦‣*>]|[-–—](?=\s)|\d{1,2}[.)])\s*")
_BETWEEN_SKILLS = re.compile(r"\s*[,;|•·▪\t]\s*|\s+/\s+")
_BETWEEN_PARTS = re.compile(r"\s+at\s+|\s*@\s*|\s*[|·•,;]\s*|\s+[-–—]\s+|\t+|\s{3,}")
_STATED_YEARS = re.compile(
    r"\b(\d{1,2})\s*\+?\s*years?(?:['’])?(?:\s+of)?(?:\s+[\w-]+){0,3}\s+experience\b",
    re.IGNORECASE,
)
_JOB = re.compile(
    r"\b(?:engineer|developer|programmer|manager|designer|analyst|scientist|consultant|lead|"
    r"director|architect|administrator|specialist|officer|head|intern|owner|researcher|teacher|"
    r"lecturer|nurse|accountant|assistant|coordinator|technician|founder|president|cto|ceo|sre|"
    r"tester|writer|editor|advisor|associate|representative|supervisor)\b",
    re.IGNORECASE,
)
_NO_COMPANY = re.compile(
    r"^(?:remote|hybrid|on-?site|full[- ]?time|part[- ]?time|contract|freelance|permanent)$",
    re.IGNORECASE,
)
_SCHOOLING = re.compile(
    r"\b(?:universit\w*|college|institute|school|academy|b\.?\s?sc|m\.?\s?sc|b\.?a|m\.?a|b\.?eng|"
    r"m\.?eng|bachelor\w*|master\w*|ph\.?\s?d|doctor\w*|diploma|degree|mba|bootcamp)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ResumeFields:
    """Fields of a profile as a resume states them; empty where it does not."""

    current_role: str | None = None
    current_company: str | None = None
    years_of_experience: float | None = None
    technical_skills: tuple[str, ...] = ()
    soft_skills: tuple[str, ...] = ()
    education: tuple[str, ...] = ()
    certifications: tuple[str, ...] = ()
    bio: str | None = None


def resume_fields(text: str, today: date) -> ResumeFields:
    """Return what a resume's text states; `today` is where an open period ends."""
    sections = _sections(text)
    experience = sections.get("experience", [])
    role, company = _current_position(experience)
    return ResumeFields(
        current_role=role,
        current_company=company,
        years_of_experience=_years(text, experience, today),
        technical_skills=_skills(sections.get("technical_skills", [])),
        soft_skills=_skills(sections.get("soft_skills", [])),
        education=_entries(sections.get("education", []), _SCHOOLING),
        certifications=_entries(sections.get("certifications", []), None),
        bio=" ".join(_plain(line) for line in sections.get("bio", []))[:MAX_BIO_CHARACTERS] or None,
    )


def _sections(text: str) -> dict[str, list[str]]:
    """Return the lines below each known heading; `Skills: Go, SQL` is heading and line in one."""
    found: dict[str, list[str]] = {}
    section = ""
    for line in text.splitlines()[:MAX_LINES]:
        line = line[:MAX_LINE_CHARACTERS].rstrip()
        head, _, rest = line.partition(":")
        name = _SECTION_OF.get(" ".join(head.strip(_ORNAMENT).lower().split()))
        # among skills, `Languages: Go, SQL` names a kind of them
        kind_of_skill = section == "technical_skills" and name == "other" and rest.strip(_ORNAMENT)
        if name is not None and not kind_of_skill:
            section = name
            line = rest
        if section and line.strip(_ORNAMENT):
            found.setdefault(section, []).append(line)
    return found


def _plain(line: str) -> str:
    return _BULLET.sub("", line).replace("**", "").strip()


def _skills(lines: list[str]) -> tuple[str, ...]:
    """Return the skills in order, once each; `Databases: SQL, Redis` names a kind, not a skill."""
    found: dict[str, str] = {}
    for line in lines:
        for part in _BETWEEN_SKILLS.split(_plain(line).rpartition(":")[2]):
            skill = part.strip(" .()")
            if 1 <= len(skill) <= 40 and len(skill.split()) <= 4:
                found.setdefault(skill.lower(), skill)
    return tuple(found.values())[:MAX_SKILLS]


def _entries(lines: list[str], telling: re.Pattern[str] | None) -> tuple[str, ...]:
    """Return the lines that tell something, all of them where none has a word of `telling`."""
    plain = [entry for line in lines if PERIOD.sub("", entry := _plain(line)).strip(_ORNAMENT)]
    chosen = [entry for entry in plain if telling and telling.search(entry)] or plain
    return tuple(entry[:200] for entry in chosen)[:MAX_ENTRIES]


def _current_position(lines: list[str]) -> tuple[str | None, str | None]:
    """Return role and company of the first period that has not ended."""
    for index, line in enumerate(lines):
        if not any(period.end is None for period in periods_in(line)):
            continue
        around = [line]
        if index > 0:
            around.append(lines[index - 1])
        if index + 1 < len(lines):
            around.append(lines[index + 1])
        parts = [part for near in around if _is_a_title(near) for part in _parts(near)]
        role = next((part for part in parts if _JOB.search(part)), None)
        others = (part for part in parts if not _JOB.search(part) and not _NO_COMPANY.match(part))
        return role, next(others, None) if role else None
    return None, None


def _is_a_title(line: str) -> bool:
    """Return whether a line can be a position's title rather than a sentence about the work."""
    text = line.strip()
    return len(text) <= SHORT_LINE_CHARACTERS and not _BULLET.match(line) and text[-1:] != "."


def _parts(line: str) -> list[str]:
    without_dates = PERIOD.sub("", line.replace("**", ""))
    parts = (part.strip(f"{_ORNAMENT}()") for part in _BETWEEN_PARTS.split(without_dates))
    return [part[:200] for part in parts if len(part) > 1]


def _years(text: str, experience: list[str], today: date) -> float | None:
    """Return the years of experience as stated, else as the periods cover them, by half years."""
    if stated := _STATED_YEARS.search(text[: MAX_LINES * MAX_LINE_CHARACTERS]):
        return min(float(stated[1]), MOST_YEARS)
    months = months_covered([p for line in experience for p in periods_in(line)], today)
    return round(months / 6) / 2 if months else None
