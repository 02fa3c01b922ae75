"""An answer without what answers nothing: sentences that say the question again, and asides.

The first share the words of the question. Asides are of any question: "I hope that makes sense",
"as I said before", "my name is Ada".
"""

import re

from scoring.answers import content_words
from scoring.language import is_another_language
from scoring.lexicon import STOP_WORDS
from scoring.tokens import sentences, stem

LEAST_WORDS = 3
REPEATED_SHARE = 0.7
_OF_THE_ANSWER = re.compile(
    r"\b(?:(?:as|like) i (?:said|mentioned)|makes? sense|in other words|"
    r"answer(?:s|ed)? (?:your|the) question|that(?:'s| is) (?:how|the way) i see it|"
    r"what you (?:wanted|were asking|meant|mean)|you asked (?:me|about)|the question was|"
    r"(?:my|this) (?:answer|response)s?|that(?:'s| was| is) the answer|this interview)\b",
    re.IGNORECASE,
)
_INTRODUCTION = re.compile(r"(?:(?:hi|hello|hey),? )?(?:my name is|i'm called) [^,;:]{1,40}$", re.I)


def without_asides(text: str) -> str:
    """Return the text without what says nothing to any question.

    These are sentences that speak of the answer itself, that only say a name, or that are in
    another language.
    """
    return " ".join(s.text for s in sentences(text) if not _is_aside(s.text.rstrip(" .!?…")))


def _is_aside(said: str) -> bool:
    return bool(
        _OF_THE_ANSWER.search(said) or _INTRODUCTION.match(said) or is_another_language(said)
    )


def without_echo(text: str, question: str) -> str:
    """Return the text without sentences that repeat the question.

    A sentence repeats it if seven tenths of its content words, and at least three, are its words.
    """
    asked = {stem(word) for word in content_words(question)}
    kept = []
    for sentence in sentences(text):
        said = {stem(token.word) for token in sentence.tokens if token.word not in STOP_WORDS}
        repeats = len(said) >= LEAST_WORDS and len(said & asked) >= REPEATED_SHARE * len(said)
        if not repeats:
            kept.append(sentence.text)
    return " ".join(kept)
