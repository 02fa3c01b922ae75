"""Accounts over the wire."""

from typing import Annotated

from pydantic import AfterValidator, EmailStr, Field, validate_email
from pydantic_core import PydanticCustomError

from api.http.wire import Line, Moment, Text, Wire, example
from api.security.new_password import LONGEST, SHORTEST, checked
from core.account import User


def _as_registered(email: str) -> str:
    """Return an address as an account has it; what is none stays as it is, and is nobody's."""
    try:
        return validate_email(email)[1]
    except PydanticCustomError:
        return email


class RegisterBody(Wire):
    """What it takes to open an account."""

    model_config = example(
        email="ada@example.com", password="correct horse battery", full_name="Ada Lovelace"
    )

    email: EmailStr = Field(max_length=254)
    password: Annotated[
        Text, Field(min_length=SHORTEST, max_length=LONGEST), AfterValidator(checked)
    ]
    full_name: Line | None = None


class LoginBody(Wire):
    """Credentials; what no account could have is refused like a wrong password."""

    model_config = example(email="ada@example.com", password="correct horse battery")

    email: Annotated[Text, Field(max_length=254), AfterValidator(_as_registered)]
    password: Text = Field(max_length=128)


class RefreshBody(Wire):
    """The refresh token given out last."""

    refresh_token: Text = Field(min_length=1, max_length=200)


class TokenAnswer(Wire):
    """A fresh access token, and what renews it once; times are in seconds."""

    access_token: str
    token_type: str = "bearer"
    expires_in: int
    refresh_token: str
    refresh_expires_in: int


class RegisterAnswer(TokenAnswer):
    """The new account with its first token."""

    id: int
    email: str


class MeAnswer(Wire):
    """The account of the caller."""

    id: int
    email: str
    full_name: str | None
    created_at: Moment
    has_profile: bool

    @classmethod
    def of(cls, user: User, *, has_profile: bool) -> "MeAnswer":
        """Return the wire form of an account."""
        return cls(
            id=user.id,
            email=user.email,
            full_name=user.full_name,
            created_at=user.created_at,
            has_profile=has_profile,
        )
