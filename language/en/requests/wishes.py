"""What custom instructions ask for, topic by topic, and which questions are about it."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from core.plan import Question
from language.en.requests.tuned import REQUESTS
from language.en.text.vocabulary import COMMON_STEMS, content_stems

TOPIC_LIMIT: Final = 6
TOPIC_WORDS: Final = 12

_PARTS = re.compile(r"[.;:,!?\n]+|\b(?:and|or|as well as|plus|then|also|but)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"^(?:please|ask|me|questions?|focus|concentrate|talk|mainly|mostly|especially|i want|i'd like"
    r"|i would like|to|on|about|some|something|more|only|with|include|cover|practi[cs]e)\b ?",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"^(?:please )?(?:don't|do not|no|never|avoid|skip|leave out|without|nothing)\b", re.IGNORECASE
)

Alike = Mapping[str, float]
"""How similar in meaning each question is to a text, by the question's id, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """The topics that instructions ask for, and those they ask to leave out."""

    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()


def wishes_in(instructions: str | None) -> Wishes:
    """Return the topics of free instructions; what names no topic is passed over."""
    topics = list(_topics((instructions or "").replace("’", "'")))
    wanted = tuple(topic for topic, refused in topics if not refused)
    unwanted = tuple(topic for topic, refused in topics if refused)
    return Wishes(wanted[:TOPIC_LIMIT], unwanted[:TOPIC_LIMIT])


def fit(topic: str, bank: Sequence[Question]) -> dict[str, float]:
    """Return how much of a topic each question is about by its words, 0 to 1, by id.

    The weight of a word is its rarity in the bank; a word of the question itself counts fully.
    """
    asked = {q.id: content_stems(f"{q.text} {q.competency}") for q in bank}
    beside = {q.id: content_stems(f"{q.outline} {_phrasings(q)}") - asked[q.id] for q in bank}
    spread = Counter(stem for q in bank for stem in asked[q.id] | beside[q.id])
    wanted = content_stems(topic) - COMMON_STEMS
    weights = {stem: math.log((len(bank) + 1) / (spread[stem] + 1)) + 0.1 for stem in wanted}
    whole = sum(weights.values())
    if not whole:
        return {}

    def share(question: Question) -> float:
        own, other = asked[question.id], beside[question.id]
        told = sum(
            weights[s] * (1 if s in own else REQUESTS.beside_share * (s in other)) for s in wanted
        )
        return told / whole

    return {question.id: share(question) for question in bank}


def wished_for(
    wishes: Wishes,
    ranked: Sequence[tuple[float, Question]],
    alike: Mapping[str, Alike] | None = None,
) -> tuple[Question, ...]:
    """Return for each wanted topic the question that is about it most, marked with its source.

    Of two that are about it alike the better ranked is taken. `alike` gives by topic how similar in
    meaning the questions are; a topic that no question is about brings none.
    """
    bank = [question for _, question in ranked]
    found: dict[str, Question] = {}
    for topic in wishes.wanted:
        shares, meant = fit(topic, bank), (alike or {}).get(topic, {})

        def about(question: Question, shares: Alike = shares, meant: Alike = meant) -> float:
            return max(
                shares.get(question.id, 0) / REQUESTS.fits,
                meant.get(question.id, 0) / REQUESTS.alike,
            )

        free = [question for question in bank if question.id not in found]
        best = max(free, key=lambda question: round(about(question), 1), default=None)
        if best is not None and about(best) >= 1:
            found[best.id] = best.model_copy(update={"source": "instructions"})
    return tuple(found.values())


def without_unwanted(
    wishes: Wishes, ranked: Sequence[tuple[float, Question]]
) -> list[tuple[float, Question]]:
    """Return the ranked questions without those that are about a topic to be left out."""
    bank = [question for _, question in ranked]
    unwanted = {
        name
        for topic in wishes.unwanted
        for name, share in fit(topic, bank).items()
        if share >= REQUESTS.fits
    }
    return [(value, question) for value, question in ranked if question.id not in unwanted]


def _topics(instructions: str) -> Iterator[tuple[str, bool]]:
    for part in _PARTS.split(instructions):
        topic = part.strip()
        refused = bool(_NOT.search(topic))
        topic = _NOT.sub("", topic).strip()
        while opener := _ASKS.match(topic):
            topic = topic[opener.end() :].strip()
        named = content_stems(topic) - COMMON_STEMS
        if named and len(topic.split()) <= TOPIC_WORDS:
            yield topic, refused


def _phrasings(question: Question) -> str:
    return " ".join(one for point in question.key_points for one in point.phrasings)
