"""What the end of a line tells of whether its sentence goes on in the next."""

import re

_OPEN_END = re.compile(
    r"(?:[,&/(]|\b(?:a|an|and|as|at|by|for|from|in|into|of|on|or|that|the|to|using|which|with|within"
    r"|per))$",
    re.IGNORECASE,
)
_KEEPS_HYPHEN = re.compile(
    r"\b(?:co|cross|data|e|end|first|full|high|long|low|multi|non|off|on|one|part|post|pre|real|self"
    r"|short|third|three|time|two|well|x)$",
    re.IGNORECASE,
)


def is_unfinished(line: str) -> bool:
    """Return whether no sentence and no list can end as a line does."""
    return bool(_OPEN_END.search(line))


def keeps_hyphen(part: str) -> bool:
    """Return whether a hyphen behind this part of a word belongs to the word."""
    return bool(_KEEPS_HYPHEN.search(part))
