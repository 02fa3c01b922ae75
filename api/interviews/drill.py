"""A question of an earlier interview once more, alone and at once."""

from collections.abc import Sequence
from dataclasses import replace

from api.interviews.start import store
from api.services import Services
from core.errors import ConflictError, NotFoundError
from core.interview import (
    DRILL_MINUTES,
    DRILL_QUESTIONS,
    OPEN,
    CandidateProfile,
    InterviewSession,
    Mode,
)
from core.plan import AskedBefore, InterviewPlan, Question
from core.turn import Interaction, Role, as_held


async def drill(
    services: Services, user_id: int, session_id: int, question_number: int, mode: Mode
) -> InterviewSession:
    """Start an interview of five minutes with one question, which was answered before.

    It is like the earlier one in everything else; its result counts for itself alone. Raises
    `NotFoundError` for a question that was not answered, `ConflictError` while the interview it
    was put in goes on.
    """
    async with services.database.unit_of_work() as uow:
        earlier = await uow.sessions.get_for_user(session_id, user_id)
        profile = await uow.profiles.get(user_id) or CandidateProfile(user_id=user_id)
        question = _answered(earlier, await uow.interactions.list(session_id), question_number)
    if earlier.status in OPEN:
        raise ConflictError("The interview goes on; a question can be tried again after it.")
    request = replace(
        earlier.request,
        title=f"Once more: {question.competency}",
        mode=mode,
        planned_question_count=DRILL_QUESTIONS,
        duration_minutes=DRILL_MINUTES,
        # consent is given to one interview, not to the next
        record_audio=False,
        camera_opt_in=False,
    )
    before = AskedBefore(session_id=session_id, question_number=question_number)
    plan = InterviewPlan(
        questions=(question,),
        claims=earlier.plan.claims,
        prepared_by=earlier.plan.prepared_by,
        again=before,
    )
    return await store(
        services, user_id, request, await services.planner.open(request, profile, plan)
    )


def _answered(
    session: InterviewSession, history: Sequence[Interaction], question_number: int
) -> Question:
    for turn in as_held(history):
        if turn.role is Role.USER and turn.question_number == question_number:
            question = session.plan.question(turn.question_id)
            if question is not None:
                return question
    raise NotFoundError("There is no answer to such a question.")
