"""Finished interviews as passages that can be found by meaning."""

from collections.abc import Sequence

from core.assessment import Assessment
from core.interview import InterviewSession
from core.plan import Passage
from core.turn import Interaction, Role
from storage.passages import passage, pieces


def interview_passages(
    session: InterviewSession, history: Sequence[Interaction], assessment: Assessment | None
) -> list[Passage]:
    """Return what was asked and answered, and what the assessment says of it."""
    about = f"interview {session.id}"
    found = []
    question = session.opener
    for turn in history:
        if turn.role is Role.ASSISTANT:
            question = turn.content
            continue
        for piece in pieces(turn.content):
            found.append(passage(f"Asked: {question}\nAnswered: {piece}", f"{about}, answer"))
    if assessment is not None:
        feedback = assessment.feedback
        found += [passage(f"Strength: {s}", f"{about}, strength") for s in feedback.strengths]
        found += [passage(f"To work on: {w}", f"{about}, weakness") for w in feedback.weaknesses]
    return found
