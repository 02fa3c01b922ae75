"""Indexes that were promised by a process that did not live to make them, or could not."""

import logging

from api.knowledge.indexing import index_later
from api.services import Services

logger = logging.getLogger(__name__)


class OverdueIndexes:
    """Takes them over, whichever process it was."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def sweep(self) -> None:
        """Make every index that is overdue, one after the other."""
        while True:
            async with self._services.database.unit_of_work() as uow:
                user_id = await uow.due_indexes.take_over()
                await uow.commit()
            if user_id is None:
                return
            logger.info("profile.index_taken_over", extra={"user_id": user_id})
            await index_later(self._services, user_id)
