"""How a candidate's assessed interviews compare, type by type."""

from api.services import Services
from core.interview import InterviewType, SessionStatus, SessionSummary

INTERVIEWS = 100
"""How many of the latest completed interviews of a type are looked at."""


async def progress(services: Services, user_id: int) -> dict[InterviewType, list[SessionSummary]]:
    """Return the assessed interviews by type, oldest first; types without any are absent."""
    found: dict[InterviewType, list[SessionSummary]] = {}
    async with services.database.unit_of_work() as uow:
        for interview_type in InterviewType:
            page = await uow.sessions.list_for_user(
                user_id, 0, INTERVIEWS, SessionStatus.COMPLETED, interview_type
            )
            assessed = [summary for summary in reversed(page) if summary.assessed_at is not None]
            if assessed:
                found[interview_type] = assessed
    return found
