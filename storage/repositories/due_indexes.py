"""Whose material has changed since it was last made findable, so that nobody's is forgotten."""

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import Clock
from storage.models import UserRow

PATIENCE = timedelta(minutes=1)
"""How long nobody else takes over what was promised."""


class DueIndexes:
    """The users whose index is behind. A change of theirs promises in its own transaction."""

    def __init__(self, db_session: AsyncSession, clock: Clock) -> None:
        self._db_session = db_session
        self._clock = clock

    async def promise(self, user_id: int, patience: timedelta = PATIENCE) -> datetime:
        """Leave the index to the caller for that long; return what `settle` is to be told."""
        until = self._clock() + patience
        await self._db_session.execute(
            update(UserRow).where(UserRow.id == user_id).values(index_due_at=until)
        )
        return until

    async def settle(self, user_id: int, promised: datetime) -> None:
        """Take the user off, unless somebody has promised since: their change may not be in it."""
        await self._db_session.execute(
            update(UserRow)
            .where(UserRow.id == user_id, UserRow.index_due_at == promised)
            .values(index_due_at=None)
        )

    async def is_due(self, user_id: int) -> bool:
        """Return whether something of the user's may not be findable yet."""
        due = await self._db_session.scalar(
            select(UserRow.index_due_at).where(UserRow.id == user_id)
        )
        return due is not None

    async def take_over(self) -> int | None:
        """Promise the index that is overdue for longest and return whose it is; None for none.

        Of several who ask at once, one gets it.
        """
        now = self._clock()
        longest = await self._db_session.scalar(
            select(UserRow.id)
            .where(UserRow.index_due_at < now)
            .order_by(UserRow.index_due_at)
            .limit(1)
        )
        taken: int | None = await self._db_session.scalar(
            update(UserRow)
            .where(UserRow.id == longest, UserRow.index_due_at < now)
            .values(index_due_at=now + PATIENCE)
            .returning(UserRow.id)
        )
        return taken
