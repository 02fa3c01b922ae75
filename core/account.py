"""A person who can sign in."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class User:
    """An account. `email` is in lower case; `password_hash` never shows in a representation."""

    id: int
    email: str
    password_hash: str = field(repr=False)
    full_name: str | None
    created_at: datetime
