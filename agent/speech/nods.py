"""When to nod: a sign in a pause that somebody listens, which is no turn; pure."""

from dataclasses import dataclass

from language.observed import Completeness


@dataclass(frozen=True, slots=True)
class NodNumbers:
    """When a nod is due. Tuned with `bench/turn_taking`."""

    after_seconds: float = 0.45
    """Silence after a finished sentence (.3 to .7)."""
    words: int = 6
    """A turn of fewer words needs no nod (4 to 12)."""
    apart_seconds: float = 4.0
    """From one nod to the next at least (3 to 10)."""
    before_reply_seconds: float = 0.4
    """The reply is not to come sooner than this after a nod (.3 to .7)."""


NODS = NodNumbers()


def is_due(
    text: str,
    sounds: Completeness,
    seconds_since_last: float,
    numbers: NodNumbers = NODS,
) -> bool:
    """Return whether a turn with this text, which sounds so finished, may be nodded to, so long
    after the nod before: at a finished sentence, once there is something to nod to."""
    if len(text.split()) < numbers.words or seconds_since_last < numbers.apart_seconds:
        return False
    return sounds is Completeness.COMPLETE
