"""How a candidate's assessed interviews compare, type by type."""

from dataclasses import dataclass

from api.services import Services
from core.interview import InterviewType, SessionSummary
from prompts.interview_types import interview_types
from scoring.progress import Trend, trends

INTERVIEWS = 100
"""How many of the latest interviews of a type are looked at."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The assessed interviews of one type, oldest first, and a line per dimension over them."""

    interviews: list[SessionSummary]
    trends: tuple[Trend, ...]


async def progress(services: Services, user_id: int) -> dict[InterviewType, Progress]:
    """Return what was assessed by type; types without any are absent."""
    found: dict[InterviewType, Progress] = {}
    async with services.database.unit_of_work() as uow:
        for interview_type in interview_types():
            page = await uow.sessions.list_for_user(
                user_id, 0, INTERVIEWS, interview_type=interview_type
            )
            # also what was left early: what was said in it was said
            listed = [
                summary
                for summary in reversed(page)
                if summary.assessed_at is not None and not summary.request.is_drill
            ]
            if not listed:
                continue
            shown = {summary.id for summary in listed}
            newest = await uow.assessments.latest_of_sessions(user_id, interview_type, INTERVIEWS)
            compared = [(interview_type, one) for one in newest if one.session_id in shown]
            found[interview_type] = Progress(listed, trends(compared))
    return found
