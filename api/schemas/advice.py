"""What an assessment advises over the wire: an answer told better, and what to practise next."""

from api.http.wire import Wire
from api.schemas.session import StartBody
from core.assessment import Focus, NextInterview


class NextInterviewAnswer(Wire):
    """What to practise next; `start` is a body for starting such an interview."""

    based_on_sessions: int
    focus: list[Focus]
    topics: list[str]
    start: StartBody

    @classmethod
    def of(cls, plan: NextInterview) -> "NextInterviewAnswer":
        """Return the wire form of a plan."""
        request = plan.request
        return cls(
            based_on_sessions=plan.based_on_sessions,
            focus=list(plan.focus),
            topics=list(plan.topics),
            start=StartBody(
                title=request.title,
                interview_type=request.interview_type,
                role_context=request.role_context,
                company_context=request.company_context,
                difficulty_level=request.difficulty_level,
                custom_instructions=request.custom_instructions,
                mode=request.mode,
                question_count=request.planned_question_count,
                duration_minutes=request.duration_minutes,
                camera_opt_in=request.camera_opt_in,
                own_pace=request.own_pace,
                patience=request.patience,
                audible_nods=request.audible_nods,
                code_pane=request.code_pane,
                language=request.language,
            ),
        )
