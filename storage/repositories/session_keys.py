"""Keys under which clients started sessions."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import SessionKeyRow


class SessionKeys:
    """Which session a user started under which key, and with what request; all hashed."""

    def __init__(self, db_session: AsyncSession) -> None:
        self._db_session = db_session

    async def add(self, user_id: int, key_hash: str, request_hash: str, session_id: int) -> None:
        """Store a key; `ConflictError` if the user has used it before."""
        self._db_session.add(
            SessionKeyRow(
                user_id=user_id,
                key_hash=key_hash,
                request_hash=request_hash,
                session_id=session_id,
            )
        )
        await self._db_session.flush()

    async def find(self, user_id: int, key_hash: str) -> tuple[int, str] | None:
        """Return the session started under the key and the hash of its request, or None."""
        row = await self._db_session.scalar(
            select(SessionKeyRow).where(
                SessionKeyRow.user_id == user_id, SessionKeyRow.key_hash == key_hash
            )
        )
        return None if row is None else (row.session_id, row.request_hash)
