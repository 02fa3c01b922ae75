"""How many sessions a user has, kept up to date by whoever adds, moves or deletes one."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.interview import InterviewType, SessionStatus
from storage.models import SessionCountRow
from storage.repositories.upsert import insert_unless_there


class SessionCounts:
    """Counters per user, status and type, changed in the transaction of what they count."""

    def __init__(self, db_session: AsyncSession) -> None:
        self._db_session = db_session

    async def change(
        self, user_id: int, status: SessionStatus, interview_type: InterviewType, by: int
    ) -> None:
        """Add `by` (1 or -1) to one counter."""
        statement = insert_unless_there(self._db_session, SessionCountRow).values(
            user_id=user_id, status=status, interview_type=interview_type, sessions=by
        )
        await self._db_session.execute(
            statement.on_conflict_do_update(
                index_elements=["user_id", "status", "interview_type"],
                set_={"sessions": SessionCountRow.sessions + by},
            )
        )

    async def total(
        self,
        user_id: int,
        status: SessionStatus | None = None,
        interview_type: InterviewType | None = None,
    ) -> int:
        """Return the number of the user's sessions that have this status and type, where given."""
        statement = select(func.coalesce(func.sum(SessionCountRow.sessions), 0)).where(
            SessionCountRow.user_id == user_id
        )
        if status is not None:
            statement = statement.where(SessionCountRow.status == status)
        if interview_type is not None:
            statement = statement.where(SessionCountRow.interview_type == interview_type)
        return int(await self._db_session.scalar(statement) or 0)
