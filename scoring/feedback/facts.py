"""What can be said about one dimension of one answer: the values that feedback sentences need."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from statistics import fmean

from core.assessment import Evidence
from core.plan import KeyPoint
from language.en.stories.actions import past_actions
from language.en.text.casing import with_capital_i, within_a_sentence
from language.en.text.key_points import hit_key_points
from scoring.answers import Answer
from scoring.delivery.pooling import PooledDelivery
from scoring.dimensions import DIMENSIONS
from scoring.dimensions.dimension import Facts
from scoring.dimensions.star import story_marks
from scoring.evidence.quotes import quotes_from
from scoring.feedback.tuned import FEEDBACK
from scoring.rubric.phrases import Phrases
from scoring.rubric.rating import Measures, RatedAnswer

Texts = tuple[str, ...]
_BY_NAME = {dimension.name: dimension for dimension in DIMENSIONS}


def covered_points(answer: Answer) -> tuple[Texts, Texts]:
    """Return the key points an answer said, and those it did not, heaviest first."""
    return _covered(answer.text, answer.question.key_points) if answer.question else ((), ())


@lru_cache(maxsize=64)
def _covered(text: str, points: tuple[KeyPoint, ...]) -> tuple[Texts, Texts]:
    """As `covered_points`; a report asks for those of each answer again and again."""
    hits = hit_key_points(text, points)
    by_weight = sorted(zip(points, hits, strict=True), key=lambda pair: -pair[0].weight)
    said = tuple(point.text for point, hit in by_weight if hit)
    return said, tuple(point.text for point, hit in by_weight if not hit)


def about(answer: Answer) -> Facts:
    """Return number and competency of the question an answer belongs to."""
    return {
        "number": answer.question_number,
        "competency": answer.question.competency if answer.question else "not in the plan",
    }


def answer_facts(name: str, rated: RatedAnswer, phrases: Phrases) -> Facts:
    """Return the values for a dimension that one answer shows; null where there is nothing."""
    found = rated.dimensions[name].measures
    said, missing = covered_points(rated.answer)
    facts: Facts = {
        **about(rated.answer),
        **found,
        "covered": named(said),
        "missing": named(missing),
    }
    return facts | _BY_NAME[name].facts(found, facts, phrases)


def wording_facts(name: str, answers: Sequence[RatedAnswer], phrases: Phrases) -> Facts:
    """Return a wording dimension's mean figures over all answers, and how often one restarts."""
    known = [r.dimensions[name].measures for r in answers if name in r.dimensions]
    values: dict[str, list[float]] = {}
    for measures in known:
        for key, value in measures.items():
            if isinstance(value, int | float):
                values.setdefault(key, []).append(value)
    facts: Facts = {key: fmean(found) for key, found in values.items()}
    sums: Measures = {key: sum(found) for key, found in values.items()}
    return facts | _BY_NAME[name].facts(sums, facts, phrases)


def delivery_facts(name: str, pooled: PooledDelivery, phrases: Phrases) -> Facts:
    """Return the figures behind a dimension computed from delivery."""
    facts: Facts = {
        **pooled.measures,
        "diagnosis": phrases.diagnosis[pooled.diagnosis or "none"],
        "most_used_filler": _most_used(pooled.filler_words),
        "most_used_hedge": _most_used(pooled.hedges),
    }
    return facts | _BY_NAME[name].facts({**pooled.measures}, facts, phrases)


def _most_used(counts: Mapping[str, int]) -> str:
    """Return the word used most, as it is written: "I think", not "i think"."""
    return with_capital_i(next(iter(counts), ""))


def named(points: Sequence[str]) -> str | None:
    """Return at most three key points as they stand in a sentence, or null if there are none."""
    return "; ".join(map(within_a_sentence, points[: FEEDBACK.fact_points])) or None


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
