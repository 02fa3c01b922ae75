"""Closing an account: everything goes, the vectors first, so that a failure loses no track."""

from api.services import Services


async def close_account(services: Services, user_id: int) -> None:
    """Delete the user's vectors and every row that is theirs.

    Raises `UnavailableError` before anything is lost when the vector store is away: the request
    can be repeated. Open rooms of theirs are closed by the room watch.
    """
    await services.knowledge.forget(user_id)
    async with services.database.unit_of_work() as uow:
        await uow.users.delete(user_id)
        await uow.commit()
    # a run that was indexing meanwhile may have written them again; one that goes on sees to it
    await services.knowledge.forget(user_id)
