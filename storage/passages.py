"""What a candidate has told about themselves, in pieces that can be found again."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.interview import CandidateProfile
from core.plan import Passage
from language.en.text.sentences import split_sentences


@dataclass(frozen=True, slots=True)
class PassageNumbers:
    """How texts are cut before they are embedded. Tuned with `bench/retrieval.py`."""

    words: int = 120
    """A passage holds about so many (60 to 200 words)."""
    overlap: int = 20
    """So many of the one before stand in the next one too (0 to 50 words)."""


PASSAGES = PassageNumbers()


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
    found = [passage(f"{name}: {value}", "profile") for name, value in facts.items() if value]
    found += [passage(piece, "bio") for piece in pieces(profile.bio or "")]
    found += [passage(piece, "resume") for piece in pieces(profile.resume_text or "")]
    return found


def pieces(text: str) -> Iterator[str]:
    """Yield the text in pieces of `PASSAGES.words` words, each beginning with the last one's end.

    Pieces end where sentences do; only a sentence that is longer than a piece is cut.
    """
    held: list[str] = []
    fresh = 0
    for sentence in split_sentences(text, transcript=True):
        words = sentence.split()
        while words:
            room = PASSAGES.words - len(held)
            if fresh and room < len(words):
                yield " ".join(held)
                held, fresh = held[-PASSAGES.overlap :], 0
                continue
            held += words[:room]
            fresh += len(words[:room])
            words = words[room:]
    if fresh:
        yield " ".join(held)


def _joined(role: str | None, company: str | None) -> str | None:
    return f"{role} at {company}" if role and company else role or company


def passage(text: str, source: str) -> Passage:
    """Return a text as a passage; beyond its 2000 characters, words without end are cut."""
    return Passage(text=text[:2000], source=source)
