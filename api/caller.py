"""The user behind a request."""

from dataclasses import dataclass

from starlette.requests import Request

from api.security.identify import identify
from api.services import Services
from core.errors import NotAuthenticatedError


@dataclass(frozen=True, slots=True)
class Caller:
    """The user who calls, and the sign-in the token belongs to."""

    user_id: int
    sign_in_id: str


async def authenticate(request: Request, services: Services) -> Caller:
    """Return who calls; raises `NotAuthenticatedError` without a valid token."""
    identity = identify(request.headers, services.tokens)
    async with services.database.unit_of_work() as uow:
        found = await uow.sign_ins.get(identity.sign_in)
    if found is None or found.revoked_at is not None or found.user_id != identity.user_id:
        raise NotAuthenticatedError("The access token is not valid any more.")
    return Caller(user_id=identity.user_id, sign_in_id=identity.sign_in)
