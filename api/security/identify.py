"""Whom a request says it comes from."""

from starlette.datastructures import Headers

from api.security.tokens import Identity, Tokens
from core.errors import NotAuthenticatedError


def identify(headers: Headers, tokens: Tokens) -> Identity:
    """Return whom the access token names; raises `NotAuthenticatedError` without a valid one."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise NotAuthenticatedError("This needs an access token: `Authorization: Bearer …`.")
    return tokens.check(token.strip())
