"""What language models were asked, by session."""

from collections.abc import Iterable
from dataclasses import fields

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.usage import ModelCall
from storage.models import ModelCallRow

_FIELDS = tuple(field.name for field in fields(ModelCall))


class ModelCalls:
    """The calls of each session, in the order they were noted."""

    def __init__(self, db_session: AsyncSession) -> None:
        self._db_session = db_session

    async def add(self, session_id: int, calls: Iterable[ModelCall]) -> None:
        """Store calls of a session; `ConflictError` if there is no such session."""
        self._db_session.add_all(
            ModelCallRow(session_id=session_id, **{name: getattr(call, name) for name in _FIELDS})
            for call in calls
        )
        await self._db_session.flush()

    async def list(self, session_id: int) -> tuple[ModelCall, ...]:
        """Return all calls of a session."""
        rows = await self._db_session.scalars(
            select(ModelCallRow)
            .where(ModelCallRow.session_id == session_id)
            .order_by(ModelCallRow.id)
        )
        return tuple(ModelCall(**{name: getattr(row, name) for name in _FIELDS}) for row in rows)
