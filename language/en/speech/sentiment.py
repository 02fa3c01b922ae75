"""Sentiment of a turn, from its words alone; shown beside the turn and never part of a score."""

from functools import lru_cache

from vaderSentiment.vaderSentiment import (  # type: ignore[import-untyped]
    SentimentIntensityAnalyzer,
)

from language.en.text.tokens import sentences

_LONGEST_TOKENS = 120


def sentiment(text: str) -> float | None:
    """Return the mean sentiment (-1 to 1) of the text's sentences, or null if it has no words.

    The compound value of the VADER lexicon (Hutto & Gilbert 2014) saturates over long texts, so
    sentences are valued one by one and averaged by their length.
    """
    total = 0.0
    count = 0
    for sentence in sentences(text):
        spoken = [token.word for token in sentence.tokens]
        for start in range(0, len(spoken), _LONGEST_TOKENS):
            part = spoken[start : start + _LONGEST_TOKENS]
            valued = sentence.text if len(spoken) <= _LONGEST_TOKENS else " ".join(part)
            total += len(part) * float(_analyzer().polarity_scores(valued)["compound"])
            count += len(part)
    return max(-1.0, min(1.0, total / count)) if count else None


@lru_cache(maxsize=1)
def _analyzer() -> SentimentIntensityAnalyzer:
    """Return the analyzer; its lexicon is read from disk once and never changed."""
    return SentimentIntensityAnalyzer()
