"""What a voice hands out: pieces of speech with the times of their words."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class TimedWord:
    """A word as it was written; times are seconds from the start of its piece."""

    text: str
    start_seconds: float
    end_seconds: float


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause or sentence of speech: 16-bit mono samples and its words."""

    samples: NDArray[np.int16]
    sample_rate: int
    words: tuple[TimedWord, ...]
