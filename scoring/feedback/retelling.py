"""One answer told better from the candidate's own sentences, by rules.

Nothing is added but brackets for what is missing: hesitations, restarts and empty phrases go, and a
story begins with its situation. Other sentences keep their order, since each may lean on the one
before it.

Formula: `docs/formulas.md#rewritten-answers`.
"""

from collections.abc import Sequence
from typing import NamedTuple

from core.assessment import RewrittenAnswer
from core.plan import QuestionKind
from language.en.answers.asides import is_to_the_room
from language.en.answers.tightened import leans_back, tightened
from language.en.speech.content_words import content_words
from language.en.stories.star import mark_star
from language.en.text.tokens import clean, sentences, words
from scoring.answers import Answer
from scoring.dimensions.tuned import MEASURES
from scoring.feedback.facts import covered_points, named
from scoring.feedback.rewrite import brackets, unsaid_in
from scoring.feedback.tuned import FEEDBACK
from scoring.rubric.phrases import Phrases, say
from scoring.rubric.rating import RatedAnswer

_TOLD = {"situation": 0.5, "task": 0.5, "action": 1.0, "result": 1.0}
"""The mark from which a part of a story needs no bracket."""


class _Told(NamedTuple):
    sentences: list[str]
    changes: list[str]


def retell(answers: Sequence[RatedAnswer], phrases: Phrases) -> RewrittenAnswer | None:
    """Return the answer that gains most from being told better, or null if there is none.

    It is one with enough words that is about its question; of those the one that scores lowest in
    structure or story.
    """
    for rated in sorted(filter(_worth_it, answers), key=_shape):
        retold = _retold(rated, phrases)
        if retold is not None:
            return retold
    return None


def _worth_it(rated: RatedAnswer) -> bool:
    answer, relevance = rated.answer, rated.dimensions.get("relevance")
    return (
        answer.answered
        and answer.question is not None
        and len(words(answer.text)) >= FEEDBACK.least_words
        and relevance is not None
        and (relevance.score or 0.0) >= FEEDBACK.least_relevance
    )


def _shape(rated: RatedAnswer) -> float:
    """Return how well an answer is told already, in 0-100."""
    name = "star_method" if rated.asked_for_a_story else "structure"
    found = rated.dimensions.get(name)
    return MEASURES.structure_cap if found is None or found.score is None else found.score


def _retold(rated: RatedAnswer, phrases: Phrases) -> RewrittenAnswer | None:
    answer = rated.answer
    assert answer.question is not None
    cleaned = [tightened(s.text) for s in sentences(clean(answer.text))]
    kept = [text for text in cleaned if content_words(text) and not is_to_the_room(text)]
    said = " ".join(kept)
    changes = [phrases.rewrite["cleaned"]] if words(said) != words(clean(answer.text)) else []
    told = _story(kept, phrases) if _is_story(rated) else _explanation(kept, answer, phrases)
    text = " ".join(told.sentences)
    changes += told.changes
    if not changes or unsaid_in(text, answer.text):
        return None
    return RewrittenAnswer(
        question_number=answer.question_number,
        question=answer.question.text,
        original=answer.text,
        interaction_ids=tuple(part.id for part in answer.parts if part.id is not None),
        text=text,
        placeholders=brackets(text),
        changes=tuple(changes),
    )


def _is_story(rated: RatedAnswer) -> bool:
    return rated.asked_for_a_story and rated.answer.kind is not QuestionKind.SITUATIONAL


def _story(kept: Sequence[str], phrases: Phrases) -> _Told:
    """Return a story that begins with its situation, a bracket for each part that is missing."""
    marks = mark_star(" ".join(kept))
    told, changes = list(kept), []
    situation = marks.situation.quote
    if situation in told[2:] and not leans_back(situation):
        told.remove(situation)
        told.insert(0, situation)
        changes.append(phrases.rewrite["ordered"])
    parts = {
        name: text
        for name, text in phrases.missing_parts.items()
        if getattr(marks, name).mark < _TOLD[name]
    }
    if parts:
        changes.append(phrases.rewrite["brackets"])
    start = [parts[name] for name in ("situation", "task") if name in parts]
    at = 0 if "situation" in parts else 1
    end = [parts[name] for name in ("action", "result") if name in parts]
    return _Told([*told[:at], *start, *told[at:], *end], changes)


def _explanation(kept: Sequence[str], answer: Answer, phrases: Phrases) -> _Told:
    """Return an answer with brackets for the most important points it leaves out."""
    missing = [point for point in covered_points(answer)[1] if len(point) <= FEEDBACK.longest_point]
    gaps = [
        say(phrases.rewrite["missing_point"], {"point": named([point])})
        for point in missing[: FEEDBACK.told_points]
    ]
    return _Told([*kept, *gaps], [phrases.rewrite["brackets"]] if gaps else [])
