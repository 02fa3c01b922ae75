"""A header of a request, as it is read and documented."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Header:
    """A request header that an operation reads."""

    name: str
    description: str
    pattern: str | None = None
