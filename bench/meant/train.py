"""Trains what tells requests from answers: `python -m bench.meant.train` writes the weights.

Multinomial logistic regression over the features of `language.en.requests.shape`, on the open half
of the data and on what is made from it: a request that is told of is an answer.
"""

import json
import random
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bench.meant.data import ANSWER, Said, answers, requests, taught
from language.en.requests.phrases import load_phrases
from language.en.requests.shape import features, spoken
from language.en.text.lexicon import STOP_WORDS

WEIGHTS = Path(__file__).parents[2] / "language/en/requests/weights.json"
SEED = 13
STEPS = 200
FOLDS = 4
RATE = 0.05
DECAY = 0.0003
FAMILIAR = 3
"""A word in fewer requests is matter: each is there twice, as it is and wrapped in other words."""
LEAST = 0.1
"""A feature with no weight of this size is left out of the file."""
ASKS = "ask"
_AUTHORED = load_phrases()
_TOLD = (
    "I told them {}, and then we went on.",
    "The customer said: {} I stayed calm and found out why.",
    "{} was what my manager said, so I did.",
    "she goes {} and i'm like sure and then we fixed the rest together",
    'They asked me: "{}" I showed them the plan.',
    "when a patient says {} i go back to the start and explain it once more",
    'My colleague wrote "{}" in the chat, so I called him.',
    "so the kid said {} and i waited and he tried it again",
)
_BEFORE = ("Sorry, ", "um ", "Okay, ", "Hey, ", "", "Hmm. ", "Well, ", "Honestly, ")
_AFTER = (", please.", "", " please", ", thanks.", " if that's okay", ", sorry.")


class Model(NamedTuple):
    """Weights by feature and class, and the content words that requests are made of."""

    classes: tuple[str, ...]
    names: tuple[str, ...]
    weights: np.ndarray
    familiar: frozenset[str]

    def odds(self, texts: Sequence[str]) -> np.ndarray:
        """Return the probabilities of each class for each text."""
        return _softmax(_matrix(texts, self.names, self.familiar) @ self.weights)


def label(said: Said) -> str:
    """Return the class of an utterance: the questions to the interviewer are one,
    and so are what needs a moment and what needs a pause, which the phrases tell apart."""
    if said.meant.startswith("ask") and said.meant != "ask_present":
        return ASKS
    return {"affirm": "acknowledge", "pause": "needs_time"}.get(said.meant, said.meant)


def made(open_half: Sequence[Said], rng: random.Random) -> list[Said]:
    """Return what is made from requests: told by somebody they are answers, wrapped they stay."""
    found = []
    for said in open_half:
        if said.meant == ANSWER:
            continue
        bare = said.text.rstrip(".?! ")
        found.append(Said(rng.choice(_BEFORE) + bare + rng.choice(_AFTER), said.meant))
        found.append(Said(rng.choice(_TOLD).format(bare), ANSWER))
    return found


def words_of_requests(examples: Sequence[Said]) -> frozenset[str]:
    """Return the content words of several requests that are no commoner in answers."""
    counts = {True: Counter[str](), False: Counter[str]()}
    for said in examples:
        counts[label(said) != ANSWER].update(set(spoken(said.text)))
    asks = sum(label(said) != ANSWER for said in examples)
    as_often = (len(examples) - asks) / max(1, asks)
    return frozenset(
        word
        for word, n in counts[True].items()
        if n >= FAMILIAR and n * as_often >= counts[False][word] and word not in STOP_WORDS
    )


def train(examples: Sequence[Said]) -> Model:
    """Return the model of labelled utterances."""
    familiar = words_of_requests(examples)
    classes = tuple(sorted({label(said) for said in examples}))
    held = Counter(name for said in examples for name in _features(said.text, familiar))
    names = tuple(sorted(name for name, n in held.items() if n > 1))
    inputs = _matrix([said.text for said in examples], names, familiar)
    wanted = np.zeros((len(examples), len(classes)), dtype=np.float32)
    for row, said in enumerate(examples):
        wanted[row, classes.index(label(said))] = 1.0
    share = wanted.sum(axis=0)
    counts = (wanted / np.sqrt(share)).sum(axis=1, keepdims=True)
    return Model(classes, names, _fit(inputs, wanted, counts / counts.sum()), familiar)


