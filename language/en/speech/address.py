"""The candidate's own words as the interviewer says them to the candidate."""

import re

from language.en.text.lexicon import STOP_WORDS

_OURS = re.compile(r"\b(?:our|my)\b", re.IGNORECASE)
_WE = re.compile(r"^(?:I|we)\b", re.IGNORECASE)
_I = re.compile(r"^I\s+")


def with_yours(text: str) -> str:
    """Return the text with "your" for "my" and "our"."""
    return _OURS.sub("your", text)


def without_i(text: str) -> str:
    """Return the text without the "I" that it begins with."""
    return _I.sub("", text)


def said_back(clause: str) -> str:
    """Return the candidate's words as they stand within a sentence that addresses the candidate."""
    words = _WE.sub("you", with_yours(clause))
    first = words.split(maxsplit=1)[0]
    return words[0].lower() + words[1:] if first.lower() in STOP_WORDS else words
