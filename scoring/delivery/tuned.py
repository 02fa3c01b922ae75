"""The tuned numbers of this room: each with its range and its unit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DeliveryNumbers:
    """What counts as a pause, as fast and as enough to measure by. From the literature that
    `docs/formulas.md` names, and held against `bench/validation`."""

    scorable_words: int = 30
    """An answer of fewer words is not measured by itself (20 to 50 words)."""
    scorable_seconds: float = 10.0
    """Nor one of less speech (5 to 20 s)."""
    impossible_wpm: float = 400.0
    """Nobody speaks faster: the times are wrong (300 to 500 words/min)."""
    prior_words: float = 50.0
    """Of how many words what is expected of anybody counts as much (30 to 100 words)."""
    filler_prior: float = 2.0
    """Fillers that are expected of anybody (1 to 4 per 100 words)."""
    hedge_prior: float = 1.0
    """Hedges that are (.5 to 2 per 100 words)."""
    slow_wpm: float = 110.0
    """Slower is told (90 to 120 words/min)."""
    fast_wpm: float = 190.0
    """Faster is told (170 to 210 words/min)."""
    style_words_per_100: float = 1.5
    """A word used more often than this is told (1 to 3 per 100 words)."""
    sessions: int = 3
    """From so many on somebody has a usual pace (2 to 5 sessions)."""
    near: float = 0.2
    """What lies within this of it is no change (.1 to .3 share)."""
    short_seconds: float = 0.5
    """From here on a silence inside a clause is a pause (.25 to 1 s)."""
    long_seconds: float = 2.0
    """From here on a pause is long (1.5 to 3 s)."""
    very_long_seconds: float = 4.0
    """From here on it weighs twice (3 to 6 s)."""
    thinking_seconds: float = 5.0
    """Pauses that begin this early in an answer to a problem are thought (3 to 10 s)."""
    silence_seconds: float = 0.25
    """Shorter silences are articulation (.15 to .3 s)."""
    beside_words_seconds: float = 0.5
    """So far from the words of a turn a voice may be heard that is part of it (.3 to 1 s)."""


DELIVERY = DeliveryNumbers()
