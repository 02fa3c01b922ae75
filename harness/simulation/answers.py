"""What simulated candidates have to say about a question, at different levels of skill.

They answer from the outlines of the question bank, each part of which they say once, and then from
what fits any question.
"""

import random
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from core.plan import ProbeAspect, Question, QuestionKind
from language.en.text.sentences import split_sentences
from language.en.text.vocabulary import content_stems

_SAID: Mapping[str, Any] = yaml.safe_load(
    Path(__file__).with_name("answers.yaml").read_text(encoding="utf-8")
)
VAGUE: Sequence[str] = _SAID["vague"]
ASIDES: Sequence[str] = _SAID["asides"]
FOREIGN: Sequence[str] = _SAID["foreign"]
OFF_TOPIC: Sequence[str] = _SAID["off_topic"]
_TOLD: Mapping[ProbeAspect, tuple[str, ...]] = {
    ProbeAspect(name): tuple(texts) for name, texts in _SAID["told"].items()
}
_PLANNED: Mapping[ProbeAspect, tuple[str, ...]] = {
    ProbeAspect(name): tuple(texts) for name, texts in _SAID["planned"].items()
}
_ARTICLE = re.compile(r"\b(?:the|a|an) ", re.IGNORECASE)


def excellent(question: Question, said: str) -> str:
    """Return the whole strong answer, or, when that was said, nothing."""
    return " ".join(_left(question, said))


def average(question: Question, said: str, chance: random.Random) -> str:
    """Return the first half of the strong answer, or nothing."""
    left = _left(question, said)
    some = left[: max(1, (len(left) + chance.randrange(2)) // 2)]
    return " ".join(some)


def more(
    question: Question, aspect: ProbeAspect | None, asked: str, said: str, chance: random.Random
) -> str:
    """Return what is left to say to a follow-up: the part that fits it best, else what fits any."""
    wanted = content_stems(asked)
    left = sorted(_left(question, said), key=lambda one: -len(wanted & content_stems(one)))
    if left:
        return left[0]
    told = question.kind in (QuestionKind.PAST_BEHAVIOUR, QuestionKind.INTRO)
    texts = (_TOLD if told else _PLANNED)[aspect or ProbeAspect.DEPTH]
    fresh = [text for text in texts if text not in said]
    return chance.choice(fresh or texts)


def terse(question: Question, chance: random.Random) -> str:
    """Return very few words."""
    named = question.key_points[0].phrasings[0].capitalize()
    return chance.choice(("Caching, mostly.", "I would test it.", "I talked to them.", f"{named}."))


def vague(chance: random.Random) -> str:
    """Return many words that name nothing."""
    return chance.choice(VAGUE)


def rambling(answer: str, chance: random.Random) -> str:
    """Return an answer of which only a part belongs to the question."""
    first, second, third, fourth = chance.sample(ASIDES, k=4)
    return " ".join([first, second, answer, vague(chance), third, fourth])


def foreign_phrasing(answer: str, chance: random.Random) -> str:
    """Return an answer in the English of somebody who learned it late."""
    said = " ".join(
        sentence[0].upper() + sentence[1:]
        for one in split_sentences(answer)
        if (sentence := _ARTICLE.sub("", one))
    )
    return str(chance.choice(FOREIGN)).format(said=said)


def _left(question: Question, said: str) -> list[str]:
    return [one for one in split_sentences(question.outline) if one not in said]
