"""The candidate's profile."""

from api.operation import Call, Operation
from api.schemas.profile import ProfileAnswer, ProfileBody
from api.schemas.wire import Nothing
from core.errors import ConflictError, NotFoundError
from core.interview import CandidateProfile


async def create(call: Call[ProfileBody, Nothing]) -> ProfileAnswer:
    """Store the caller's profile; there is one per user."""
    async with call.services.database.unit_of_work() as uow:
        stored = await uow.profiles.add(CandidateProfile(call.user_id, **dict(call.body)))
        await uow.commit()
    return ProfileAnswer.of(stored)


async def read(call: Call[Nothing, Nothing]) -> ProfileAnswer:
    """Return the caller's profile."""
    async with call.services.database.unit_of_work() as uow:
        profile = await uow.profiles.get(call.user_id)
    if profile is None:
        raise NotFoundError("There is no profile yet.")
    return ProfileAnswer.of(profile)


OPERATIONS = (
    Operation(
        method="POST",
        path="/ai-interview/profile",
        handler=create,
        summary="Create the profile",
        tag="profile",
        body=ProfileBody,
        query=Nothing,
        answer=ProfileAnswer,
        status=201,
        errors=(ConflictError,),
    ),
    Operation(
        method="GET",
        path="/ai-interview/profile",
        handler=read,
        summary="Get the profile",
        tag="profile",
        body=Nothing,
        query=Nothing,
        answer=ProfileAnswer,
        errors=(NotFoundError,),
    ),
)
