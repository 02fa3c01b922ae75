"""Who is at work on an ended session's assessment, so that none is forgotten or made twice."""

from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import Clock
from storage.models import SessionRow

PATIENCE = timedelta(minutes=1)
"""How long nobody else takes over what was promised; a process at work promises again in time."""
CLAIM = timedelta(seconds=15)
"""How long a claim lasts; a process at work keeps it in time, and one that died is waited for."""


class DueAssessments:
    """The ended sessions that have no assessment yet; storing one takes the session off."""

    def __init__(self, db_session: AsyncSession, clock: Clock) -> None:
        self._db_session = db_session
        self._clock = clock

    async def promise(self, session_id: int, patience: timedelta = PATIENCE) -> None:
        """Leave the assessment to the caller for that long; does nothing where there is one."""
        await self._db_session.execute(
            update(SessionRow)
            .where(SessionRow.id == session_id, SessionRow.assessed_at.is_(None))
            .values(assessment_due_at=self._clock() + patience)
        )

    async def claim(self, session_id: int) -> bool:
        """Have the assessment to oneself for `CLAIM`; false where somebody else has, or it is made.

        Of several who claim at once, one gets it.
        """
        now = self._clock()
        claimed = await self._db_session.scalar(
            update(SessionRow)
            .where(
                SessionRow.id == session_id,
                SessionRow.assessed_at.is_(None),
                or_(
                    SessionRow.assessment_claimed_until.is_(None),
                    SessionRow.assessment_claimed_until <= now,
                ),
            )
            .values(assessment_claimed_until=now + CLAIM, assessment_due_at=now + PATIENCE)
            .returning(SessionRow.id)
        )
        return claimed is not None

    async def keep(self, session_id: int) -> None:
        """Keep a claim for another `CLAIM`; does nothing where there is an assessment."""
        now = self._clock()
        await self._db_session.execute(
            update(SessionRow)
            .where(SessionRow.id == session_id, SessionRow.assessed_at.is_(None))
            .values(assessment_claimed_until=now + CLAIM, assessment_due_at=now + PATIENCE)
        )

    async def release(self, session_id: int) -> None:
        """Give a claim up: whoever waits for the assessment may make it."""
        await self._db_session.execute(
            update(SessionRow)
            .where(SessionRow.id == session_id)
            .values(assessment_claimed_until=None)
        )

    async def take_over(self) -> tuple[int, int] | None:
        """Promise the assessment that is overdue for longest; None when there is none.

        Returns the ids of its session and of the user. Of several who ask at once, one gets it.
        """
        now = self._clock()
        longest = await self._db_session.scalar(
            select(SessionRow.id)
            .where(SessionRow.assessment_due_at < now)
            .order_by(SessionRow.assessment_due_at)
            .limit(1)
        )
        if longest is None:
            return None
        return await self._take(longest, now)

    async def _take(self, session_id: int, now: datetime) -> tuple[int, int] | None:
        taken = await self._db_session.execute(
            update(SessionRow)
            .where(SessionRow.id == session_id, SessionRow.assessment_due_at < now)
            .values(assessment_due_at=now + PATIENCE)
            .returning(SessionRow.id, SessionRow.user_id)
        )
        row = taken.one_or_none()
        return None if row is None else (row.id, row.user_id)
