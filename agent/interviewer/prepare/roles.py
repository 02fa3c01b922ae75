"""Which role families a role name belongs to."""

from core.interview import CandidateProfile, InterviewRequest
from language.en.resumes.role_families import families_of


def role_families(request: InterviewRequest, profile: CandidateProfile | None) -> frozenset[str]:
    """Return the families of the role aimed at, else of the present one; empty if none is known."""
    names = [request.role_context]
    if profile:
        names += [profile.target_role, profile.current_role]
    for name in names:
        if name and (found := families_of(name)):
            return found
    return frozenset()
