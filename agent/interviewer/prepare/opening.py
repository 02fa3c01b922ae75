"""The first words of an interview: a greeting by the role, and the first question in one go."""

import re

from agent.interviewer.wordings.templates import Templates
from core.interview import CandidateProfile, InterviewRequest
from core.move import Reason
from core.plan import Question
from language.en.speech.speakable import speakable
from language.en.speech.spoken_names import first_name, spoken_name, with_article, without_role_word

_GREETING = re.compile(r"(Hello|Hi|Welcome)([,.] | (?=and\b))")


def opening_line(
    templates: Templates,
    request: InterviewRequest,
    profile: CandidateProfile | None,
    first: Question,
    seed: int,
    full_name: str | None = None,
) -> tuple[str, Reason]:
    """Return the opener, at most three sentences with one question, and why it is worded so.

    Who gave their `full_name` is greeted by the first of it.
    """
    values = {"question": speakable(first.text)}
    role = spoken_name(request.role_context or (profile.target_role if profile else None))
    company = spoken_name(request.company_context)
    background = spoken_name(profile.current_role if profile else None)
    if role:
        values["role"] = without_role_word(role)
    if company:
        values["company"] = company
    if background:
        values["background"] = with_article(background)
    reason = Reason.GREET_PLAIN
    if role and company:
        reason = Reason.GREET_ROLE_COMPANY
    elif role and background:
        reason = Reason.GREET_BACKGROUND
    elif role:
        reason = Reason.GREET_ROLE
    opener = templates.speak(reason, seed, (), values)
    return _to(first_name(full_name), opener), reason


def _to(name: str | None, opener: str) -> str:
    """Return an opener that greets somebody by name, where it has a place for one."""
    found = _GREETING.match(opener)
    if name is None or found is None:
        return opener
    greeting, goes_on = found.groups()
    joined = f"{greeting}, {name}" if goes_on.startswith(".") else f"{greeting} {name}"
    goes_on = f",{goes_on}" if goes_on.startswith(" ") else goes_on
    return joined + goes_on + opener[found.end() :]
