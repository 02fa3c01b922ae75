"""The tuned numbers of this room: each with its range and its unit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TurnNumbers:
    """When a turn is taken as over, and whose the floor is. Tuned with `bench/turn_taking`, and in
    rooms with `bench/voice`."""

    pause_seconds: float = 0.125
    """Silence after which what was said so far is sent off to be recognised: four looks at the
    voice (.1 to .25 s)."""
    yield_seconds: float = 1.0
    """Who speaks again this soon after a reply began to be heard had not finished (.5 to 1.5 s)."""
    unanswered_seconds: float = 3.0
    """The same while no reply has been heard since the turn was taken as over (1 to 5 s)."""
    begin_seconds: float = 0.3
    """A reply that is not being made so long after the wait is over will not be while the turn is
    open: something else is being said, or the interview is ending (.2 to 1 s)."""
    longest_preparation_seconds: float = 8.0
    """A turn is over so long after its wait whatever became of the reply (5 to 15 s)."""
    real_interruption_seconds: float = 0.8
    """Talking over the interviewer for this long is no backchannel, whatever is being said (.5 to
    1.5 s)."""


TURNS = TurnNumbers()
