"""Putting right what was misheard in an interview."""

from api.services import Services
from core.assessment import Assessment
from core.interview import OPEN
from core.turn import Interaction


async def correct(
    services: Services, user_id: int, session_id: int, interaction_id: int, content: str
) -> tuple[Interaction, Assessment | None]:
    """Store what was said in a turn, and make the assessment again where there is one.

    An interview that goes on, or was not assessed yet, is assessed from the corrected text later;
    the assessment is null then. Raises `NotFoundError` for a turn that is not in this session, and
    `ConflictError` for one of the interviewer's.
    """
    async with services.database.unit_of_work() as uow:
        session = await uow.sessions.get_for_user(session_id, user_id)
        turn = await uow.interactions.correct(session.id, interaction_id, content)
        assessed = await uow.assessments.latest(session.id) is not None
        await uow.commit()
    if session.status in OPEN or not assessed:
        return turn, None
    return turn, await services.completer.reassess(session.id)
