"""What can be said about one dimension of one answer: the values that feedback sentences need."""

from collections.abc import Sequence
from statistics import fmean
from typing import Any

from scoring.answers import Answer
from scoring.key_points import hit_key_points
from scoring.phrases import Phrases, can_say, listing, say
from scoring.pooling import PooledDelivery
from scoring.rating import RatedAnswer

_SHOWN_POINTS = 3
Facts = dict[str, Any]


def covered_points(answer: Answer) -> tuple[list[str], list[str]]:
    """Return the key points an answer said, and those it did not, heaviest first."""
    if answer.question is None:
        return [], []
    points = answer.question.key_points
    hits = hit_key_points(answer.text, points)
    by_weight = sorted(zip(points, hits, strict=True), key=lambda pair: -pair[0].weight)
    said = [point.text for point, hit in by_weight if hit]
    missing = [point.text for point, hit in by_weight if not hit]
    return said, missing


def about(answer: Answer) -> Facts:
    """Return number and competency of the question an answer belongs to."""
    return {
        "number": answer.question_number,
        "competency": answer.question.competency if answer.question else "not in the plan",
    }


def answer_facts(name: str, rated: RatedAnswer, phrases: Phrases) -> Facts:
    """Return the values for a dimension that one answer shows; null where there is nothing."""
    found = rated.dimensions[name].measures
    facts: Facts = {**about(rated.answer), **found}
    said, missing = covered_points(rated.answer)
    facts["covered"] = named(said)
    facts["missing"] = named(missing)
    if name == "problem_solving":
        lacking = str(found.get("missing") or "").split(", ")
        done = [text for step, text in phrases.steps_shown.items() if step not in lacking]
        facts["shown"] = listing(done) or None
        left = [phrases.steps[step] for step in lacking if step]
        facts["not_shown"] = " or ".join(left[:_SHOWN_POINTS]) or None
    elif name == "structure":
        has = {part: _has_shape(part, found.get(part)) for part in phrases.shapes}
        facts["shape"] = listing(phrases.shapes[p] for p in has if has[p]) or None
        facts["shape_missing"] = listing(phrases.shapes[p] for p in has if not has[p]) or None
    elif name == "star_method":
        facts |= _story_facts(found, phrases)
    elif name in ("leadership", "teamwork"):
        facts["count"] = found.get("different_actions", 0)
    return facts


def wording_facts(name: str, answers: Sequence[RatedAnswer]) -> Facts:
    """Return a wording dimension's mean figures over all answers."""
    known = [r.dimensions[name].measures for r in answers if name in r.dimensions]
    values: dict[str, list[float]] = {}
    for measures in known:
        for key, value in measures.items():
            if isinstance(value, int | float):
                values.setdefault(key, []).append(value)
    means = {key: fmean(found) for key, found in values.items()}
    if "variety_of_words" in means:
        means["variety_percent"] = 100 * means["variety_of_words"]
    return dict(means)


def delivery_facts(name: str, pooled: PooledDelivery, phrases: Phrases) -> Facts:
    """Return the figures behind a dimension computed from delivery."""
    facts: Facts = dict(pooled.measures)
    facts["diagnosis"] = phrases.diagnosis[pooled.diagnosis or "none"]
    if name == "fluency":
        known = [
            say(text, facts) for text in phrases.fluency_facts.values() if can_say(text, facts)
        ]
        facts["fluency_facts"] = listing(known) or None
    return facts


def named(points: Sequence[str]) -> str | None:
    """Return at most three key points as they stand in a sentence, or null if there are none."""
    lowered = [point[:1].lower() + point[1:] if point[1:2].islower() else point for point in points]
    return "; ".join(lowered[:_SHOWN_POINTS]) or None


def _has_shape(part: str, value: float | int | str | None) -> bool:
    least = 2 if part == "sequence_markers" else 1
    return isinstance(value, int | float) and value >= least


def _story_facts(found: dict[str, float | int | str | None], phrases: Phrases) -> Facts:
    told = [text for part, text in phrases.story_parts.items() if found.get(part)]
    lacking = [text for part, text in phrases.story_parts.items() if not found.get(part)]
    response_type = str(found.get("response_type") or "opinion")
    key = response_type
    if not lacking and response_type in ("story", "pseudo_story"):
        key = "complete"
    sentence = say(phrases.response_types[key], {"parts": listing(lacking)})
    weak = bool(lacking) or response_type != "story"
    return {
        "told": listing(told) or None,
        "parts": listing(lacking) or None,
        "story_missing": sentence if weak else None,
    }
