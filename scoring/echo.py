"""An answer without the sentences that say the question again or speak of the answer itself.

The first share the words of the question and of its key points, and answer nothing; nor do the
second: "I hope that makes sense", "as I said before".
"""

import re

from scoring.answers import content_words
from scoring.lexicon import STOP_WORDS
from scoring.tokens import sentences, stem

LEAST_WORDS = 3
REPEATED_SHARE = 0.7
_OF_THE_ANSWER = re.compile(
    r"\b(?:(?:as|like) i (?:said|mentioned)|makes? sense|in other words|"
    r"answer(?:s|ed)? (?:your|the) question|that(?:'s| is) (?:how|the way) i see it|"
    r"what you (?:wanted|were asking|meant|mean)|you asked (?:me|about)|the question was)\b",
    re.IGNORECASE,
)


def without_echo(text: str, question: str) -> str:
    """Return the text without sentences that repeat the question or speak of the answer.

    A sentence repeats it if seven tenths of its content words, and at least three, are its words.
    """
    asked = {stem(word) for word in content_words(question)}
    kept = []
    for sentence in sentences(text):
        said = {stem(token.word) for token in sentence.tokens if token.word not in STOP_WORDS}
        repeats = len(said) >= LEAST_WORDS and len(said & asked) >= REPEATED_SHARE * len(said)
        if not repeats and not _OF_THE_ANSWER.search(sentence.text):
            kept.append(sentence.text)
    return " ".join(kept)
