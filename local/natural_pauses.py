"""Pauses as people make them when they speak freely; for synthetic speakers.

The distributions were measured on spontaneous English (interviews, calls, telephone talk,
meetings): pauses of .2 s and more are log-normal, and a person's own median varies less than their
pauses do.
"""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass

from local.spoken_script import ScriptedSilence, parse

PERSON_MEDIAN_SECONDS, PERSON_SPREAD = 0.63, 0.24
BETWEEN_CHANCE, BETWEEN_SPREAD = 0.63, 0.57
WITHIN_MEDIAN_SECONDS, WITHIN_SPREAD = 0.45, 0.72
WORDS_PER_PAUSE_WITHIN = 14
PAUSE_SECONDS = (0.2, 5.0)
NO_PAUSE_SECONDS = (0.05, 0.15)
OPENERS = ("and", "but", "because")


def median_of_somebody(chance: random.Random) -> float:
    """Return a person's own median pause between sentences, in seconds."""
    return chance.lognormvariate(math.log(PERSON_MEDIAN_SECONDS), PERSON_SPREAD)


@dataclass(frozen=True, slots=True)
class NaturalPauses:
    """One person's pauses; the same `chance` draws the same ones. `median_seconds` is their own."""

    chance: random.Random
    median_seconds: float = PERSON_MEDIAN_SECONDS

    def between(self) -> float:
        """Return the silence (seconds) after a sentence; not every one is a pause."""
        if self.chance.random() >= BETWEEN_CHANCE:
            return self.chance.uniform(*NO_PAUSE_SECONDS)
        return self._lognormal(self.median_seconds, BETWEEN_SPREAD)

    def within(self) -> float:
        """Return a pause (seconds) in mid-sentence."""
        return self._lognormal(WITHIN_MEDIAN_SECONDS, WITHIN_SPREAD)

    def stretches(self, sentence: str) -> Iterator[str]:
        """Yield the sentence in the stretches that pauses part, once in 14 words: after commas and
        before "and", "but" and "because" first of all."""
        words = sentence.split()
        places = [
            n
            for n in range(1, len(words))
            if words[n - 1].endswith(",") or words[n].lower() in OPENERS
        ]
        others = [n for n in range(2, len(words) - 1) if n not in places]
        count = sum(
            self.chance.random() < 1 / WORDS_PER_PAUSE_WITHIN for _ in range(len(words) - 1)
        )
        chosen = self.chance.sample(places, min(count, len(places)))
        chosen += self.chance.sample(others, min(count - len(chosen), len(others)))
        cuts = [0, *sorted(chosen), len(words)]
        for begin, end in zip(cuts, cuts[1:], strict=False):
            yield " ".join(words[begin:end])

    def script(self, script: str) -> str:
        """Return a script with pauses where a person would make them; those it has are kept.

        Raises `InvalidInputError` for a mark that is no pause.
        """
        pieces: list[str] = []
        for step in parse(script):
            if isinstance(step, ScriptedSilence):
                if pieces and pieces[-1].startswith("[pause"):
                    pieces.pop()
                pieces.append(f"[pause {step.seconds:g}]")
                continue
            for sentence in _sentences(step.text):
                for stretch in self.stretches(sentence):
                    pieces += [stretch, f"[pause {self.within():.2f}]"]
                pieces[-1] = f"[pause {self.between():.2f}]"
        if pieces and pieces[-1].startswith("[pause"):
            pieces.pop()
        return " ".join(pieces)

    def _lognormal(self, median: float, spread: float) -> float:
        shortest, longest = PAUSE_SECONDS
        while True:
            drawn = self.chance.lognormvariate(math.log(median), spread)
            if shortest <= drawn <= longest:
                return drawn


def _sentences(text: str) -> Iterator[str]:
    words: list[str] = []
    for word in text.split():
        words.append(word)
        if word.endswith((".", "!", "?")):
            yield " ".join(words)
            words = []
    if words:
        yield " ".join(words)
