"""The first words of an interview: a greeting by the role, and the first question in one go."""

from agent.interviewer.wordings.templates import Templates
from core.interview import CandidateProfile, InterviewRequest
from core.move import Move, MoveKind, Reason
from core.plan import InterviewPlan, Question
from core.ports import Prepared
from language.en.speech.speakable import speakable
from language.en.speech.spoken_names import (
    first_name,
    greeted,
    spoken_name,
    with_article,
    without_role_word,
)


def opened(
    templates: Templates,
    request: InterviewRequest,
    profile: CandidateProfile | None,
    plan: InterviewPlan,
    seed: int,
    full_name: str | None = None,
) -> Prepared:
    """Return a plan with its opener and the move that this is."""
    first = plan.questions[0]
    opener, reason = opening_line(templates, request, profile, first, seed, full_name)
    move = Move(kind=MoveKind.GREET, question_number=1, question_id=first.id, reason=reason)
    return Prepared(plan, opener, move)


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
    return greeted(first_name(full_name), opener), reason
