"""Accounts."""

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.account import User
from core.clock import Clock
from core.errors import ConflictError, NotFoundError
from storage.models import UserRow


class Users:
    """The accounts; an e-mail address is one account however its letters are cased."""

    def __init__(self, db_session: AsyncSession, clock: Clock) -> None:
        self._db_session = db_session
        self._clock = clock

    async def add(self, email: str, password_hash: str, full_name: str | None = None) -> User:
        """Store and return a new user; `ConflictError` if the address is taken."""
        row = UserRow(
            email=_normal(email),
            password_hash=password_hash,
            full_name=full_name,
            created_at=self._clock(),
        )
        self._db_session.add(row)
        try:
            await self._db_session.flush()
        except ConflictError as error:
            raise ConflictError("There is already an account with this e-mail address.") from error
        return _to_user(row)

    async def by_email(self, email: str) -> User | None:
        """Return the user with this address, or None."""
        row = await self._db_session.scalar(select(UserRow).where(UserRow.email == _normal(email)))
        return None if row is None else _to_user(row)

    async def by_id(self, user_id: int) -> User | None:
        """Return the user, or None."""
        row = await self._db_session.scalar(select(UserRow).where(UserRow.id == user_id))
        return None if row is None else _to_user(row)

    async def update_password_hash(self, user_id: int, password_hash: str) -> None:
        """Replace the stored hash; `NotFoundError` if there is no such user."""
        updated = await self._db_session.scalar(
            update(UserRow)
            .where(UserRow.id == user_id)
            .values(password_hash=password_hash)
            .returning(UserRow.id)
        )
        _found(updated)

    async def delete(self, user_id: int) -> None:
        """Delete the user with every row that is theirs; `NotFoundError` if there is none."""
        deleted = await self._db_session.scalar(
            delete(UserRow).where(UserRow.id == user_id).returning(UserRow.id)
        )
        _found(deleted)


def _normal(email: str) -> str:
    return email.strip().lower()


def _found(user_id: int | None) -> None:
    if user_id is None:
        raise NotFoundError("User not found.")


def _to_user(row: UserRow) -> User:
    return User(
        id=row.id,
        email=row.email,
        password_hash=row.password_hash,
        full_name=row.full_name,
        created_at=row.created_at,
    )