def _fit(inputs: np.ndarray, wanted: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Return the weights that minimise cross entropy with decay, by Adam over the whole batch."""
    weights = np.zeros((inputs.shape[1], wanted.shape[1]), dtype=np.float32)
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        off = (_softmax(inputs @ weights) - wanted) * counts
        slope = inputs.T @ off + DECAY * weights
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.999 * spread + 0.001 * slope**2
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
    return weights


def _matrix(texts: Sequence[str], names: Sequence[str], familiar: frozenset[str]) -> np.ndarray:
    place = {name: at for at, name in enumerate(names)}
    rows = np.zeros((len(texts), len(names)), dtype=np.float32)
    for row, text in enumerate(texts):
        for name, value in _features(text, familiar).items():
            if name in place:
                rows[row, place[name]] = value
    return rows


def _features(text: str, familiar: frozenset[str]) -> dict[str, float]:
    return features(text, familiar, _phrases(text))


@lru_cache(maxsize=10_000)
def _phrases(text: str) -> dict[str, float]:
    return _AUTHORED.phrases_in(text)


def _softmax(scores: np.ndarray) -> np.ndarray:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def open_examples() -> list[Said]:
    """Return everything that may be trained on, as it was written."""
    written = [said for said in (*answers(), *requests()) if not said.locked]
    return [*written, *taught()]


def margins(model: Model, texts: Sequence[str]) -> np.ndarray:
    """Return the log odds of each text being any request against being an answer."""
    odds = model.odds(texts).astype(np.float64)
    answer = odds[:, model.classes.index(ANSWER)]
    return np.asarray(np.log(1 - answer + 1e-9) - np.log(answer + 1e-9))


def calibrated(examples: Sequence[Said]) -> tuple[float, float]:
    """Return slope and offset that make a margin a probability, by Platt scaling over folds.

    Each example is judged by a model that has not seen it; both kinds weigh the same in all.
    """
    shuffled = list(examples)
    random.Random(SEED).shuffle(shuffled)
    found: list[tuple[float, float]] = []
    for fold in range(FOLDS):
        rest = [said for at, said in enumerate(shuffled) if at % FOLDS != fold]
        model = train([*rest, *made(rest, random.Random(SEED))])
        judged = shuffled[fold::FOLDS]
        told = margins(model, [said.text for said in judged])
        found += [(m, float(said.meant != ANSWER)) for m, said in zip(told, judged, strict=True)]
    margin, asks = np.array([m for m, _ in found]), np.array([a for _, a in found])
    weight = np.where(asks == 1, 0.5 / asks.sum(), 0.5 / (1 - asks).sum())
    slope, offset = 1.0, 0.0
    for _ in range(STEPS * 10):
        off = (1 / (1 + np.exp(-(slope * margin + offset))) - asks) * weight
        slope, offset = slope - RATE * float(off @ margin), offset - float(off.sum())
    return slope, offset


def write(model: Model, calibration: tuple[float, float], path: Path = WEIGHTS) -> None:
    """Write a model as JSON: by feature, the weight of each class in thousandths."""
    content = {
        "classes": model.classes,
        "familiar": sorted(model.familiar),
        "slope": round(calibration[0], 3),
        "offset": round(calibration[1], 3),
        "weights": {
            name: [round(1000 * float(weight)) for weight in row]
            for name, row in zip(model.names, model.weights, strict=True)
            if np.abs(row).max() >= LEAST
        },
    }
    path.write_text(json.dumps(content, separators=(",", ":")).replace("],", "],\n") + "\n")


if __name__ == "__main__":
    given = open_examples()
    write(train([*given, *made(given, random.Random(SEED))]), calibrated(given))
