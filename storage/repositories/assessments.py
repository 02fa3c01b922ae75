"""Assessments: every version is kept; the newest also fills the session's score columns."""

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.assessment import Assessment
from core.errors import NotFoundError
from core.interview import DRILL_QUESTIONS, InterviewType
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

    async def latest_of_sessions(
        self, user_id: int, interview_type: InterviewType, limit: int
    ) -> tuple[Assessment, ...]:
        """Return the newest assessment of each of a user's last sessions of a type, newest first.

        Sessions that were not assessed do not count, nor do drills of one question.
        """
        return await self._newest(
            user_id,
            limit,
            SessionRow.interview_type == interview_type,
            SessionRow.planned_question_count != DRILL_QUESTIONS,
        )

    async def latest_of_all(self, user_id: int, limit: int) -> tuple[Assessment, ...]:
        """Return the newest assessment of each of a user's last sessions, of drills too."""
        return await self._newest(user_id, limit)

    async def _newest(
        self, user_id: int, limit: int, *which: ColumnElement[bool]
    ) -> tuple[Assessment, ...]:
        sessions = (
            select(SessionRow.id)
            .where(SessionRow.user_id == user_id, SessionRow.assessed_at.is_not(None), *which)
            .order_by(SessionRow.id.desc())
            .limit(limit)
        )
        newest = (
            select(AssessmentRow.session_id, func.max(AssessmentRow.version).label("version"))
            .where(AssessmentRow.session_id.in_(sessions))
            .group_by(AssessmentRow.session_id)
            .subquery()
        )
        found = await self._db_session.scalars(
            select(AssessmentRow.assessment)
            .join(
                newest,
                (AssessmentRow.session_id == newest.c.session_id)
                & (AssessmentRow.version == newest.c.version),
            )
            .order_by(AssessmentRow.session_id.desc())
        )
        return tuple(found)

    async def list(self, session_id: int) -> tuple[Assessment, ...]:
        """Return every version, oldest first."""
        found = await self._db_session.scalars(
            select(AssessmentRow.assessment)
            .where(AssessmentRow.session_id == session_id)
            .order_by(AssessmentRow.version)
        )
        return tuple(found)
