"""Signing in, staying signed in, and signing out.

A sign-in gives out one refresh token after another, and only the last is good. An earlier one that
comes back was stolen, or the good one was: the whole sign-in ends.
"""

import hashlib
import hmac
import secrets
import uuid
from dataclasses import dataclass
from datetime import timedelta

from api.security.tokens import Identity
from api.services import Services
from core.account import SignIn
from core.errors import NotAuthenticatedError
from storage import UnitOfWork


@dataclass(frozen=True, slots=True)
class Pass:
    """What a client carries: a short access token and the token that renews it."""

    access_token: str
    refresh_token: str
    expires_in_seconds: int
    refresh_expires_in_seconds: int


async def sign_in(services: Services, uow: UnitOfWork, user_id: int) -> Pass:
    """Begin a sign-in of a user whose credentials were checked; the caller commits.

    Nothing is kept of those that have ended before.
    """
    now = services.clock()
    await uow.sign_ins.forget_ended(user_id, now)
    secret = secrets.token_urlsafe(32)
    begun = SignIn(
        id=uuid.uuid4().hex,
        user_id=user_id,
        token_hash=_hash(secret),
        created_at=now,
        expires_at=now + _lifetime(services),
    )
    await uow.sign_ins.add(begun)
    return _pass(services, begun, secret)


async def renew(services: Services, refresh_token: str) -> Pass:
    """Return a new pass for a refresh token, which is then used up.

    Raises `NotAuthenticatedError` for any token but the last one given out; one that was good
    before ends its sign-in.
    """
    refused = NotAuthenticatedError("The refresh token is not valid; sign in again.")
    sign_in_id, _, secret = refresh_token.partition(".")
    async with services.database.unit_of_work() as uow:
        found = await uow.sign_ins.get(sign_in_id, lock=True)
        now = services.clock()
        if found is None or found.revoked_at is not None or found.expires_at <= now:
            raise refused
        if not hmac.compare_digest(found.token_hash, _hash(secret)):
            await uow.sign_ins.revoke(found.id, now)
            await uow.commit()
            raise refused
        next_secret = secrets.token_urlsafe(32)
        await uow.sign_ins.rotate(found.id, _hash(next_secret), now + _lifetime(services))
        await uow.commit()
    return _pass(services, found, next_secret)


async def sign_out(services: Services, sign_in_id: str) -> None:
    """End a sign-in: its access tokens and its refresh token are good no more."""
    async with services.database.unit_of_work() as uow:
        await uow.sign_ins.revoke(sign_in_id, services.clock())
        await uow.commit()


def _pass(services: Services, begun: SignIn, secret: str) -> Pass:
    return Pass(
        access_token=services.tokens.issue(Identity(user_id=begun.user_id, sign_in=begun.id)),
        refresh_token=f"{begun.id}.{secret}",
        expires_in_seconds=round(services.tokens.lifetime.total_seconds()),
        refresh_expires_in_seconds=round(_lifetime(services).total_seconds()),
    )


def _lifetime(services: Services) -> timedelta:
    return timedelta(days=services.settings.refresh_token_days)


def _hash(secret: str) -> str:
    # 256 bits of randomness need no slow hash
    return hashlib.sha256(secret.encode()).hexdigest()
