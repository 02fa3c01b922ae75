"""The tuned numbers of this room: each with its range and its unit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CoachNumbers:
    """What the coach is given to answer by. Tuned with `bench/retrieval.py`."""

    passages: int = 6
    """So many are shown to it (4 to 10 passages)."""
    candidates: int = 30
    """So many are searched out, of which the nearest are kept (15 to 60 passages)."""
    least_similarity: float = 0.15
    """What is less alike has nothing to do with the question (.05 to .3 cosine)."""


COACHING = CoachNumbers()
