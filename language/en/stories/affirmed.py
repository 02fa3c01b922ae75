"""What a sentence says to be so: what is asserted in it, without the clauses that deny."""

import re

from language.en.stories.assertion import asserted
from language.en.text.lexicon import NEGATIONS
from language.en.text.tokens import words

_CLAUSES = re.compile(r"[,;:—–]\s*|\s+(?=(?:but|so|because|although|though|while)\b)")


def affirmed(sentence: str) -> str:
    """Return a sentence without what is asked, unknown, announced or denied in it."""
    clauses = _CLAUSES.split(asserted(sentence))
    return ", ".join(one for one in clauses if one and NEGATIONS.isdisjoint(words(one)))
