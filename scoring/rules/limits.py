"""What hardly any words can earn at most, whatever they are."""

from functools import lru_cache

from language.en.speech.content_words import content_words
from scoring.rubric.curves import Points, pw
from scoring.rules.tuned import RULES

SHAPE_LIMIT: Points = ((5, 0), (15, 25), (45, 100))


@lru_cache(maxsize=1024)
def length_scale(outline: str) -> float:
    """Return how much of the usual length (0.25 to 1) an answer with this outline needs."""
    return max(RULES.least_scale, min(1.0, len(content_words(outline)) / RULES.full_outline_words))


def limit_by_length(score: float, text: str, scale: float = 1.0) -> float:
    """Return the score, at most 25 below 15 content words and 0 below 5.

    `scale` is how much of that an answer to the question needs.
    """
    count = len(content_words(text)) / scale
    if count < RULES.nothing_words:
        return 0.0
    return min(score, 25.0) if count < RULES.little_words else score


def limit_shape_by_length(score: float, text: str, scale: float = 1.0) -> float:
    """Return the score, at most 25 at 15 content words and anything from 45 on.

    For structure, stories and approaches: what takes sentences cannot be shown in two of them.
    """
    return min(score, pw(len(content_words(text)) / scale, SHAPE_LIMIT))
