"""The tuned numbers of this room: each with its range and its unit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RuleNumbers:
    """What short and doubtful answers can be worth by rules. Tuned on the ladders of
    `bench/validation`."""

    uncertain_confidence: float = 0.80
    """Below this a transcript is told to be doubtful (.7 to .9 probability)."""
    unusable_confidence: float = 0.65
    """Below this nothing is measured by its words (.5 to .75 probability)."""
    wording_words: int = 30
    """A shorter answer's wording is not measured (20 to 60 words)."""
    full_evidence_words: int = 60
    """From here on an answer weighs whole (40 to 100 words)."""
    little_words: int = 15
    """An answer of fewer words of content says little (10 to 25 words)."""
    nothing_words: int = 5
    """One of fewer says nothing (3 to 8 words)."""
    full_outline_words: float = 45.0
    """Content words of an outline from which an answer needs the whole length (30 to 70 words)."""
    least_scale: float = 0.25
    """The shortest outline needs this share of the length (.15 to .5 share)."""


RULES = RuleNumbers()
