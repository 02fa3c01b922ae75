"""The rubric as values: groups, dimensions, weights, levels; authored in `prompts/rubrics/`."""

from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import ConfigDict, Field, StringConstraints, ValidationError, model_validator
from pydantic_core import ErrorDetails

from core.errors import PromptError
from core.plan import Frozen

Sentence = Annotated[str, StringConstraints(min_length=4, max_length=300)]
Five = Annotated[tuple[Sentence, ...], Field(min_length=5, max_length=5)]


class RubricGroup(Frozen):
    """A group of dimensions; null where less than `least_share` of its weight was assessed."""

    name: str
    title: str
    weight: float = Field(gt=0, le=100)
    least_share: float = Field(ge=0, le=1)


class Described(Frozen):
    """Anything with five levels: what each looks like, and what lifts to the one above it."""

    name: str
    title: str
    rule: Sentence
    levels: Five
    next: Five


class RubricDimension(Described):
    """One dimension that counts: its weight in 100, and what a judge checks for it."""

    group: str
    weight: float = Field(gt=0, le=100)
    computed: bool = False
    checks: dict[str, Sentence] = {}
    vetoes: dict[str, Annotated[int, Field(ge=0, le=4)]] = {}


class Rubric(Frozen):
    """A whole rubric; the weights of each group's dimensions add up to the group's.

    `panel` describes what stands beside the score and weighs nothing.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    version: str
    groups: tuple[RubricGroup, ...]
    dimensions: tuple[RubricDimension, ...]
    panel: tuple[Described, ...]

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if abs(sum(group.weight for group in self.groups) - 100) > 1e-9:
            raise ValueError("the groups' weights must add up to 100")
        for group in self.groups:
            weight = sum(d.weight for d in self.dimensions if d.group == group.name)
            if abs(weight - group.weight) > 1e-9:
                raise ValueError(f"the dimensions of {group.name} must add up to {group.weight:g}")
        for dimension in self.dimensions:
            if dimension.group not in {group.name for group in self.groups}:
                raise ValueError(f"{dimension.name}: there is no group {dimension.group}")
            if not dimension.computed and not dimension.checks:
                raise ValueError(f"{dimension.name}: a judge needs at least one check")
            if unknown := dimension.vetoes.keys() - dimension.checks.keys():
                listed = ", ".join(sorted(unknown))
                raise ValueError(f"{dimension.name}: vetoes without a check: {listed}")
        return self

    def dimension(self, name: str) -> RubricDimension:
        """Return a dimension by name; `KeyError` if the rubric has none of it."""
        return self._by_name[name]

    def of_panel(self, name: str) -> Described:
        """Return an unscored part of the panel by name; `KeyError` if there is none of it."""
        return {panel.name: panel for panel in self.panel}[name]

    def in_group(self, group: str) -> tuple[RubricDimension, ...]:
        """Return the dimensions of a group in their order."""
        return tuple(d for d in self.dimensions if d.group == group)

    @cached_property
    def _by_name(self) -> dict[str, RubricDimension]:
        return {dimension.name: dimension for dimension in self.dimensions}


def read_rubric(content: object, where: str) -> Rubric:
    """Return the rubric that a file holds; `PromptError` names the file and all that is wrong."""
    try:
        return Rubric.model_validate(content)
    except ValidationError as error:
        wrong = "; ".join(_said(item) for item in error.errors())
        raise PromptError(f"{where}: {wrong}") from error


def level_of(score: float) -> int:
    """Return the level 0-4 nearest to a score in 0-100; the anchors stand at 0, 25, 50, 75, 100."""
    return max(0, min(4, int(score / 25 + 0.5)))


def described(dimension: Described, score: float | None) -> dict[str, Any]:
    """Return the fields of a `DimensionScore` that the rubric fills, for a score or for null."""
    fields: dict[str, Any] = {"name": dimension.name, "title": dimension.title, "score": score}
    if score is None:
        return fields
    level = level_of(score)
    above = dimension.levels[level + 1] if level + 1 < len(dimension.levels) else ""
    return fields | {
        "level": level,
        "level_description": dimension.levels[level],
        "next_level_description": above,
        "next_level": dimension.next[level],
    }


def _said(item: ErrorDetails) -> str:
    where = ".".join(map(str, item["loc"]))
    return f"{where}: {item['msg']}" if where else item["msg"]
