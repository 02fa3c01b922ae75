"""People who pause as people do, drawn afresh from a seed.

Their pauses are those of `local/natural_pauses.py`.
"""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from core.plan import QuestionKind
from local.natural_pauses import PAUSE_SECONDS, NaturalPauses, median_of_somebody

ANSWERS = Path(__file__).with_name("answers.yaml")

SLOW_MEDIAN_SECONDS = 1.0
STRESS_SECONDS = (1.2, 2.0)
WORDS_PER_SECOND = (2.4, 3.2)
LONG_SECONDS = (15.0, 90.0)
SHORT_SECONDS = (5.0, 20.0)
FILLER_CHANCE = 0.3
FILLERS = ("um", "uh")


class Place(StrEnum):
    """Where a pause stands."""

    BETWEEN = "between"
    WITHIN = "within"
    END = "end"


class Kind(StrEnum):
    """What sort of person one is: as drawn, slow for sure, or pausing long every time."""

    DRAWN = "drawn"
    SLOW = "slow"
    STRESS = "stress"


class Material(BaseModel):
    """One answer that can be given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: QuestionKind
    sentences: tuple[str, ...]


class Materials(BaseModel):
    """All answers that can be given: to main questions, and to follow-ups."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    long: tuple[Material, ...]
    short: tuple[Material, ...]


@dataclass(frozen=True, slots=True)
class Pause:
    """A silence after words: `text` is what has been said of the answer by then, as written."""

    place: Place
    seconds: float
    text: str
    speech_seconds: float
    """The speech since the silence before."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; the last of its pauses is its true end and has no length."""

    kind: QuestionKind
    following_up: bool
    pauses: tuple[Pause, ...]
    script: str
    """The text with `[pause S]` where it pauses."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a pace of their own, and what they say, in order."""

    kind: Kind
    median_seconds: float
    answers: tuple[Answer, ...]


def load(path: Path = ANSWERS) -> Materials:
    """Return what can be said. Raises `ValueError` when the file does not hold what it must."""
    return Materials.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def draw_people(seed: int, count: int = 8, answers: int = 8) -> tuple[Person, ...]:
    """Return drawn people of `answers` long answers each, a follow-up after every one of them.

    The last two are always the slow and the stress person.
    """
    chance = random.Random(seed)
    materials = load()
    kinds = [Kind.DRAWN] * max(0, count - 2) + [Kind.SLOW, Kind.STRESS][-count:]
    return tuple(_draw_person(chance, kind, materials, answers) for kind in kinds)


def _draw_person(chance: random.Random, kind: Kind, materials: Materials, answers: int) -> Person:
    median = median_of_somebody(chance)
    if kind is Kind.SLOW:
        median = SLOW_MEDIAN_SECONDS
    rate = chance.uniform(*WORDS_PER_SECOND)
    long = chance.sample(materials.long, len(materials.long))
    short = chance.sample(materials.short, len(materials.short))
    said: list[Answer] = []
    for n in range(answers):
        for pool, seconds, following_up in (
            (long, LONG_SECONDS, False),
            (short, SHORT_SECONDS, True),
        ):
            target = chance.uniform(*seconds)
            speech = _Speech(chance, kind, NaturalPauses(chance, median), rate)
            said.append(speech.answer(pool[n % len(pool)], target, following_up))
    return Person(kind, median, tuple(said))


@dataclass
class _Speech:
    """An answer being spoken."""

    chance: random.Random
    kind: Kind
    pauses: NaturalPauses
    rate: float

    def answer(self, material: Material, target_seconds: float, following_up: bool) -> Answer:
        sentences = list(material.sentences)
        pauses: list[Pause] = []
        said, pieces = "", []
        seconds = speech = 0.0
        for n, sentence in enumerate(sentences):
            last = n == len(sentences) - 1 or seconds + len(sentence.split()) / self.rate * 2 > (
                target_seconds
            )
            chosen = sentences[-1] if last else sentence
            for words, pause in self._stretches(chosen):
                said = f"{said} {words}".strip()
                pieces.append(words)
                speech += len(words.split()) / self.rate
                seconds += len(words.split()) / self.rate
                if pause is not None:
                    pauses.append(Pause(Place.WITHIN, pause, said, speech))
                    pieces.append(f"[pause {pause:.3f}]")
                    seconds, speech = seconds + pause, 0.0
            if last:
                break
            pause = self._between()
            pieces.append(f"[pause {pause:.3f}]")
            seconds += pause
            if pause >= PAUSE_SECONDS[0]:
                pauses.append(Pause(Place.BETWEEN, pause, said, speech))
                speech = 0.0
            else:
                speech += pause
        pauses.append(Pause(Place.END, math.inf, said, speech))
        return Answer(material.kind, following_up, tuple(pauses), " ".join(pieces))

    def _between(self) -> float:
        if self.kind is Kind.STRESS:
            return self.chance.uniform(*STRESS_SECONDS)
        return self.pauses.between()

    def _within(self) -> float:
        if self.kind is Kind.STRESS:
            return self.chance.uniform(*STRESS_SECONDS)
        return self.pauses.within()

    def _stretches(self, sentence: str) -> Iterator[tuple[str, float | None]]:
        """Yield the sentence stretch by stretch, each with the pause after it, null at the end."""
        *before, last = self.pauses.stretches(sentence)
        for stretch in before:
            if self.chance.random() < FILLER_CHANCE:
                stretch = f"{stretch.rstrip(',')}, {self.chance.choice(FILLERS)},"
            yield stretch, self._within()
        yield last, None


def shares(people: tuple[Person, ...], place: Place) -> dict[float, float]:
    """Return which share (0-1) of the drawn people's pauses is longer than so many seconds."""
    found = [
        pause.seconds
        for person in people
        if person.kind is Kind.DRAWN
        for answer in person.answers
        for pause in answer.pauses
        if pause.place is place
    ]
    return {
        over: sum(seconds > over for seconds in found) / max(len(found), 1)
        for over in (0.4, 0.8, 1.2, 2.0)
    }
