"""Which role families a role name belongs to."""

from collections.abc import Mapping

from core.interview import CandidateProfile, InterviewRequest
from language.en.text.lexicon import listed
from language.en.text.tokens import words

_FAMILIES: Mapping[str, frozenset[str]] = {
    "backend": listed("backend back server api java python golang go rust platform"),
    "frontend": listed("frontend front web ui ux react javascript typescript mobile ios android"),
    "data_ml": listed(
        "data ml ai machine learning scientist analyst analytics statistics bi research"
    ),
    "devops_sre": listed(
        "devops sre reliability infrastructure cloud operations sysadmin site kubernetes"
    ),
    "product": listed("product owner po pm marketing growth designer strategy"),
    "management": listed(
        "manager management lead head director chief cto vp leader executive supervisor"
    ),
}
_BUILDERS = listed("engineer developer programmer software coder architect stack")


def role_families(request: InterviewRequest, profile: CandidateProfile | None) -> frozenset[str]:
    """Return the families of the role aimed at, else of the present one; empty if none is known."""
    names = [request.role_context]
    if profile:
        names += [profile.target_role, profile.current_role]
    for name in names:
        if name and (found := _families_of(name)):
            return found
    return frozenset()


def _families_of(role: str) -> frozenset[str]:
    spoken = frozenset(words(role))
    found = {family for family, signs in _FAMILIES.items() if spoken & signs}
    if not found - {"management"} and spoken & _BUILDERS:
        found |= {"backend", "frontend"}
    return frozenset(found)
