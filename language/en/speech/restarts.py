"""A text without the sounds and repetitions of somebody who looks for words.

Delivery is measured elsewhere; what an answer says must not depend on it.
"""

import re

from language.en.speech.fillers import FILLED_PAUSE
from language.en.text.lexicon import STOP_WORDS

_LONGEST_WORD = 40
_SOUND = rf"{FILLED_PAUSE}(?![\w'’])"
_HESITATION = re.compile(
    rf"(?:(?<![\w'’])(?!{_SOUND})([\w'’]{{1,{_LONGEST_WORD}}})(,?)\s+)?(?<![\w'’]){_SOUND}(?:\s*,)?",
    re.IGNORECASE,
)
_REPEATED = re.compile(
    rf"\b(\w[\w'’]{{0,{_LONGEST_WORD}}})(?:[,\s]*\s\1\b)+(?![\w'’])", re.IGNORECASE
)
_CORRECTION = re.compile(
    r"\b(?:(?:no|sorry|well) wait|let me (?:start (?:over|again)|rephrase)|what i meant|"
    r"scratch that|i mean|or rather|sorry)\b|\w(?:—|–|-{2,}|…)\s*\w",
    re.IGNORECASE,
)
_LOST_MARKS = re.compile(r"(?<=[.!?])(?:\s+[.,]+)+|,(?:\s*,)*(?=\s*[.!?])|^[\s,.]+")


def without_restarts(text: str) -> str:
    """Return a clean text without hesitation sounds and repeated words."""
    text = _HESITATION.sub(lambda match: _kept(*match.groups(default="")), text)
    text = _REPEATED.sub(r"\1", text)
    text = re.sub(r"\s+([,.!?;:])", r"\1", re.sub(r"\s+", " ", _LOST_MARKS.sub("", text)))
    return re.sub(r",(?:\s*,)+", ",", text).strip(" ,")


def count_corrections(text: str) -> int:
    """Return how often somebody breaks off or takes back what they began: "no wait", "I mean"."""
    return len(_CORRECTION.findall(text))


def cased(text: str) -> str:
    """Return the text with a capital at the beginning of each sentence."""
    return re.sub(r"(^|[.!?]\s)([a-z])", lambda match: match[1] + match[2].upper(), text)


def _kept(before: str, comma: str) -> str:
    """Return the word before a sound; a comma after a linking word belonged to the sound."""
    return before if before.lower() in STOP_WORDS else before + comma
