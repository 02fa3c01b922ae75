"""Starting an interview: prepare it, keep the plan, say the first words."""

from api.interviews.written import written_item_id
from api.services import Services
from core.interview import InterviewRequest, InterviewSession, Mode
from core.move import WordedBy
from core.turn import Interaction, Role


async def start(services: Services, user_id: int, request: InterviewRequest) -> InterviewSession:
    """Return a new active session.

    A written interview begins at once: its opener is its first turn. The opener of a spoken one is
    said, and logged, in the room.
    """
    async with services.database.unit_of_work() as uow:
        profile = await uow.profiles.get(user_id)
    prepared = await services.planner.prepare(request, profile)
    now = services.clock()
    async with services.database.unit_of_work() as uow:
        session = await uow.sessions.add(user_id, request, prepared.plan, prepared.opener)
        if request.mode is Mode.TEXT:
            await uow.sessions.mark_started(session.id, now)
            move = prepared.opening_move
            opening = Interaction(
                session_id=session.id,
                item_id=written_item_id(),
                role=Role.ASSISTANT,
                content=prepared.opener,
                created_at=now,
                offset_seconds=0.0,
                move=move,
                question_number=move.question_number,
                question_id=move.question_id,
                worded_by=WordedBy.TEMPLATE,
            )
            await uow.interactions.add(opening)
        await uow.commit()
    return session
