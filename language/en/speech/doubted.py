"""Words that a recogniser was not sure of: they are never said back as the candidate's."""

import re
from collections.abc import Iterable

from language.en.text.lexicon import STOP_WORDS

UNCLEAR = "[unclear]"
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


def plain_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of recognised texts as they are compared: small, without marks.

    Words that carry no content are left out: nothing hangs on them.
    """
    found = (match.group().lower() for text in texts for match in _WORD.finditer(text))
    return frozenset(found) - STOP_WORDS


def holds_doubted(text: str, doubted: frozenset[str]) -> bool:
    """Return whether a doubted word is in a text."""
    return bool(doubted) and bool(plain_words([text]) & doubted)


def without_doubted(text: str, doubted: frozenset[str], mark: str = UNCLEAR) -> str:
    """Return a text with each doubted word replaced by a `mark` that it was not understood."""
    if not doubted:
        return text
    return _WORD.sub(lambda m: mark if m.group().lower() in doubted else m.group(), text)
