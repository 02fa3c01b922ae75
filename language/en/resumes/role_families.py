"""Which families a role belongs to, by the words of its name."""

from collections.abc import Mapping

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


def families_of(role: str) -> frozenset[str]:
    """Return the families that a role's name tells; empty if it tells none."""
    spoken = frozenset(words(role))
    found = {family for family, signs in _FAMILIES.items() if spoken & signs}
    if not found - {"management"} and spoken & _BUILDERS:
        found |= {"backend", "frontend"}
    return frozenset(found)
