"""What can be said about one dimension of one answer: the values that feedback sentences need."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

from core.assessment import Evidence
from language.en.stories.actions import past_actions
from language.en.text.key_points import hit_key_points
from scoring.answers import Answer
from scoring.delivery.own_pace import is_usual
from scoring.dimensions.basic_behaviour import story_marks
from scoring.dimensions.basic_language import WINDOW_WORDS
from scoring.dimensions.pooling import PooledDelivery
from scoring.evidence.quotes import quotes_from
from scoring.rubric.phrases import Phrases, counted, listing, say
from scoring.rubric.rating import RatedAnswer

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
    if name == "relevance":
        facts["stays"] = say(phrases.stays["covered" if said else "own_words"], facts)
    elif name == "problem_solving":
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
        did = found.get("different_actions")
        facts["own_part"] = counted(phrases.counted["own_actions"], float(did or 0), facts)
        facts["shown"] = listing(str(found.get("shown") or "").split(", ")) or None
    return facts


def wording_facts(name: str, answers: Sequence[RatedAnswer], phrases: Phrases) -> Facts:
    """Return a wording dimension's mean figures over all answers, and how often one restarts."""
    known = [r.dimensions[name].measures for r in answers if name in r.dimensions]
    values: dict[str, list[float]] = {}
    for measures in known:
        for key, value in measures.items():
            if isinstance(value, int | float):
                values.setdefault(key, []).append(value)
    facts: Facts = {key: fmean(found) for key, found in values.items()}
    if "variety_of_words" in facts:
        facts["different_words"] = WINDOW_WORDS * facts["variety_of_words"]
    if "restarts" in values:
        facts["restarts"] = sum(values["restarts"])
        facts["restarted"] = counted(phrases.counted["restarts"], facts["restarts"], facts)
    return facts


def delivery_facts(name: str, pooled: PooledDelivery, phrases: Phrases) -> Facts:
    """Return the figures behind a dimension computed from delivery."""
    facts: Facts = dict(pooled.measures)
    facts["diagnosis"] = phrases.diagnosis[pooled.diagnosis or "none"]
    if name == "pace":
        own = pooled.measures.get("usual_words_per_minute")
        near = is_usual(pooled.measures.get("words_per_minute") or 0.0, own)
        facts["easy_pace"] = say(phrases.easy_pace["own" if near else "anyone"], facts)
    elif name == "fluency":
        facts["filler"] = _most_used(pooled.filler_words)
        known = [
            counted(phrases.counted[what], facts[what], facts)
            for what in ("fillers", "long_pauses")
            if facts.get(what) is not None
        ]
        facts["fluency_facts"] = listing(known) or None
    elif name == "confidence" and "hedges" in facts:
        facts["hedge"], facts["words"] = _most_used(pooled.hedges), facts["words_read"]
        facts["hedged"] = counted(phrases.counted["hedges"], facts["hedges"], facts)
    return facts


def _most_used(counts: Mapping[str, int]) -> str:
    """Return the word used most, as it is written: "I think", not "i think"."""
    return re.sub(r"\bi\b", "I", next(iter(counts), ""))


def named(points: Sequence[str]) -> str | None:
    """Return at most three key points as they stand in a sentence, or null if there are none."""
    lowered = [
        point[:1].lower() + point[1:] if point[1:2].islower() or point.startswith("A ") else point
        for point in points
    ]
    return "; ".join(lowered[:_SHOWN_POINTS]) or None


def story_quotes(answer: Answer) -> dict[str, Evidence]:
    """Return verified evidence for what the speaker did and what came of it, as far as told.

    The act is told best by the sentence that names most of what the speaker did, and rather by a
    late one, since stories begin with their situation.
    """
    marks = story_marks(answer.text, answer.kind)
    own = Counter(act.sentence for act in past_actions(answer.text) if act.subject == "i")
    acts = [max(reversed(own), key=own.__getitem__, default=marks.action.quote)]
    found: dict[str, Evidence] = {}
    for part, sentences in (("action", acts), ("result", [marks.result.quote])):
        evidence = quotes_from(sentences, answer.parts)
        if evidence and evidence[0] not in found.values():
            found[part] = evidence[0]
    return found


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
