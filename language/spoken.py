"""A turn as it was spoken, in any language: its words with their times, its fillers and hedges."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from core.turn import Word

_TEN_DAYS_SECONDS = 864_000.0


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """One word of a turn; times are null where the recogniser gave none that can be used.

    `opens` and `closes` tell whether a sentence begins before it or ends after it, `cut_before`
    and `cut_after` whether any clause punctuation stands there.
    """

    word: str
    written: str
    opens: bool
    closes: bool
    cut_before: bool
    cut_after: bool
    start_seconds: float | None = None
    end_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """The words of a turn in order. `punctuated` tells whether clauses can be told apart."""

    text: str
    words: tuple[SpokenWord, ...]
    punctuated: bool
    timed: bool


def is_moment(*seconds: float) -> bool:
    """Return whether all are times of an interview: finite, and within ten days of its start."""
    return all(math.isfinite(value) and abs(value) < _TEN_DAYS_SECONDS for value in seconds)


def usable_words(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return the words with text and finite times, in order of their start, none ending early."""
    kept = [
        word
        for word in words
        if word.text.strip() and is_moment(word.start_seconds, word.end_seconds)
    ]
    return tuple(
        Word(w.text, w.start_seconds, max(w.start_seconds, w.end_seconds), w.confidence)
        for w in sorted(kept, key=lambda word: word.start_seconds)
    )


class Filler(NamedTuple):
    """A filler as a word, the probability that it is one here, and when it began if that is known.

    Times are seconds from the interview's start.
    """

    word: str
    probability: float
    start_seconds: float | None = None


class Hedges(NamedTuple):
    """The sum of hedge weights in a text, and how often each hedge was used."""

    weight: float
    counts: dict[str, int]
