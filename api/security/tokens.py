"""Access tokens: JWT with one fixed algorithm."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

import jwt

from core.errors import NotAuthenticatedError

ALGORITHM = "HS256"
REMEMBERED = 4096
"""How many good tokens are known again without checking their signature anew."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a valid access token says: the user, and the sign-in it belongs to."""

    user_id: int
    sign_in: str


class Tokens:
    """Issues and checks access tokens that live for `minutes`."""

    def __init__(self, secret: str, minutes: int) -> None:
        self._secret = secret
        self.lifetime = timedelta(minutes=minutes)
        # only what is returned is remembered: a token with a flaw is looked at every time
        self._read = lru_cache(REMEMBERED)(self._verified)

    def issue(self, identity: Identity) -> str:
        """Return a signed token with `sub`, `sid`, `iat`, `exp` and `jti`."""
        now = datetime.now(UTC)
        claims = {
            "sub": str(identity.user_id),
            "sid": identity.sign_in,
            "typ": "access",
            "iat": now,
            "exp": now + self.lifetime,
            "jti": uuid.uuid4().hex,
        }
        return jwt.encode(claims, self._secret, algorithm=ALGORITHM)

    def check(self, token: str) -> Identity:
        """Return who the token belongs to; raises `NotAuthenticatedError` for any flaw."""
        identity, expires_at = self._read(token)
        if expires_at <= datetime.now(UTC).timestamp():
            raise NotAuthenticatedError("The access token has expired.")
        return identity

    def _verified(self, token: str) -> tuple[Identity, float]:
        """Return whom a token signed by us names, and until when (seconds since the epoch)."""
        try:
            claims = jwt.decode(
                token,
                self._secret,
                algorithms=[ALGORITHM],
                options={"require": ["sub", "sid", "iat", "exp", "jti"]},
            )
            if claims.get("typ") != "access" or not isinstance(claims["sid"], str):
                raise NotAuthenticatedError("The access token is not valid.")
            return Identity(user_id=int(claims["sub"]), sign_in=claims["sid"]), claims["exp"]
        except jwt.ExpiredSignatureError as error:
            raise NotAuthenticatedError("The access token has expired.") from error
        except (jwt.InvalidTokenError, ValueError) as error:
            raise NotAuthenticatedError("The access token is not valid.") from error
