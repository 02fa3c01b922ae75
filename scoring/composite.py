"""From dimensions of answers to the scores of an interview (`docs/formulas.md#composite`).

Null is not zero: weights are renormalised over what was assessed, and the coverage says how much
of the rubric that was. What was asked and not answered is zero and stays in.
"""

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.dimensions import DIMENSIONS
from scoring.rubric.curves import points
from scoring.rubric.definition import Rubric
from scoring.rubric.rating import Rated, RatedAnswer
from scoring.tuned import ASSESSING

_WORDING = frozenset(d.name for d in DIMENSIONS if d.of_wording)
_GATED = frozenset(d.name for d in DIMENSIONS if d.gated)


@dataclass(frozen=True, slots=True)
class Composite:
    """The interview's scores in 0-100 or null; `coverage` is in 0-100 and `band` a half width."""

    overall: float | None
    coverage: float
    groups: dict[str, float | None]
    capped: bool = False


def relevance_gate(relevance: float | None) -> float:
    """Return the factor for what an answer earns besides relevance: 0.3 off topic, 1 from 50 up."""
    if relevance is None:
        return 1.0
    return 0.3 + 0.7 * max(0.0, min(1.0, relevance / 50))


def gated(rated: RatedAnswer, name: str) -> float | None:
    """Return an answer's score in a dimension after the relevance gate, or null."""
    score = rated.dimensions[name].score if name in rated.dimensions else None
    if score is None or name not in _GATED:
        return score
    relevance = rated.dimensions.get("relevance")
    return score * relevance_gate(relevance.score if relevance else None)


def mean_over_answers(answers: Sequence[RatedAnswer], name: str) -> float | None:
    """Return a dimension's evidence-weighted mean over the answers that were rated in it.

    How much wording tells depends on how much was said; what an answer says about its question
    counts once per question, or short answers to hard questions would hardly count.
    """
    pairs = [
        (score, rated.evidence_weight if name in _WORDING else 1.0)
        for rated in answers
        if (score := gated(rated, name)) is not None
    ]
    total = sum(weight for _, weight in pairs)
    return points(sum(score * weight for score, weight in pairs) / total) if total else None


def compose(scores: Mapping[str, float | None], rubric: Rubric) -> Composite:
    """Return the group scores, the overall score and the coverage of one score per dimension.

    A group is null below its least share of weight; the overall score is null without content or
    below half of the rubric, and at most 40 where the answers were not about the questions.
    """
    groups: dict[str, float | None] = {}
    covered = 0.0
    for group in rubric.groups:
        present = [
            (d.weight, score)
            for d in rubric.in_group(group.name)
            if (score := scores.get(d.name)) is not None
        ]
        weight = sum(w for w, _ in present)
        share = weight / group.weight
        assessed = bool(present) and share >= group.least_share - 1e-9
        groups[group.name] = points(sum(w * s for w, s in present) / weight) if assessed else None
        covered += group.weight * share
    if groups.get("content") is None or covered < ASSESSING.least_coverage - 1e-9:
        return Composite(None, covered, groups)
    known = [(g.weight, s) for g in rubric.groups if (s := groups[g.name]) is not None]
    overall = points(sum(w * s for w, s in known) / sum(w for w, _ in known))
    relevance = scores.get("relevance")
    capped = (
        relevance is not None
        and relevance < ASSESSING.off_topic_relevance
        and overall > ASSESSING.off_topic_cap
    )
    return Composite(ASSESSING.off_topic_cap if capped else overall, covered, groups, capped)


def band(answers: Sequence[RatedAnswer], rubric: Rubric, *, basic: bool) -> float:
    """Return the half width of the overall score's band, in points.

    max(2, 1.96*sqrt(SE_judge² + SE_items²)): SE_items from the spread of the answers' own content
    scores over the root of their number, SE_judge from the judge's samples. While there are fewer
    than three answers their spread is taken to be at least 20 points, so that one answer has a
    band of 39. At least 15 where rules scored; 5 more on an uncertain transcript, 10 more where
    samples disagree.
    """
    per_answer = [score for rated in answers if (score := answer_score(rated, rubric)) is not None]
    spread = statistics.stdev(per_answer) if len(per_answer) > 1 else 0.0
    if len(per_answer) < ASSESSING.least_answers:
        spread = max(spread, ASSESSING.spread_unknown)
    items = spread / math.sqrt(max(1, len(per_answer)))
    width = max(ASSESSING.least_band, 1.96 * math.hypot(_judge_error(answers, rubric), items))
    if basic:
        width = max(ASSESSING.basic_band, width)
    if any(rated.transcript_uncertain for rated in answers):
        width += ASSESSING.uncertain_band
    if any(r.agreement == "low" for rated in answers for r in rated.dimensions.values()):
        width += ASSESSING.low_agreement_band
    return width


def answer_score(rated: RatedAnswer, rubric: Rubric) -> float | None:
    """Return the weighted mean of one answer's own dimensions after the gate, or null."""
    present = [
        (d.weight, score) for d in rubric.dimensions if (score := gated(rated, d.name)) is not None
    ]
    total = sum(weight for weight, _ in present)
    return sum(w * s for w, s in present) / total if total else None


def summary_word(score: float | None) -> str:
    """Return the word that stands for a score where there are too few answers for a number."""
    if score is None:
        return "not enough to assess"
    return next(
        word
        for least, word in ((75, "strong"), (58, "solid"), (35, "developing"), (0, "at the start"))
        if score >= least
    )


def _judge_error(answers: Sequence[RatedAnswer], rubric: Rubric) -> float:
    """Return the standard error of the overall score that the judge's samples leave."""
    weights = {d.name: d.weight for d in rubric.dimensions}
    by_name: dict[str, list[Rated]] = {}
    for rated in answers:
        for name, found in rated.dimensions.items():
            if found.score is not None:
                by_name.setdefault(name, []).append(found)
    total = sum(weights[name] for name in by_name)
    if not total:
        return 0.0
    variance = sum(
        (weights[name] / total / len(found)) ** 2 * sum(r.standard_error**2 for r in found)
        for name, found in by_name.items()
    )
    return math.sqrt(variance)
