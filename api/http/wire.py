"""What all bodies share: nothing unknown is accepted, and text holds no NUL."""

from datetime import datetime
from typing import Annotated, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    PlainSerializer,
)

NO_NUL = r"^[^\x00]*$"


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be blank")
    return text


Text = Annotated[str, Field(pattern=NO_NUL)]
"""Any text a database can hold: PostgreSQL refuses the NUL character."""

Line = Annotated[str, Field(pattern=NO_NUL, max_length=200)]
"""A short field: a name, a role, a skill."""

NonBlank = Annotated[str, Field(pattern=NO_NUL, min_length=1), AfterValidator(_not_blank)]

Moment = Annotated[
    datetime,
    PlainSerializer(
        lambda moment: moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        return_type=str,
        when_used="json",
    ),
]
"""An aware UTC time, written as the contract writes it: `2025-12-07T10:00:00.000Z`."""


class Wire(BaseModel):
    """A body or a query: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


def example(**fields: object) -> ConfigDict:
    """Return the configuration of a body with an example for the documentation."""
    return ConfigDict(json_schema_extra={"examples": [cast(JsonValue, fields)]})


class Nothing(Wire):
    """No body, no query."""


class ErrorItem(Wire):
    """One field that is wrong, and why."""

    field: str
    message: str


class ErrorBody(Wire):
    """Every error there is, in one shape."""

    detail: str
    error_code: str
    errors: list[ErrorItem] | None = None
    request_id: str | None = None
    parts: dict[str, str] | None = Field(
        default=None, description="of `/readyz` alone: every part by name, `ok` or what is wrong"
    )
