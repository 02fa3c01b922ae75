"""What a follow-up takes for granted: the things it points at as if they had been told."""

import re

from language.en.text.tokens import stem
from language.en.text.vocabulary import COMMON_STEMS

_POINTS_AT = re.compile(r"\b(?:that|this|those|these) (?:\w+ (?=choice\b))?([a-z]{4,})", re.I)
_NO_THING = re.compile(
    r"(?:ly|ed)$|^(?:were|would|could|should|made|makes|comes|goes|went|came|took|takes|makes|did"
    r"|does|have|first|last|nobody|somebody|everybody|both|what|when|where)$"
)


def takes_for_granted(question: str) -> frozenset[str]:
    """Return the stems of the things that a question points at ("that growth", "those steps")."""
    named = (match.group(1).lower() for match in _POINTS_AT.finditer(question))
    return frozenset(stem(word) for word in named if not _NO_THING.search(word)) - COMMON_STEMS


def holds(question: str, told: frozenset[str]) -> bool:
    """Return whether everything a question points at is among the stems of what was told."""
    return takes_for_granted(question) <= told
