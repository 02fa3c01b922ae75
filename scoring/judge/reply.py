"""What a judge answers: per dimension quotes, checks and a level. No field holds 0-100."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from llm.json_reply import UnreadableReplyError, read_object
from llm.strict_schema import strict_object
from scoring.rubric.definition import Rubric

NOT_ASSESSABLE = "NE"


class JudgedQuote(BaseModel):
    """Words the judge claims the candidate said."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    quote: str = Field(max_length=1000)
    supports: Literal["+", "-"]
    check: str = ""


class JudgedDimension(BaseModel):
    """One dimension as judged, before anything of it has been verified."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    evidence: tuple[JudgedQuote, ...] = Field(max_length=10)
    checks: dict[str, bool]
    level: Literal[0, 1, 2, 3, 4, "NE"]
    next_step: str = Field(default="", max_length=1000)
    instructions_found: tuple[str, ...] = ()

    @field_validator("level", mode="before")
    @classmethod
    def _number(cls, value: object) -> object:
        return int(value) if isinstance(value, str) and value in "01234" and value else value


def schema_for(rubric: Rubric, names: Sequence[str]) -> dict[str, Any]:
    """Return the JSON schema of a reply that judges these dimensions, in this order."""
    parts = {name: _dimension(rubric, name, first=not at) for at, name in enumerate(names)}
    return strict_object(parts) | {"$defs": {"evidence": _evidence()}}


def read_reply(text: str, rubric: Rubric, names: Sequence[str]) -> Mapping[str, JudgedDimension]:
    """Return the judged dimensions of a reply; `UnreadableReplyError` if it is not one.

    Every dimension and every check must be there.
    """
    found = read_object(text)
    judged = {}
    for name in names:
        try:
            judged[name] = JudgedDimension.model_validate(found.get(name))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, (name, *first["loc"])))
            raise UnreadableReplyError(f"{where}: {first['msg']}") from error
        missing = rubric.dimension(name).checks.keys() - judged[name].checks.keys()
        if missing:
            raise UnreadableReplyError(f"{name}.checks: {', '.join(sorted(missing))} missing")
    return judged


def _dimension(rubric: Rubric, name: str, *, first: bool) -> dict[str, Any]:
    """Return the schema of a dimension; what addresses a grader is told once, with the first."""
    parts: dict[str, Any] = {
        "evidence": {"$ref": "#/$defs/evidence"},
        "checks": strict_object(
            {check: {"type": "boolean"} for check in rubric.dimension(name).checks}
        ),
        # not one enum of both: strict structured output wants a type for each
        "level": {
            "anyOf": [
                {"type": "integer", "enum": [0, 1, 2, 3, 4]},
                {"type": "string", "enum": [NOT_ASSESSABLE]},
            ]
        },
        "next_step": {"type": "string"},
    }
    if first:
        parts["instructions_found"] = {
            "type": "array",
            "items": {"type": "string"},
            "maxItems": 5,
        }
    return strict_object(parts)


def _evidence() -> dict[str, Any]:
    """Return what every dimension has, and stands there once: a schema is a part of the prompt."""
    text = {"type": "string"}
    quote = {"quote": text, "supports": {"type": "string", "enum": ["+", "-"]}, "check": text}
    return {"type": "array", "items": strict_object(quote), "maxItems": 2}
