"""Links that show a report."""

from datetime import datetime

from sqlalchemy import delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.assessment import Share
from core.clock import Clock
from core.errors import NotFoundError
from storage.models import ShareRow


class Shares:
    """The links of all sessions; a revoked one is gone."""

    def __init__(self, db_session: AsyncSession, clock: Clock) -> None:
        self._db_session = db_session
        self._clock = clock

    async def add(
        self, session_id: int, token_hash: str, *, with_recording: bool, expires_at: datetime | None
    ) -> Share:
        """Store and return a new link; `ConflictError` if there is no such session."""
        row = ShareRow(
            session_id=session_id,
            token_hash=token_hash,
            with_recording=with_recording,
            created_at=self._clock(),
            expires_at=expires_at,
        )
        self._db_session.add(row)
        await self._db_session.flush()
        return _to_share(row)

    async def list(self, session_id: int) -> tuple[Share, ...]:
        """Return the links to a session's report, oldest first, expired ones included."""
        rows = await self._db_session.scalars(
            select(ShareRow).where(ShareRow.session_id == session_id).order_by(ShareRow.id)
        )
        return tuple(_to_share(row) for row in rows)

    async def valid(self, token_hash: str) -> Share | None:
        """Return the link with this token, None when there is none or it has expired."""
        row = await self._db_session.scalar(
            select(ShareRow).where(
                ShareRow.token_hash == token_hash,
                or_(ShareRow.expires_at.is_(None), ShareRow.expires_at > self._clock()),
            )
        )
        return None if row is None else _to_share(row)

    async def revoke(self, session_id: int, share_id: int) -> None:
        """Delete a link of a session; `NotFoundError` if it has no such link."""
        deleted = await self._db_session.scalar(
            delete(ShareRow)
            .where(ShareRow.id == share_id, ShareRow.session_id == session_id)
            .returning(ShareRow.id)
        )
        if deleted is None:
            raise NotFoundError("There is no such link.")


def _to_share(row: ShareRow) -> Share:
    return Share(
        id=row.id,
        session_id=row.session_id,
        with_recording=row.with_recording,
        created_at=row.created_at,
        expires_at=row.expires_at,
    )
