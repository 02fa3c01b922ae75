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


@dataclass(frozen=True, slots=True)
class SignIn:
    """A device that a user has signed in on; its refresh token is stored as a SHA-256."""

    id: str
    user_id: int
    token_hash: str = field(repr=False)
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None
