"""Who waits for an interviewer, in which order, and about how long.

Every process of the API finds the same line by looking at the rooms: they are opened by their
candidates, and who came first is first.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """A candidate alone in their room. `seconds` is how long their interview will take."""

    session_id: int
    user_id: int
    seconds: float


class WaitingLine:
    """The line as it was when the rooms were last looked at."""

    def __init__(self) -> None:
        self.waiting: tuple[Waiting, ...] = ()
        self.seconds_left: tuple[float, ...] = ()
        """What is left of each interview that is being held."""

    def place_of(self, user_id: int) -> int | None:
        """Return somebody's place, 1 being next; None when they do not wait."""
        places = (place for place, one in enumerate(self.waiting, 1) if one.user_id == user_id)
        return next(places, None)

    def seconds_until_turn(self, place: int) -> float | None:
        """Return about how long a place in line waits; None where no interview is being held.

        Interviews are taken to use their whole time, and each that ends makes room for the next.
        """
        before = [one.seconds for one in self.waiting[: place - 1]]
        return seconds_until_turn(self.seconds_left, before)


def seconds_until_turn(left: Sequence[float], before: Sequence[float]) -> float | None:
    """Return when a place is free for who comes after those `before`, who take so long each.

    `left` is what is left of the interviews being held; None if there are none.
    """
    ends = list(left)
    if not ends:
        return None
    heapq.heapify(ends)
    for seconds in before:
        heapq.heapreplace(ends, ends[0] + seconds)
    return ends[0]
