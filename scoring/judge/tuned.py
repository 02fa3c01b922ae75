"""The tuned numbers of this room: each with its range and its unit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JudgeNumbers:
    """How often a judge is asked, and what its levels hold. Tuned with
    `bench/validation/judges.py` on scripted and on configured judges."""

    unsupported_level: int = 1
    """The highest without a quote that holds (0 to 2 level)."""
    disagreement: int = 2
    """So far apart two looks disagree, and so do a level and its checks (1 to 3 levels)."""
    extra_samples: int = 2
    """So many more looks are taken at what was unsure (1 to 4 samples)."""
    patience: int = 3
    """After so many failures in a row a judge is asked no more (2 to 6 answers)."""
    least_words: int = 12
    """A shorter answer is not rewritten (8 to 25 words)."""
    most_gaps: int = 3
    """So many may be left in a rewritten answer for what was not said (2 to 5 gaps)."""
    alike: float = 0.25
    """From this similarity on a sentence of an answer speaks of what its question was asked for
    (.15 to .4 cosine)."""


JUDGING = JudgeNumbers()
