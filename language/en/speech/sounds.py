"""Whether words could be spoken at all, or are letters that somebody hit."""

import re
from collections.abc import Sequence

_PRONOUNCEABLE = re.compile(r"[aeiouy]", re.IGNORECASE)
_MASHED = re.compile(r"[bcdfghjklmnpqrstvwxz]{6,}|(.)\1{3,}", re.IGNORECASE)


def mostly_no_words(spoken: Sequence[str]) -> bool:
    """Return whether half of some words or more are none; figures and short ones may be any."""
    broken = sum(
        not word[0].isdigit()
        and len(word) > 3
        and (not _PRONOUNCEABLE.search(word) or bool(_MASHED.search(word)))
        for word in spoken
    )
    return broken * 2 >= len(spoken)
