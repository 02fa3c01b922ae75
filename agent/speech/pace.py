"""How long somebody pauses: one person's own pace, learned from their pauses; pure."""

import math
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaceNumbers:
    """What the pace is learned by. Tuned with `bench/turn_taking` on drawn people."""

    shortest_seconds: float = 0.2
    """Shorter silences are articulation, not pauses (.15 to .3)."""
    longest_seconds: float = 5.0
    """Longer ones tell of something else: a thought, a question not understood (3 to 8)."""
    prior_seconds: float = 0.6
    """What is expected of somebody unknown: the median pause of spontaneous speech (.5 to .7)."""
    prior_weight: float = 4.0
    """Of how many pauses the expectation counts as much (2 to 10 pauses)."""
    kept: int = 30
    """How many of the latest pauses count (15 to 60 pauses)."""


PACE = PaceNumbers()


class CandidatePace:
    """One person's pauses, the latest last; `pauses` of earlier talks may be given, in seconds."""

    def __init__(self, pauses: Iterable[float] = (), numbers: PaceNumbers = PACE) -> None:
        self._numbers = numbers
        self._pauses: deque[float] = deque(maxlen=numbers.kept)
        for pause in pauses:
            self.learn(pause)

    def learn(self, seconds: float) -> None:
        """Take in a pause, from the last voice to its return; what is no pause is left out."""
        if self._numbers.shortest_seconds <= seconds <= self._numbers.longest_seconds:
            self._pauses.append(seconds)

    @property
    def pauses(self) -> tuple[float, ...]:
        """The pauses that count, in seconds, the oldest first."""
        return tuple(self._pauses)

    @property
    def log_median(self) -> float:
        """The natural logarithm of this person's median pause in seconds.

        Pauses are log-normal (Campione and Véronis, 2002), so their logarithms are averaged,
        together with `prior_weight` pauses of `prior_seconds` that nobody made.
        """
        numbers = self._numbers
        total = sum(math.log(pause) for pause in self._pauses)
        total += numbers.prior_weight * math.log(numbers.prior_seconds)
        return total / (len(self._pauses) + numbers.prior_weight)
