"""How likely an utterance is each kind of request, or an answer: a trained linear model.

`python -m bench.meant.train` trains it on the open half of `bench/meant` and writes the weights.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

import numpy as np

from core.errors import PromptError
from language.en.requests.shape import features

ANSWER = "answer"
REASONS: Final = 3
"""As many features are told as reasons."""
_FILE = "weights.json"


@dataclass(frozen=True, slots=True)
class Odds:
    """What an utterance may be: the probability (0-1) that it asks for something, which request is
    the likeliest with its share of all requests, and the features that told most, strongest first.
    """

    asks: float
    request: str
    share: float
    reasons: tuple[str, ...]
    plain: bool


@dataclass(frozen=True, slots=True)
class Classifier:
    """The weights of all classes by feature (`rows` gives the feature's row), the words requests
    are made of, and the slope and offset that make a margin a probability where answers and
    requests are equally frequent."""

    classes: tuple[str, ...]
    familiar: frozenset[str]
    rows: Mapping[str, int]
    weights: np.ndarray
    slope: float
    offset: float

    def odds(self, text: str, phrases: Mapping[str, float]) -> Odds:
        """Return what an utterance may be; `phrases` as `Phrases.phrases_in` finds them."""
        held = features(text, self.familiar, phrases)
        known = [name for name in held if name in self.rows]
        pulls = self.weights[[self.rows[name] for name in known]]
        pulls *= np.array([held[name] for name in known], dtype=np.float32)[:, None]
        scores = pulls.sum(axis=0)
        answer = self.classes.index(ANSWER)
        requests = np.delete(scores, answer)
        top = float(requests.max())
        whole = float(np.exp(requests - top).sum())
        margin = top + math.log(whole) - float(scores[answer])
        asks = 1 / (1 + math.exp(-max(-30.0, min(30.0, self.slope * margin + self.offset))))
        scores[answer] = -math.inf
        best = int(scores.argmax())
        told = pulls[:, best if asks >= 0.5 else answer]
        strongest = sorted(zip(told, known, strict=True), reverse=True)
        reasons = tuple(name for _, name in strongest if name != "bias")[:REASONS]
        return Odds(asks, self.classes[best], 1 / whole, reasons, bool(held.get("plain", 1.0)))


@lru_cache(maxsize=1)
def load_classifier() -> Classifier:
    """Return the trained model; raises `PromptError` when its file is missing or incomplete."""
    try:
        content = json.loads(files("language.en.requests").joinpath(_FILE).read_text())
        return Classifier(
            tuple(content["classes"]),
            frozenset(content["familiar"]),
            {name: row for row, name in enumerate(content["weights"])},
            np.array(list(content["weights"].values()), dtype=np.float32) / 1000,
            content["slope"],
            content["offset"],
        )
    except (OSError, ValueError, KeyError) as error:
        raise PromptError(f"language/en/requests/{_FILE}: {error}") from error
