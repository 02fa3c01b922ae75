"""Opening an account and signing in."""

import uuid

from api.accounts.tokens import Identity
from api.operation import Call, Operation
from api.schemas.account import LoginBody, MeAnswer, RegisterAnswer, RegisterBody, TokenAnswer
from api.schemas.wire import Nothing
from api.services import Services
from core.errors import ConflictError, NotAuthenticatedError


def _token(services: Services, user_id: int) -> TokenAnswer:
    identity = Identity(user_id=user_id, sign_in=uuid.uuid4().hex)
    return TokenAnswer(
        access_token=services.tokens.issue(identity),
        expires_in=round(services.tokens.lifetime.total_seconds()),
    )


async def register(call: Call[RegisterBody, Nothing]) -> RegisterAnswer:
    """Open an account and sign in to it."""
    services, body = call.services, call.body
    password_hash = await services.passwords.hash(body.password)
    async with services.database.unit_of_work() as uow:
        user = await uow.users.add(
            email=body.email, password_hash=password_hash, full_name=body.full_name
        )
        await uow.commit()
    token = _token(services, user.id)
    return RegisterAnswer(id=user.id, email=user.email, **token.model_dump())


async def login(call: Call[LoginBody, Nothing]) -> TokenAnswer:
    """Sign in; an unknown user and a wrong password get the same answer in the same time."""
    services, body = call.services, call.body
    async with services.database.unit_of_work() as uow:
        user = await uow.users.by_email(body.email)
    known_hash = user.password_hash if user else None
    if not await services.passwords.matches(known_hash, body.password) or user is None:
        raise NotAuthenticatedError("The email or the password is wrong.")
    if services.passwords.outdated(user.password_hash):
        renewed = await services.passwords.hash(body.password)
        async with services.database.unit_of_work() as uow:
            await uow.users.update_password_hash(user.id, renewed)
            await uow.commit()
    return _token(services, user.id)


async def me(call: Call[Nothing, Nothing]) -> MeAnswer:
    """Return the account of the caller."""
    async with call.services.database.unit_of_work() as uow:
        user = await uow.users.by_id(call.user_id)
    if user is None:
        raise NotAuthenticatedError("The access token is not valid.")
    return MeAnswer(
        id=user.id, email=user.email, full_name=user.full_name, created_at=user.created_at
    )


OPERATIONS = (
    Operation(
        method="POST",
        path="/auth/register",
        limit="register",
        handler=register,
        summary="Open an account",
        tag="accounts",
        body=RegisterBody,
        query=Nothing,
        answer=RegisterAnswer,
        status=201,
        errors=(ConflictError,),
        secured=False,
    ),
    Operation(
        method="POST",
        path="/auth/login",
        limit="login",
        handler=login,
        summary="Sign in",
        tag="accounts",
        body=LoginBody,
        query=Nothing,
        answer=TokenAnswer,
        errors=(NotAuthenticatedError,),
        secured=False,
    ),
    Operation(
        method="GET",
        path="/auth/me",
        handler=me,
        summary="The caller's account",
        tag="accounts",
        body=Nothing,
        query=Nothing,
        answer=MeAnswer,
    ),
)
