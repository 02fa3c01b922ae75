"""The rate at which somebody usually speaks, for who chose to be compared with it (2.1).

For a second language, a stammer, or by preference: nobody is asked why, and a report holds the rate
alone.
"""

from collections.abc import Sequence
from statistics import median

SESSIONS = 3
NEAR = 0.2


def usual_wpm(rates: Sequence[float]) -> float | None:
    """Return the median words per minute of the first three spoken interviews, null for fewer."""
    return median(rates[:SESSIONS]) if len(rates) >= SESSIONS else None


def is_usual(wpm: float, usual: float | None) -> bool:
    """Return whether a rate lies within a fifth of the usual one."""
    return usual is not None and abs(wpm - usual) <= NEAR * usual
