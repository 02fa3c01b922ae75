"""The rubric as values: groups, dimensions, weights, levels; authored in `prompts/rubrics/`."""

from functools import cached_property
from typing import Annotated, Self

from pydantic import ConfigDict, Field, StringConstraints, ValidationError, model_validator

from core.errors import PromptError
from core.plan import Frozen
from prompts.loader import load_yaml

Sentence = Annotated[str, StringConstraints(min_length=4, max_length=300)]
Five = Annotated[tuple[Sentence, ...], Field(min_length=5, max_length=5)]

COMPUTED = frozenset({"confidence", "pace", "fluency"})
GATED = frozenset(
    {
        "technical_accuracy",
        "problem_solving",
        "structure",
        "star_method",
        "leadership",
        "teamwork",
    }
)
"""Dimensions that count little where the answer was not about the question."""

ZERO_WHEN_UNANSWERED = frozenset(
    {"relevance", "technical_accuracy", "problem_solving", "structure"}
)


class RubricGroup(Frozen):
    """A group of dimensions; null where less than `least_share` of its weight was assessed."""

    name: str
    title: str
    weight: float = Field(gt=0, le=100)
    least_share: float = Field(ge=0, le=1)


class RubricDimension(Frozen):
    """One dimension: its weight in 100, the anchors of its five levels, and what lifts each."""

    name: str
    group: str
    title: str
    weight: float = Field(gt=0, le=100)
    computed: bool = False
    rule: Sentence
    levels: Five
    next: Five
    checks: dict[str, Sentence] = {}
    vetoes: dict[str, int] = {}


class Rubric(Frozen):
    """A whole rubric; the weights of each group's dimensions add up to the group's."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    version: str
    groups: tuple[RubricGroup, ...]
    dimensions: tuple[RubricDimension, ...]

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if abs(sum(group.weight for group in self.groups) - 100) > 1e-9:
            raise ValueError("the groups' weights must add up to 100")
        for group in self.groups:
            weight = sum(d.weight for d in self.dimensions if d.group == group.name)
            if abs(weight - group.weight) > 1e-9:
                raise ValueError(f"the dimensions of {group.name} must add up to {group.weight:g}")
        for dimension in self.dimensions:
            if unknown := dimension.vetoes.keys() - dimension.checks.keys():
                raise ValueError(f"{dimension.name}: vetoes without a check: {unknown}")
        names = [dimension.name for dimension in self.dimensions]
        if len(set(names)) != len(names) or not set(names).issuperset(COMPUTED | GATED):
            raise ValueError("dimension names must be unique and complete")
        return self

    def dimension(self, name: str) -> RubricDimension:
        """Return a dimension by name; `KeyError` if the rubric has none of it."""
        return self._by_name[name]

    def in_group(self, group: str) -> tuple[RubricDimension, ...]:
        """Return the dimensions of a group in their order."""
        return tuple(d for d in self.dimensions if d.group == group)

    @cached_property
    def _by_name(self) -> dict[str, RubricDimension]:
        return {dimension.name: dimension for dimension in self.dimensions}


def load_rubric(path: str = "rubrics/rubric.yaml") -> Rubric:
    """Return the rubric in `prompts/{path}`; `PromptError` says what is wrong with it."""
    try:
        return Rubric.model_validate(load_yaml(path))
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors()
        )
        raise PromptError(f"prompts/{path}: {wrong}") from error


def level_of(score: float) -> int:
    """Return the level 0-4 nearest to a score in 0-100; the anchors stand at 0, 25, 50, 75, 100."""
    return max(0, min(4, int(score / 25 + 0.5)))
