"""What follows the end of an interview, beside the request that ended it."""

import logging

from api.knowledge.indexing import index_later
from api.services import Services
from core.errors import GreenroomError

logger = logging.getLogger(__name__)


async def finish(services: Services, user_id: int, session_id: int) -> None:
    """Assess an ended interview and make it findable.

    A failure is logged; asking for the assessment tries again.
    """
    try:
        await services.completer.complete(session_id)
    except GreenroomError as error:
        logger.warning(
            "session.assessment_postponed",
            extra={"session_id": session_id, "error_code": error.code},
        )
        return
    await index_later(services, user_id)
