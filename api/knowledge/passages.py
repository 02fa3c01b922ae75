"""The candidate's profile and finished interviews as passages that can be found by meaning."""

import re
from collections.abc import Iterator, Sequence

from core.assessment import Assessment
from core.interview import CandidateProfile, InterviewSession
from core.plan import Passage
from core.turn import Interaction, Role

WORDS = 120
OVERLAP = 20
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n{2,}")


def profile_passages(profile: CandidateProfile) -> list[Passage]:
    """Return one passage per fact of the profile, and the resume in pieces."""
    lists = {
        "Companies aimed at": profile.target_companies,
        "Technical skills": profile.technical_skills,
        "Soft skills": profile.soft_skills,
        "Education": profile.education,
        "Certifications": profile.certifications,
    }
    facts = {
        "Current role": _joined(profile.current_role, profile.current_company),
        "Role aimed at": profile.target_role,
        **{name: ", ".join(items) for name, items in lists.items()},
    }
    if profile.years_of_experience is not None:
        facts["Experience"] = f"{profile.years_of_experience:g} years"
    found = [_passage(f"{name}: {value}", "profile") for name, value in facts.items() if value]
    found += [_passage(piece, "bio") for piece in pieces(profile.bio or "")]
    found += [_passage(piece, "resume") for piece in pieces(profile.resume_text or "")]
    return found


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
            found.append(_passage(f"Asked: {question}\nAnswered: {piece}", f"{about}, answer"))
    if assessment is not None:
        feedback = assessment.feedback
        found += [_passage(f"Strength: {s}", f"{about}, strength") for s in feedback.strengths]
        found += [_passage(f"To work on: {w}", f"{about}, weakness") for w in feedback.weaknesses]
    return found


def pieces(text: str) -> Iterator[str]:
    """Yield the text in pieces of about `WORDS` words, each beginning with the last one's end.

    Pieces end where sentences do; only a sentence that is longer than a piece is cut.
    """
    held: list[str] = []
    fresh = 0
    for sentence in _SENTENCE_END.split(text.strip()):
        words = sentence.split()
        while words:
            room = WORDS - len(held)
            if fresh and room < len(words):
                yield " ".join(held)
                held, fresh = held[-OVERLAP:], 0
                continue
            held += words[:room]
            fresh += len(words[:room])
            words = words[room:]
    if fresh:
        yield " ".join(held)


def _joined(role: str | None, company: str | None) -> str | None:
    return f"{role} at {company}" if role and company else role or company


def _passage(text: str, source: str) -> Passage:
    # a passage holds at most 2000 characters; words without end are cut there
    return Passage(text=text[:2000], source=source)
