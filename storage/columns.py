"""Column types that keep values exactly, on SQLite and PostgreSQL alike."""

from datetime import UTC, datetime
from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, String, Text
from sqlalchemy.types import TypeDecorator

from core.errors import InvalidInputError

Id = BigInteger().with_variant(Integer, "sqlite")
"""64 bits on both; SQLite numbers rows by itself only in a column of this exact type."""

Code = TypeVar("Code", bound=str)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, read back in UTC. A naive one is refused with `ValueError`."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError("a stored time must be aware")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class PlainText(TypeDecorator[str]):
    """Text that both databases can hold; NUL and lone surrogates are `InvalidInputError`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is not None and not _storable(value):
            raise InvalidInputError("Text contains a character that cannot be stored.")
        return value


class CodeOf(TypeDecorator[Code]):
    """A member of a `StrEnum`, or a name of a class of its own, stored as its value."""

    impl = String(32)
    cache_ok = True

    def __init__(self, code_type: type[Code]) -> None:
        super().__init__()
        self.code_type = code_type

    def process_bind_param(self, value: Code | None, dialect: Dialect) -> str | None:
        return None if value is None else str(self.code_type(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Code | None:
        return None if value is None else self.code_type(value)


class JsonOf(TypeDecorator[Any]):
    """A value of `value_type` (anything pydantic knows), stored as JSON and read back equal.

    The type is JSON and not JSONB, which would reorder keys and rewrite numbers. None is NULL.
    """

    impl = JSON
    cache_ok = True

    def __init__(self, value_type: Any) -> None:
        super().__init__(none_as_null=True)
        self.value_type = value_type
        self._adapter: TypeAdapter[Any] = TypeAdapter(value_type)

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else self._adapter.dump_python(value, mode="json")

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else self._adapter.validate_python(value)


def _storable(text: str) -> bool:
    if "\x00" in text:
        return False
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
