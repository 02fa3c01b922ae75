"""The kinds of interview as the API takes and lists them."""

from typing import Annotated, Any

from pydantic import AfterValidator, GetJsonSchemaHandler, RootModel
from pydantic_core import CoreSchema, PydanticCustomError

from api.http.wire import Wire
from core.interview import InterviewType
from prompts.interview_types import interview_types, type_entries


def _known(name: InterviewType) -> InterviewType:
    if name not in interview_types():
        known = ", ".join(f"'{one}'" for one in interview_types())
        raise PydanticCustomError("enum", "Input should be one of {known}", {"known": known})
    return name


class _Listed:
    """Lists the names in the OpenAPI document as an enum."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "enum": [str(name) for name in interview_types()]}


KnownType = Annotated[InterviewType, AfterValidator(_known), _Listed()]
"""The name of a kind of interview that there is."""

ListedType = Annotated[InterviewType, _Listed()]
"""The same in an answer, where an interview may be older than the list."""


class TypeItem(Wire):
    """A kind of interview: the name to ask for it by, and what a page calls it."""

    name: ListedType
    title: str


class TypeList(RootModel[list[TypeItem]]):
    """All kinds of interview."""

    @classmethod
    def all(cls) -> "TypeList":
        """Return every kind there is, in the order to list them in."""
        return cls([TypeItem(name=e.name, title=e.title) for e in type_entries().values()])
