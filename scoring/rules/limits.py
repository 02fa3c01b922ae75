"""What hardly any words can earn at most, whatever they are."""

from scoring.answers import content_words
from scoring.rubric.curves import Points, pw

LITTLE_WORDS = 15
NOTHING_WORDS = 5
SHAPE_LIMIT: Points = ((5, 0), (15, 25), (45, 100))


def limit_by_length(score: float, text: str) -> float:
    """Return the score, at most 25 below 15 content words and 0 below 5."""
    count = len(content_words(text))
    if count < NOTHING_WORDS:
        return 0.0
    return min(score, 25.0) if count < LITTLE_WORDS else score


def limit_shape_by_length(score: float, text: str) -> float:
    """Return the score, at most 25 at 15 content words and anything from 45 on.

    For structure, stories and approaches: what takes sentences cannot be shown in two of them.
    """
    return min(score, pw(len(content_words(text)), SHAPE_LIMIT))
