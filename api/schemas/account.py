"""Accounts over the wire."""

from pydantic import EmailStr, Field

from api.schemas.wire import Line, Moment, Text, Wire


class RegisterBody(Wire):
    """What it takes to open an account."""

    email: EmailStr = Field(max_length=254)
    password: Text = Field(min_length=8, max_length=128)
    full_name: Line | None = None


class LoginBody(Wire):
    """Credentials; what no account could have is refused like a wrong password."""

    email: Text = Field(max_length=254)
    password: Text = Field(max_length=128)


class TokenAnswer(Wire):
    """A fresh access token; `expires_in` is in seconds."""

    access_token: str
    token_type: str = "bearer"
    expires_in: int


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
