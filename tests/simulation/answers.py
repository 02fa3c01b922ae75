"""What simulated candidates have to say about a question, at different levels of skill."""

import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from agent.interviewer.sentences import split_sentences
from core.move import MoveKind
from core.plan import ProbeAspect, Question, QuestionKind

_SAID: Mapping[str, Any] = yaml.safe_load(
    Path(__file__).with_name("answers.yaml").read_text(encoding="utf-8")
)
STORIES: Sequence[str] = _SAID["stories"]
VAGUE: Sequence[str] = _SAID["vague"]
ASIDES: Sequence[str] = _SAID["asides"]
OFF_TOPIC: Sequence[str] = _SAID["off_topic"]
FOLLOW_UPS = {ProbeAspect(name): str(text) for name, text in _SAID["follow_ups"].items()}

_FOLLOWS_UP = (MoveKind.PROBE, MoveKind.CHALLENGE, MoveKind.CLARIFY)


def excellent(
    question: Question, kind: MoveKind, aspect: ProbeAspect | None, chance: random.Random
) -> str:
    """Return an answer that covers nearly everything, or a concrete one to a follow-up."""
    if kind in _FOLLOWS_UP:
        return FOLLOW_UPS[aspect or ProbeAspect.DEPTH]
    if question.kind is QuestionKind.PAST_BEHAVIOUR:
        return f"{chance.choice(STORIES)} {question.outline}"
    extra = "I chose a relational database over a cache, which handled 300 requests per second."
    return f"{question.outline} {extra}"


def average(
    question: Question, kind: MoveKind, aspect: ProbeAspect | None, chance: random.Random
) -> str:
    """Return an answer with about half of what matters."""
    if kind in _FOLLOWS_UP:
        return chance.choice((FOLLOW_UPS[aspect or ProbeAspect.DEPTH], chance.choice(VAGUE)))
    if question.kind is QuestionKind.PAST_BEHAVIOUR:
        return " ".join(split_sentences(chance.choice(STORIES))[:3])
    points = chance.sample(list(question.key_points), k=2)
    return f"I think the main thing is this. {points[0].text}. And then, {points[1].text.lower()}."


def terse(question: Question, chance: random.Random) -> str:
    """Return very few words."""
    named = question.key_points[0].phrasings[0].capitalize()
    return chance.choice(("Caching, mostly.", "I would test it.", "I talked to them.", f"{named}."))


def vague(chance: random.Random) -> str:
    """Return many words that name nothing."""
    return chance.choice(VAGUE)


def rambling(question: Question, chance: random.Random) -> str:
    """Return a very long answer of which a part belongs to the question."""
    point = f"{question.key_points[0].text}."
    story, nothing = chance.choice(STORIES), chance.choice(VAGUE)
    return " ".join([ASIDES[0], story, ASIDES[1], nothing, point, *ASIDES[2:]])


def foreign_phrasing(question: Question, chance: random.Random) -> str:
    """Return a sound answer in the English of somebody who learned it late."""
    point = question.key_points[chance.randrange(len(question.key_points))]
    return (
        "In my company before, I was doing this since two years. I have make the analysis of "
        "problem, and after I discuss with the colleague. For me is important this: "
        f"{point.text.lower()}. In the end the result was good, we reduce the time by half."
    )
