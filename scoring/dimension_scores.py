"""One score per dimension for the whole interview, with rule, measures, quotes and next level."""

from collections.abc import Sequence
from itertools import zip_longest

from core.assessment import DimensionScore, Evidence
from scoring.composite import gated, mean_over_answers
from scoring.delivery.pooling import PooledDelivery
from scoring.dimensions import DIMENSIONS
from scoring.evidence.tuned import EVIDENCE
from scoring.rubric.definition import Rubric, RubricDimension, described
from scoring.rubric.rating import Measures, RatedAnswer

_BY_NAME = {dimension.name: dimension for dimension in DIMENSIONS}
_NO_ANSWER = "nothing was said that could be assessed"


def dimension_scores(
    answers: Sequence[RatedAnswer], pooled: PooledDelivery, rubric: Rubric
) -> tuple[DimensionScore, ...]:
    """Return every dimension of the rubric that counts, in its order."""
    return tuple(
        _computed(dimension, answers, pooled) if dimension.computed else _rated(dimension, answers)
        for dimension in rubric.dimensions
    )


def _rated(dimension: RubricDimension, answers: Sequence[RatedAnswer]) -> DimensionScore:
    name = dimension.name
    with_it = [rated for rated in answers if name in rated.dimensions]
    score = mean_over_answers(with_it, name)
    known = [rated for rated in with_it if rated.dimensions[name].score is not None]
    methods = {rated.dimensions[name].method for rated in known}
    fields = described(dimension, score)
    if score is not None and (step := _next_step(name, known)):
        fields["next_level"] = step
    return DimensionScore(
        **fields,
        group=dimension.group,
        weight=dimension.weight,
        null_reason=_why_null(name, with_it) if score is None else None,
        method=next((m for m in ("basic", "judge") if m in methods), "computed"),
        rule=dimension.rule,
        evidence=_evidence(name, known),
        measures=_measures(name, known),
        agreement=_agreement(name, known),
    )


def _computed(
    dimension: RubricDimension, answers: Sequence[RatedAnswer], pooled: PooledDelivery
) -> DimensionScore:
    known = _BY_NAME[dimension.name]
    assert known.pooled is not None
    score = known.pooled(pooled)
    return DimensionScore(
        **described(dimension, score),
        group=dimension.group,
        weight=dimension.weight,
        null_reason=pooled.not_measured.get(dimension.name) if score is None else None,
        method="computed",
        rule=dimension.rule,
        evidence=known.evidence([rated.answer for rated in answers]),
        measures={
            name: pooled.measures[name] for name in known.measures if name in pooled.measures
        },
    )


def _why_null(name: str, with_it: Sequence[RatedAnswer]) -> str:
    reasons = dict.fromkeys(rated.dimensions[name].reason for rated in with_it)
    return (
        "; ".join(reason for reason in reasons if reason) or _BY_NAME[name].not_asked or _NO_ANSWER
    )


def _next_step(name: str, known: Sequence[RatedAnswer]) -> str:
    """Return what a judge advises for the weakest answer it advised on, or nothing."""
    steps = (rated.dimensions[name].next_step for rated in _weakest_first(name, known))
    return next((step for step in steps if step), "")


def _weakest_first(name: str, known: Sequence[RatedAnswer]) -> list[RatedAnswer]:
    return sorted(known, key=lambda rated: rated.dimensions[name].score or 0.0)


def _evidence(name: str, known: Sequence[RatedAnswer]) -> tuple[Evidence, ...]:
    """Return at most three quotes, the first of every answer before the second of any."""
    columns = zip_longest(*(rated.dimensions[name].evidence for rated in known))
    return tuple(e for column in columns for e in column if e is not None)[: EVIDENCE.shown]


def _measures(name: str, known: Sequence[RatedAnswer]) -> Measures:
    measures: Measures = {"answers": len(known)}
    for rated in known:
        prefix = f"q{rated.answer.question_number}"
        measures[prefix] = gated(rated, name)
        for key, value in rated.dimensions[name].measures.items():
            measures[f"{prefix}.{key}"] = value
    return measures


def _agreement(name: str, known: Sequence[RatedAnswer]) -> str | None:
    found = {rated.dimensions[name].agreement for rated in known} - {None}
    return "low" if "low" in found else next(iter(found), None)
