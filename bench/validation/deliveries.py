"""The same words said in other ways: nothing here may move what an answer is worth."""

from collections.abc import Callable
from dataclasses import dataclass

_USUAL_SECONDS = 0.4


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a text is said: what is said in its place, `[2.5]` a pause in seconds, and how fast."""

    script: Callable[[str], str]
    word_seconds: float = _USUAL_SECONDS
    timed: bool = True


def plainly(text: str) -> str:
    """Return the text as it is."""
    return text


def haltingly(text: str) -> str:
    """Return the text with a filler at every tenth word and a long pause at every 25th."""
    spoken: list[str] = []
    for at, word in enumerate(text.split()):
        if at % 10 == 4:
            spoken.append("um")
        if at % 25 == 12:
            spoken.append("[2.5]")
        spoken.append(word)
    return " ".join(spoken)


def stammering(text: str) -> str:
    """Return the text with every twelfth word said twice."""
    spoken: list[str] = []
    for at, word in enumerate(text.split()):
        if at % 12 == 7:
            spoken.append(word.strip(".,;:?!"))
        spoken.append(word)
    return " ".join(spoken)


PLAIN = Delivery(plainly)
DELIVERIES = {
    "delivery/halting": Delivery(haltingly),
    "delivery/stammering": Delivery(stammering),
    "delivery/hurried": Delivery(plainly, word_seconds=0.24),
    "delivery/slow": Delivery(plainly, word_seconds=0.85),
    "delivery/untimed": Delivery(plainly, timed=False),
}
"""Ways of saying the strong answer, by the name of the variant."""
