"""Closing an account: everything goes, the vectors first, so that a failure loses no track."""

from api.interviews.ending import close_rooms
from api.services import Services
from core.interview import Mode


async def close_account(services: Services, user_id: int) -> None:
    """Delete the user's vectors and every row that is theirs.

    Raises `UnavailableError` before anything is lost when the vector store is away: the request
    can be repeated. Their open rooms are closed, with whoever speaks there.
    """
    await services.knowledge.forget(user_id)
    async with services.database.unit_of_work() as uow:
        spoken = await uow.sessions.open_for_user(user_id, Mode.VOICE)
        await uow.users.delete(user_id)
        await uow.commit()
    await close_rooms(services, spoken)
    # a run that was indexing meanwhile may have written them again; one that goes on sees to it
    await services.knowledge.forget(user_id)
