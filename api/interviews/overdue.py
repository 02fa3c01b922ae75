"""Assessments that were promised by a process that did not live to make them."""

import logging
from datetime import timedelta

from api.interviews.ending import finish
from api.services import Services

logger = logging.getLogger(__name__)

REST = timedelta(hours=1)
"""How long an assessment that fails in an unforeseen way is left alone."""


class OverdueAssessments:
    """Takes them over, whichever process it was."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def sweep(self) -> None:
        """Make every assessment that is overdue, one after the other."""
        while await self._make_one():
            pass

    async def _make_one(self) -> bool:
        database = self._services.database
        async with database.unit_of_work() as uow:
            taken = await uow.due_assessments.take_over()
            await uow.commit()
        if taken is None:
            return False
        session_id, user_id = taken
        logger.info("session.assessment_taken_over", extra={"session_id": session_id})
        try:
            await finish(self._services, user_id, session_id)
        except Exception:
            logger.exception("session.assessment_failed", extra={"session_id": session_id})
            async with database.unit_of_work() as uow:
                await uow.due_assessments.promise(session_id, REST)
                await uow.commit()
        return True
