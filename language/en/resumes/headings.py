"""What a resume's headings mean, by the head word of each."""

import re

HEAD_WORDS = 6
HEAD_CHARACTERS = 60

_SECTIONS = {
    "experience": "experience experiences employment career positions appointments internship "
    "internships employers jobs work roles",
    "technical_skills": "skills skill competencies competences competency expertise proficiencies "
    "proficiency technologies technology tools stack toolbox toolkit capabilities software "
    "specialties specialities specialisms abilities",
    "soft_skills": "strengths qualities attributes",
    "education": "education academics studies degrees degree schooling qualifications academic",
    "certifications": "certifications certification certificates certificate licenses licences "
    "license licence licensure licensures credentials accreditations registrations",
    "bio": "summary profile about statement overview introduction bio biography intro",
    "other": "projects project publications languages interests hobbies references awards award "
    "honors honours achievements accomplishments volunteering volunteer contact patents "
    "memberships affiliations activities portfolio links declaration conferences talks "
    "objective objectives coursework courses training information details data contacts "
    "address "
    "presentations",
}  # fmt: skip
_SECTION_OF = {word: name for name, words in _SECTIONS.items() for word in words.split()}
_KEEPS = {
    "history", "background", "summary", "overview", "highlights", "details", "record", "set",
    "inventory", "areas", "matrix", "list", "timeline", "snapshot",
}  # fmt: skip
"""Heads that say nothing themselves: what stands before them does."""
_SCHOOLING = {"education", "educational", "academic", "school"}
_NAMES = {
    "experience": {
        "work", "job", "career", "professional", "employment", "experience", "clinical", "industry",
    },
    "technical_skills": {
        "skills", "skill", "technical", "competency", "technology", "technologies", "expertise",
    },
    "education": _SCHOOLING,
    "certifications": {"certification", "licensure", "training"},
}  # fmt: skip
_SUMMED_UP = {
    "experience": {"experience", "employment"},
    "technical_skills": {"skills", "skill", "technical"},
    "education": {"education", "educational"},
    "certifications": {"certification"},
}
"""What a summary must name to be one of that, and not of the person."""
_PERSONAL = {
    "soft",
    "personal",
    "interpersonal",
    "people",
    "transferable",
    "social",
    "communication",
}
_UNPAID = {
    "volunteer",
    "volunteering",
    "voluntary",
    "community",
    "extracurricular",
    "project",
    "personal",
}
_ORNAMENT = re.compile(r"^[^\w.]+|[^\w)]+$")
_NUMBERING = re.compile(r"^(?:\d{1,2}|[ivx]{1,4})[.)]\s+", re.IGNORECASE)
_AND = re.compile(r"\s*(?:[&,/+|]|\band\b)\s*")


def section_of(heading: str) -> str | None:
    """Return what stands below a heading, or null where it is none.

    One of `experience`, `technical_skills`, `soft_skills`, `education`, `certifications`, `bio` and
    `other`. Of several things that a heading names the first counts.
    """
    text = _ORNAMENT.sub("", _NUMBERING.sub("", heading.strip().replace("**", ""))).lower()
    text = re.sub(r"\([^)]*\)|\s+held$", "", text).replace("’", "'").strip()
    if not text or len(text) > HEAD_CHARACTERS or any(char.isdigit() for char in text):
        return None
    if text in {"who i am", "about me", "what i do", "my story"}:
        return "bio"
    if text in {"where i have worked", "where i've worked", "what i have done", "what i've done"}:
        return "experience"
    if len(text.split()) > HEAD_WORDS:
        return None
    if re.search(r"\s(?:in|for|with|at|from|to)\s", text):
        return None
    first = re.split(r"\s+of\s+", text, maxsplit=1)
    if len(first) > 1 and first[0].split()[-1] in {"areas", "fields", "range", "history", "record"}:
        text = f"{first[1]} {first[0]}"
    else:
        text = first[0]
    named = [
        _by_head(words) for part in _AND.split(text) if (words := re.findall(r"[a-z'-]+", part))
    ]
    found = [name for name in named if name is not None]
    return next((name for name in found if name != "other"), found[0] if found else None)


def _by_head(words: list[str]) -> str | None:
    *before, head = words
    told = set(before)
    if head in _KEEPS:
        if told & _SCHOOLING:
            return "education"
        for name, signs in _NAMES.items():
            if told & signs and not (head == "summary" and not told & _SUMMED_UP[name]):
                return name
        return "bio" if head in {"summary", "overview"} else "other" if head == "details" else None
    section = _SECTION_OF.get(head)
    if section == "experience" and told & _UNPAID:
        return "other"
    if section == "technical_skills" and told & _PERSONAL:
        return "soft_skills"
    if section in {"experience", "certifications"} and told & _SCHOOLING:
        return "education"
    if head == "languages" and told & {"programming", "coding", "scripting", "computer"}:
        return "technical_skills"
    if head == "qualifications" and not told & _SCHOOLING:
        return "education" if not told else "other"
    if (
        head in {"work", "software", "technology", "data", "research", "academic", "leadership"}
        and told
    ):
        return None
    return section
