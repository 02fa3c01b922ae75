"""What the end of a line tells of whether its sentence goes on in the next."""

import re

from language.en.resumes.periods import periods_in
from language.en.resumes.titles import LEGAL_FORM

PERIOD_CHARACTERS = 24
"""A part of a period is no longer than this."""

_OPEN_END = re.compile(
    r"(?:[,&/(|–—]|\s-|\b(?:a|an|and|as|at|by|for|from|in|into|of|on|or|that|the|to|using|which|with|within"
    r"|per))$",
    re.IGNORECASE,
)
_KEEPS_HYPHEN = re.compile(
    r"\b(?:co|cross|data|e|end|first|full|high|long|low|multi|non|off|on|one|part|post|pre|real|self"
    r"|short|third|three|time|two|well|x)$",
    re.IGNORECASE,
)


def is_unfinished(line: str) -> bool:
    """Return whether no sentence, period or list can end as a line does."""
    return bool(_OPEN_END.search(line))


def goes_on(following: str) -> bool:
    """Return whether nothing can begin as a line does: with what belongs behind a firm's name."""
    return bool(LEGAL_FORM.match(following.partition(",")[0].strip()))


def are_one_period(line: str, following: str) -> bool:
    """Return whether two short lines name a period together that neither names alone."""
    if max(len(line), len(following)) > PERIOD_CHARACTERS:
        return False
    whole = periods_in(f"{line} {following}")
    return bool(whole) and not periods_in(line) and not periods_in(following)


def keeps_hyphen(part: str) -> bool:
    """Return whether a hyphen behind this part of a word belongs to the word."""
    return bool(_KEEPS_HYPHEN.search(part))
