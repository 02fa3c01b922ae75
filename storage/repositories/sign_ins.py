"""Sign-ins."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.account import SignIn
from storage.engine import for_update
from storage.models import SignInRow

# every request asks this, so it is put together once, and rows are no tracked objects
_ALL: Any = select(
    SignInRow.id,
    SignInRow.user_id,
    SignInRow.token_hash,
    SignInRow.created_at,
    SignInRow.expires_at,
    SignInRow.revoked_at,
)
_BY_ID = _ALL.where(SignInRow.id == bindparam("sign_in_id"))


class SignIns:
    """The sign-ins of all users."""

    def __init__(self, db_session: AsyncSession) -> None:
        self._db_session = db_session

    async def add(self, sign_in: SignIn) -> None:
        """Store a new sign-in; `ConflictError` if there is no such user."""
        self._db_session.add(
            SignInRow(
                id=sign_in.id,
                user_id=sign_in.user_id,
                token_hash=sign_in.token_hash,
                created_at=sign_in.created_at,
                expires_at=sign_in.expires_at,
                revoked_at=sign_in.revoked_at,
            )
        )
        await self._db_session.flush()

    async def get(self, sign_in_id: str, *, lock: bool = False) -> SignIn | None:
        """Return a sign-in, or None. With `lock` nobody else changes it in the meantime."""
        statement = for_update(_BY_ID) if lock else _BY_ID
        found = await self._db_session.execute(statement, {"sign_in_id": sign_in_id})
        row = found.one_or_none()
        return None if row is None else SignIn(*row)

    async def list(self, user_id: int) -> tuple[SignIn, ...]:
        """Return all sign-ins of a user, in no order."""
        found = await self._db_session.execute(_ALL.where(SignInRow.user_id == user_id))
        return tuple(SignIn(*row) for row in found)

    async def rotate(self, sign_in_id: str, token_hash: str, expires_at: datetime) -> None:
        """Replace the good token of a sign-in."""
        await self._db_session.execute(
            update(SignInRow)
            .where(SignInRow.id == sign_in_id)
            .values(token_hash=token_hash, expires_at=expires_at)
        )

    async def revoke(self, sign_in_id: str, at: datetime) -> None:
        """End a sign-in; one that has ended keeps its moment."""
        await self._db_session.execute(
            update(SignInRow)
            .where(SignInRow.id == sign_in_id, SignInRow.revoked_at.is_(None))
            .values(revoked_at=at)
        )

    async def forget_ended(self, user_id: int, now: datetime) -> None:
        """Delete a user's sign-ins that were ended or have expired: none is good for anything."""
        await self._db_session.execute(
            delete(SignInRow).where(
                SignInRow.user_id == user_id,
                or_(SignInRow.revoked_at.is_not(None), SignInRow.expires_at <= now),
            )
        )
