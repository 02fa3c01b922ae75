"""Feedback from evidence: what was said, what was missing, what to do next.

Sentences are authored in `prompts/rubrics/feedback.yaml`; code fills in figures, names of key
points and verified quotes. Nothing is praised that did not score, and nothing is said in general.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from core.assessment import DimensionScore, Evidence, Feedback
from language.en.text.tokens import sentences
from scoring.answers import Answer
from scoring.composite import gated
from scoring.delivery.pooling import PooledDelivery
from scoring.dimensions import DIMENSIONS
from scoring.dimensions.dimension import Facts
from scoring.dimensions.star import STAR
from scoring.dimensions.technical_accuracy import TECHNICAL_ACCURACY
from scoring.evidence.quotes import quotes_from
from scoring.evidence.tuned import EVIDENCE
from scoring.feedback.facts import (
    about,
    answer_facts,
    covered_points,
    delivery_facts,
    named,
    story_quotes,
    wording_facts,
)
from scoring.feedback.retelling import retell
from scoring.feedback.tuned import FEEDBACK
from scoring.rubric.definition import Rubric, level_of
from scoring.rubric.phrases import Phrases, can_say, say
from scoring.rubric.rating import RatedAnswer

_WORDING = frozenset(d.name for d in DIMENSIONS if d.of_wording)
_POOLED = frozenset(d.name for d in DIMENSIONS if d.pooled)
_POINTS = tuple(d.name for d in DIMENSIONS if d.by_key_points)
_ADVICE = {d.name: d.next_step for d in DIMENSIONS} | {
    "unanswered": "try",
    "misconception": "answer",
}


class Point(NamedTuple):
    """One strength or weakness before it is chosen: how much it matters and what it rests on."""

    worth: float
    dimension: str
    question_number: int
    text: str
    evidence: tuple[Evidence, ...]
    score: float


def write_feedback(
    answers: Sequence[RatedAnswer],
    dimensions: Sequence[DimensionScore],
    pooled: PooledDelivery,
    rubric: Rubric,
    phrases: Phrases,
    summary: str,
    notes: Sequence[str],
) -> Feedback:
    """Return the feedback of an interview; `summary` and `notes` open and close its long text."""
    by_name = {d.name: d for d in dimensions if d.score is not None and d.weight > 0}
    strengths = _chosen(_points(answers, by_name, pooled, phrases, strong=True))
    weaknesses = _chosen(_points(answers, by_name, pooled, phrases, strong=False))
    opening = summary if strengths or not answers else f"{summary} {phrases.summary['no_strength']}"
    lines = [opening, *(_line(rated, phrases) for rated in answers), *notes]
    retold = retell(answers, phrases)
    return Feedback(
        strengths=tuple(point.text for point in strengths),
        weaknesses=tuple(point.text for point in weaknesses),
        detailed_feedback="\n".join(line for line in lines if line),
        next_steps=_next_steps(weaknesses, answers, rubric, phrases),
        recommended_topics=_topics(answers),
        evidence={point.text: point.evidence for point in (*strengths, *weaknesses)},
        rewritten_answer=retold,
        not_rewritten_because=None if retold else phrases.rewrite["none"],
    )


def _points(
    answers: Sequence[RatedAnswer],
    by_name: dict[str, DimensionScore],
    pooled: PooledDelivery,
    phrases: Phrases,
    *,
    strong: bool,
) -> Iterator[Point]:
    templates = phrases.strengths if strong else phrases.weaknesses
    answered = [rated for rated in answers if rated.answer.answered]
    if not strong:
        yield from (_unanswered(rated, phrases) for rated in answers if not rated.answer.answered)
        yield from _misconceptions(answered, phrases)
    sense = makes_sense(answered)
    for name, dimension in by_name.items():
        if name in _WORDING or name in _POOLED:
            if strong and not sense:
                continue
            facts = (
                wording_facts(name, answered, phrases)
                if name in _WORDING
                else delivery_facts(name, pooled, phrases)
            )
            rated = None
            score, number, evidence = dimension.score or 0.0, 0, dimension.evidence
        else:
            rated = _extreme(answered, name, strong=strong)
            if rated is None:
                continue
            facts = answer_facts(name, rated, phrases)
            score, number = gated(rated, name) or 0.0, rated.answer.question_number
            evidence = rated.dimensions[name].evidence or _first_words(rated.answer)
        matters = score >= FEEDBACK.strong if strong else score < FEEDBACK.weak
        template = templates.get(name)
        if matters and template is not None and can_say(template, facts):
            text = say(template, facts)
            if rated is not None and (strong or name == STAR.name):
                quoted, evidence = _quoted(name, rated, evidence, phrases, strong=strong)
                text += quoted
            worth = dimension.weight * (
                score - FEEDBACK.weak if strong else FEEDBACK.strong - score
            )
            yield Point(worth, name, number, text, evidence, score)


def makes_sense(answered: Sequence[RatedAnswer]) -> bool:
    """Return whether any answer has anything to do with its question, as far as is known.

    How well something is worded or spoken is no strength where nothing of it is to the point.
    """
    found = (rated.dimensions.get("relevance") for rated in answered)
    known = [relevance.score for relevance in found if relevance and relevance.score is not None]
    return not known or max(known) >= FEEDBACK.sense


def _quoted(
    name: str,
    rated: RatedAnswer,
    evidence: tuple[Evidence, ...],
    phrases: Phrases,
    *,
    strong: bool,
) -> tuple[str, tuple[Evidence, ...]]:
    """Return what was said for a point, and the evidence with it first.

    Of a story well told it is the act and what came of it, else the first quote of some length.
    """
    told = story_quotes(rated.answer) if name == STAR.name and strong else {}
    said = "".join(phrases.story_quotes[part].format(quote=e.quote) for part, e in told.items())
    shown = list(told.values())
    if evidence and not told:
        full = (e for e in evidence if len(e.quote.split()) >= FEEDBACK.full_quote_words)
        shown = [next(full, evidence[0])]
        said = phrases.quoted.format(quote=shown[0].quote)
    rest = (e for e in evidence if e.quote not in {other.quote for other in shown})
    return said, (*shown, *rest)[: EVIDENCE.shown]


def _chosen(points: Iterator[Point]) -> list[Point]:
    """Return the points worth most; two dimensions that list the same key points count once."""
    chosen: list[Point] = []
    for point in sorted(points, key=lambda point: -point.worth):
        twin = any(
            point.dimension in _POINTS
            and other.dimension in _POINTS
            and other.question_number == point.question_number
            for other in chosen
        )
        if not twin and point.text not in {other.text for other in chosen}:
            chosen.append(point)
    return chosen[: FEEDBACK.shown_points]


def _extreme(answers: Sequence[RatedAnswer], name: str, *, strong: bool) -> RatedAnswer | None:
    known = [rated for rated in answers if gated(rated, name) is not None]
    pick = max if strong else min
    return pick(known, key=lambda rated: gated(rated, name) or 0.0, default=None)


def _unanswered(rated: RatedAnswer, phrases: Phrases) -> Point:
    answer = rated.answer
    said = (*answer.parts, *answer.set_aside)
    evidence = quotes_from([turn.content for turn in said], said, supports=False)
    text = say(phrases.unanswered, about(answer))
    return Point(10_000.0, "unanswered", answer.question_number, text, evidence, 0.0)


def _misconceptions(answers: Sequence[RatedAnswer], phrases: Phrases) -> Iterator[Point]:
    for rated in answers:
        technical = rated.dimensions.get(TECHNICAL_ACCURACY.name)
        if technical and technical.measures.get("misconceptions") and technical.evidence:
            text = say(phrases.misconception, about(rated.answer))
            text += phrases.quoted.format(quote=technical.evidence[0].quote)
            number = rated.answer.question_number
            evidence = technical.evidence[:1]
            yield Point(5_000.0, "misconception", number, text, evidence, 0.0)


def _first_words(answer: Answer) -> tuple[Evidence, ...]:
    said = [sentence.text for sentence in sentences(answer.text)]
    return quotes_from(said, answer.parts, supports=False)[:1]


def _line(rated: RatedAnswer, phrases: Phrases) -> str:
    """Return the sentence about one question: what was covered and what was missing."""
    answer, wording = rated.answer, phrases.question
    parts: list[str] = []
    if not answer.answered:
        parts.append(wording["unanswered"])
    else:
        covered, missing = map(named, covered_points(answer))
        if covered:
            parts.append(say(wording["covered"], {"points": covered}))
        parts.append(
            say(wording["missing"], {"points": missing}) if missing else wording["nothing_missing"]
        )
        if rated.asked_for_a_story:
            story = answer_facts(STAR.name, rated, phrases)["story_missing"]
            parts += [story] if story else []
    return f"{say(wording['heading'], about(answer))}: {'. '.join(_capital(p) for p in parts)}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _next_steps(
    weaknesses: Sequence[Point],
    answers: Sequence[RatedAnswer],
    rubric: Rubric,
    phrases: Phrases,
) -> tuple[str, ...]:
    by_number = {rated.answer.question_number: rated for rated in answers}
    steps: dict[str, None] = {}
    for point in weaknesses:
        rated = by_number.get(point.question_number)
        facts: Facts = about(rated.answer) if rated else {}
        kind = _ADVICE.get(point.dimension, "")
        if rated and kind == "answer":
            facts["first"] = named(covered_points(rated.answer)[1][:1])
        elif rated and kind == "retell":
            facts |= answer_facts(STAR.name, rated, phrases)
        if kind and can_say(phrases.next_steps[kind], facts):
            steps[say(phrases.next_steps[kind], facts)] = None
        elif point.dimension in {d.name for d in rubric.dimensions}:
            steps[rubric.dimension(point.dimension).next[level_of(point.score)]] = None
    return tuple(steps)[: FEEDBACK.shown_points]


def _topics(answers: Sequence[RatedAnswer]) -> tuple[str, ...]:
    """Return what to study: the competencies of weak answers, then the points they left out."""
    weak = [
        rated
        for rated in answers
        if any(
            (gated(rated, name) or 0.0) < FEEDBACK.weak
            for name in _POINTS
            if name in rated.dimensions
        )
    ]
    competencies = [rated.answer.question.competency for rated in weak if rated.answer.question]
    points = [point for rated in weak for point in covered_points(rated.answer)[1][:2]]
    return tuple(dict.fromkeys((*competencies, *points)))[: FEEDBACK.shown_topics]
