"""Assessments: every version is kept; the newest also fills the session's score columns."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.assessment import Assessment
from core.errors import NotFoundError
from storage.engine import for_update
from storage.models import AssessmentRow, SessionRow
from storage.repositories.session_values import fill_scores


class Assessments:
    """The results of interviews, by version."""

    def __init__(self, db_session: AsyncSession) -> None:
        self._db_session = db_session

    async def add(self, assessment: Assessment) -> Assessment:
        """Store the assessment as the session's next version and return it with that number.

        Raises `NotFoundError` if there is no such session.
        """
        session = await self._db_session.scalar(
            for_update(select(SessionRow).where(SessionRow.id == assessment.session_id))
        )
        if session is None:
            raise NotFoundError("Interview session not found.")
        newest = await self._db_session.scalar(
            select(func.max(AssessmentRow.version)).where(
                AssessmentRow.session_id == assessment.session_id
            )
        )
        numbered = assessment.model_copy(update={"version": (newest or 0) + 1})
        self._db_session.add(
            AssessmentRow(
                session_id=numbered.session_id,
                version=numbered.version,
                method=numbered.method,
                overall_score=numbered.overall_score,
                assessed_at=numbered.assessed_at,
                assessment=numbered,
            )
        )
        fill_scores(session, numbered)
        await self._db_session.flush()
        return numbered

    async def latest(self, session_id: int) -> Assessment | None:
        """Return the session's newest assessment, or None."""
        return await self._db_session.scalar(
            select(AssessmentRow.assessment)
            .where(AssessmentRow.session_id == session_id)
            .order_by(AssessmentRow.version.desc())
            .limit(1)
        )

    async def list(self, session_id: int) -> tuple[Assessment, ...]:
        """Return every version, oldest first."""
        found = await self._db_session.scalars(
            select(AssessmentRow.assessment)
            .where(AssessmentRow.session_id == session_id)
            .order_by(AssessmentRow.version)
        )
        return tuple(found)
