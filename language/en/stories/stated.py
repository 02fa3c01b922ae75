"""What a candidate stated in profile and resume that can be held against what is said later."""

import re

from core.interview import CandidateProfile
from core.plan import Claim

SKILL_LIMIT = 20
SKILL_CHARACTERS = 40

_LED = re.compile(
    r"\b((?:led|managed|supervised|headed) (?:a |an |the )?(?:\w+ ){0,3}"
    r"(?:team|teams|people|engineers|developers|group|department))\b",
    re.IGNORECASE,
)


def stated_claims(profile: CandidateProfile | None) -> tuple[Claim, ...]:
    """Return years of experience, skills and having led people, as far as they were stated."""
    if profile is None:
        return ()
    claims: list[Claim] = []
    if profile.years_of_experience is not None:
        years = f"{profile.years_of_experience:g}"
        claims.append(Claim(kind="years", value=years, source="profile"))
    for skill in profile.technical_skills[:SKILL_LIMIT]:
        if 1 < len(skill.strip()) <= SKILL_CHARACTERS:
            claims.append(Claim(kind="skill", value=skill.strip(), source="profile"))
    if led := _LED.search(profile.resume_text or ""):
        words = " ".join(led[1].split())
        claims.append(Claim(kind="led_people", value=words, source="resume"))
    return tuple(claims)
