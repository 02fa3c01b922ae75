"""Words that a recogniser was not sure of: they are never said back as the candidate's."""

import re
from collections.abc import Iterable

UNCLEAR = "[unclear]"
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


def plain_words(texts: Iterable[str], small: frozenset[str]) -> frozenset[str]:
    """Return the words of recognised texts as they are compared: in lower case, without marks.

    The `small` words of a language carry no content and are left out: nothing hangs on them.
    """
    found = (match.group().lower() for text in texts for match in _WORD.finditer(text))
    return frozenset(found) - small


def without_doubted(text: str, doubted: frozenset[str], mark: str = UNCLEAR) -> str:
    """Return a text with each doubted word replaced by a `mark` that it was not understood."""
    if not doubted:
        return text
    return _WORD.sub(lambda m: mark if m.group().lower() in doubted else m.group(), text)
