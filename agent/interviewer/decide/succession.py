"""Which planned question comes next, given how the answers so far went."""

from agent.interviewer.decide.interview_state import InterviewState, shift_after_topic
from core.interview import Difficulty
from core.plan import InterviewPlan, Question

_LEVELS = tuple(str(level) for level in Difficulty)


def next_question(
    position: InterviewState, plan: InterviewPlan, difficulty: Difficulty
) -> Question | None:
    """Return the question to ask next, or null when all have been asked.

    Strong answers raise and weak ones lower the level that is aimed at; a planned question of
    another level gives way to a reserve of that level. Personal questions and problems to
    write code for never give way.
    """
    number = len(position.asked_ids)
    if number >= len(plan.questions):
        return None
    asked = frozenset(position.asked_ids)
    planned = plan.questions[number]
    if planned.id in asked:
        return next((q for q in (*plan.questions, *plan.reserves) if q.id not in asked), None)
    aimed = _LEVELS.index(difficulty) + shift_after_topic(position)
    level = _LEVELS[max(0, min(aimed, len(_LEVELS) - 1))]
    stays = planned.source or planned.problem or planned.level == level
    if stays or shift_after_topic(position) == 0:
        return planned
    fitting = (q for q in plan.reserves if q.level == level and q.id not in asked)
    return next(fitting, planned)
