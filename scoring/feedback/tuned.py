"""The tuned numbers of this room: each with its range and its unit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeedbackNumbers:
    """From where on something is praised or named as a gap, and how much of it is shown. Set by
    hand; what comes of it is read in the reports of `bench/validation`."""

    weak_topic: float = 50.0
    """A topic below this is asked again (40 to 60 points)."""
    strong_topic: float = 75.0
    """From here on it may be asked harder (65 to 85 points)."""
    sessions: int = 5
    """So many of the latest are looked at (3 to 10 sessions)."""
    shown_focus: int = 3
    """So many are named to work on (2 to 5 dimensions)."""
    shown_next_topics: int = 4
    """So many are named to ask (3 to 6 topics)."""
    steady: int = 3
    """In a row, before the level goes up or down (2 to 5 sessions)."""
    fact_points: int = 3
    """So many are named in a fact (2 to 5 key points)."""
    new_share: float = 0.5
    """A rewritten sentence with more words of its own says something else (.3 to .7 share)."""
    least_stems: int = 4
    """With fewer there is nothing to tell that by (3 to 6 words)."""
    strong: float = 65.0
    """From here on a dimension is a strength (60 to 80 points)."""
    weak: float = 50.0
    """Below it is one to improve (40 to 60 points)."""
    sense: float = 15.0
    """From this relevance on an answer has something to do with its question (10 to 25 points)."""
    shown_points: int = 4
    """So many are named (3 to 6 key points)."""
    shown_topics: int = 6
    """So many are named (4 to 8 topics)."""
    full_quote_words: int = 6
    """A quote of at least this many says something by itself (4 to 10 words)."""
    least_words: int = 25
    """A shorter answer is not told anew (15 to 40 words)."""
    least_relevance: float = 10.0
    """Nor one beside its question (5 to 25 points)."""
    longest_point: int = 70
    """A longer key point does not fit into a bracket (50 to 100 characters)."""
    told_points: int = 2
    """So many are asked for in brackets (1 to 4 key points)."""


FEEDBACK = FeedbackNumbers()
