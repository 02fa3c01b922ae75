"""Opening an account, signing in and out, and taking everything along or away."""

from starlette.responses import StreamingResponse

from api.accounts.closing import close_account
from api.accounts.export import export
from api.accounts.signing_in import Pass, renew, sign_in, sign_out
from api.http.wire import Nothing
from api.operation import Call, Operation, Reply
from api.schemas.account import (
    LoginBody,
    MeAnswer,
    RefreshBody,
    RegisterAnswer,
    RegisterBody,
    TokenAnswer,
)
from api.schemas.export import ExportAnswer
from core.errors import ConflictError, NotAuthenticatedError
from storage.knowledge import KnowledgeUnavailableError


def _token(given: Pass) -> TokenAnswer:
    return TokenAnswer(
        access_token=given.access_token,
        expires_in=given.expires_in_seconds,
        refresh_token=given.refresh_token,
        refresh_expires_in=given.refresh_expires_in_seconds,
    )


async def register(call: Call[RegisterBody, Nothing]) -> RegisterAnswer:
    """Open an account and sign in to it."""
    services, body = call.services, call.body
    password_hash = await services.passwords.hash(body.password)
    async with services.database.unit_of_work() as uow:
        user = await uow.users.add(body.email, password_hash, body.full_name)
        given = await sign_in(services, uow, user.id)
        await uow.commit()
    return RegisterAnswer(id=user.id, email=user.email, **_token(given).model_dump())


async def login(call: Call[LoginBody, Nothing]) -> TokenAnswer:
    """Sign in; an unknown user and a wrong password get the same answer in the same time."""
    services, body = call.services, call.body
    async with services.database.unit_of_work() as uow:
        user = await uow.users.by_email(body.email)
    known_hash = user.password_hash if user else None
    if not await services.passwords.matches(known_hash, body.password) or user is None:
        raise NotAuthenticatedError("The email or the password is wrong.")
    renewed = None
    if services.passwords.outdated(user.password_hash):
        renewed = await services.passwords.hash(body.password)
    async with services.database.unit_of_work() as uow:
        if renewed is not None:
            await uow.users.update_password_hash(user.id, renewed)
        given = await sign_in(services, uow, user.id)
        await uow.commit()
    return _token(given)


async def refresh(call: Call[RefreshBody, Nothing]) -> TokenAnswer:
    """Exchange a refresh token for a new access token and a new refresh token."""
    return _token(await renew(call.services, call.body.refresh_token))


async def logout(call: Call[Nothing, Nothing]) -> Reply:
    """End the sign-in that the access token belongs to."""
    await sign_out(call.services, call.sign_in_id)
    return Reply(None)


async def me(call: Call[Nothing, Nothing]) -> MeAnswer:
    """Return the account of the caller."""
    async with call.services.database.unit_of_work() as uow:
        user = await uow.users.by_id(call.user_id)
        profile = await uow.profiles.get(call.user_id)
    if user is None:
        raise NotAuthenticatedError("The access token is not valid.")
    return MeAnswer.of(user, has_profile=profile is not None)


async def export_all(call: Call[Nothing, Nothing]) -> StreamingResponse:
    """Return everything that is stored of the caller."""
    return StreamingResponse(
        export(call.services, call.user_id),
        media_type="application/json",
        headers={"Content-Disposition": 'attachment; filename="greenroom-export.json"'},
    )


async def delete_all(call: Call[Nothing, Nothing]) -> Reply:
    """Delete everything that is stored of the caller."""
    await close_account(call.services, call.user_id)
    return Reply(None)


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
        method="POST",
        path="/auth/refresh",
        handler=refresh,
        summary="Renew the access token",
        tag="accounts",
        body=RefreshBody,
        query=Nothing,
        answer=TokenAnswer,
        errors=(NotAuthenticatedError,),
        secured=False,
    ),
    Operation(
        method="POST",
        path="/auth/logout",
        handler=logout,
        summary="Sign out",
        tag="accounts",
        body=Nothing,
        query=Nothing,
        answer=None,
        status=204,
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
    Operation(
        method="GET",
        path="/auth/me/export",
        handler=export_all,
        summary="Everything that is stored of the caller",
        tag="accounts",
        body=Nothing,
        query=Nothing,
        answer=ExportAnswer,
    ),
    Operation(
        method="DELETE",
        path="/auth/me",
        handler=delete_all,
        summary="Delete everything that is stored of the caller",
        tag="accounts",
        body=Nothing,
        query=Nothing,
        answer=None,
        status=204,
        errors=(KnowledgeUnavailableError,),
    ),
)
